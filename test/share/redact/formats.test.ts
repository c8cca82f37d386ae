import { describe, expect, it } from 'vitest';
import { redactCast } from '../../../src/share/redact/cast.ts';
import { redactDiff } from '../../../src/share/redact/diff.ts';
import { Finder } from '../../../src/share/redact/finder.ts';
import { cookieValues, redactHar } from '../../../src/share/redact/har.ts';
import { redactRecords, type RecordRules } from '../../../src/share/redact/records.ts';
import { redactRrweb } from '../../../src/share/redact/rrweb.ts';
import { redactTranscript } from '../../../src/share/redact/transcript.ts';

const finder = new Finder([{ id: 'pw', text: 'hunter2' }]);
const idle = new Finder([]);
const stays = { hides: () => undefined };
const same = (native: number): number => native;
const cast = (...events: readonly (readonly [number, string, string])[]): string =>
  ['{"version":2,"width":20,"height":5}', ...events.map((event) => JSON.stringify(event)), ''].join('\n');
const rules = (more: Partial<RecordRules> = {}): RecordRules => ({
  kind: 'input_events',
  finder,
  times: [],
  keys: [],
  files: [],
  urls: [],
  toTrace: same,
  touched: new Set(),
  ...more,
});
const lines = (...records: readonly object[]): string => records.map((one) => JSON.stringify(one)).join('\n');
const read = (text: string): readonly Record<string, unknown>[] =>
  text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

describe('redactCast', () => {
  it('masks a text that is cut by events and escape sequences, and keeps both', () => {
    const source = cast(
      [0, 'o', 'pw: hun'],
      [1, 'o', '\u001b[1mt\u001b[0m'],
      [2, 'i', 'x'],
      [3, 'o', 'er2\r\n$ '],
    );
    const { text, counts } = redactCast(source, finder, stays);
    expect(text).toBe(
      cast([0, 'o', 'pw: ███'], [1, 'o', '\u001b[1m█\u001b[0m'], [2, 'i', 'x'], [3, 'o', '███\r\n$ ']),
    );
    expect(counts).toEqual(new Map([['pw', 1]]));
  });

  it('masks a text that is wrapped, one that is typed, and one in a title or the clipboard', () => {
    const clip = `\u001b]52;c;${Buffer.from('my hunter2').toString('base64')}\u0007`;
    const source = cast(
      [0, 'o', 'hunt\r\ner2'],
      [1, 'i', 'hun'],
      [2, 'i', 'ter2'],
      [3, 'o', `\u001b]0;hunter2\u0007${clip}`],
    );
    const { text } = redactCast(source, finder, stays);
    expect(text).toContain(JSON.stringify([0, 'o', '████\r\n███']));
    expect(text).toContain(JSON.stringify([2, 'i', '████']));
    expect(text).toContain('\\u001b]0;███████\\u0007');
    expect(text).not.toContain(Buffer.from('my hunter2').toString('base64'));
  });

  it('hides what was printed at a time, and no event', () => {
    const source = cast([0, 'o', 'a b'], [5, 'o', '\u001b[2Jc d\r\n'], [9, 'o', 'e']);
    const hides = ({ seconds }: { readonly seconds: number }): string | undefined =>
      seconds === 5 ? 't' : undefined;
    const { text, counts } = redactCast(source, idle, { hides });
    expect(text).toBe(cast([0, 'o', 'a b'], [5, 'o', '\u001b[2J███\r\n'], [9, 'o', 'e']));
    expect(counts).toEqual(new Map([['t', 1]]));
  });

  it('reads versions 1 and 3', () => {
    const first = JSON.stringify({
      version: 1,
      width: 9,
      height: 9,
      stdout: [
        [0, 'hun'],
        [1, 'ter2'],
      ],
    });
    expect(JSON.parse(redactCast(first, finder, stays).text)).toMatchObject({
      stdout: [
        [0, '███'],
        [1, '████'],
      ],
    });
    const third = '{"version":3,"term":{"cols":9,"rows":9},"title":"hunter2"}\n[1,"o","a"]\n[4,"o","b"]\n';
    const hides = ({ seconds }: { readonly seconds: number }): string | undefined =>
      seconds === 5 ? 't' : undefined;
    expect(redactCast(third, finder, { hides }).text).toBe(
      '{"version":3,"term":{"cols":9,"rows":9},"title":"███████"}\n[1,"o","a"]\n[4,"o","█"]\n',
    );
  });
});

describe('redactRecords', () => {
  const press = (t: number, key: string): readonly object[] => [
    { t, type: 'key_down', key, code: `Key${key}` },
    { t: t + 1, type: 'key_up', key, code: `Key${key}` },
  ];
  const typed = (text: readonly string[], from: number): readonly object[] =>
    text.flatMap((key, index) => press(from + index * 10, key));

  it('hides the keys of a text, also of one that was typed wrong first', () => {
    const keys = ['l', 's', 'Enter', ...Array.from('huntex'), 'Backspace', ...Array.from('r2'), 'Enter'];
    const { text, counts } = redactRecords(lines(...typed(keys, 0)), rules());
    const downs = read(text).filter(({ type }) => type === 'key_down');
    expect(downs.map(({ key }) => key)).toEqual(['l', 's', 'Enter', ...Array.from('•••••••••'), 'Enter']);
    expect(downs[5]).toEqual({ t: 50, type: 'key_down', key: '•', masked: true });
    expect(read(text).filter(({ type, masked }) => type === 'key_up' && masked === true)).toHaveLength(9);
    expect(counts.get('pw')).toBe(1);
  });

  it('hides keys of a time, and drops records of one', () => {
    const source = lines(...typed(['a', 'b', 'c'], 100), { t: 300, type: 'move', x: 1, y: 1 });
    const keys = redactRecords(source, rules({ finder: idle, keys: [{ id: 'k', start: 110, end: 111 }] }));
    expect(read(keys.text).map(({ key }) => key)).toEqual(['a', 'a', '•', '•', 'c', 'c', undefined]);
    const gone = redactRecords(source, rules({ finder: idle, times: [{ id: 't', start: 110, end: 300 }] }));
    expect(read(gone.text).map(({ t }) => t)).toEqual([100, 101, 300]);
    expect(gone.left).toBe(3);
  });

  it('hides every value of a field that grew to a text', () => {
    const field = { tab: '1', target: { selector: '#a' } };
    const other = { tab: '1', target: { selector: '#b' } };
    const source = lines(
      { t: 1, type: 'input', ...field, value: 'hunt' },
      { t: 2, type: 'input', ...other, value: 'hunt' },
      { t: 3, type: 'input', ...field, value: 'hunter2' },
    );
    const { text } = redactRecords(source, rules({ kind: 'browser_events' }));
    expect(read(text).map(({ value, masked }) => [value, masked])).toEqual([
      ['████', true],
      ['hunt', undefined],
      ['███████', true],
    ]);
  });

  it('keeps a command whose time goes, without its words', () => {
    const source = lines({
      seq: 1,
      terminal: 'a',
      t_start: 5,
      t_end: 20,
      cwd: '/x',
      command: 'ls',
      exit_code: 0,
      exit_source: 'shell',
    });
    const { text } = redactRecords(
      source,
      rules({ kind: 'commands', finder: idle, times: [{ id: 't', start: 19, end: 30 }] }),
    );
    expect(read(text)[0]).toMatchObject({ seq: 1, cwd: null, command: '█', exit_code: 0 });
  });

  it('drops what was typed into a file that held a text, and what is about a file that goes', () => {
    const change = (file: string, text: string): object => ({
      t: 1,
      type: 'change',
      file,
      changes: [{ text }],
    });
    const source = lines(change('a.js', 'hunt'), change('b.js', 'x'), change('a.js', 'er2'), {
      t: 2,
      type: 'open',
      file: 'c.js',
    });
    const { text, counts } = redactRecords(
      source,
      rules({ kind: 'ide_edits', files: [{ id: 'f', name: 'c.js' }] }),
    );
    expect(read(text).map(({ file }) => file)).toEqual(['b.js']);
    expect(counts).toEqual(
      new Map([
        ['pw', 2],
        ['f', 1],
      ]),
    );
  });
});

describe('redactHar', () => {
  const request = (url: string, at: string): object => ({
    startedDateTime: at,
    time: 10,
    request: {
      url,
      cookies: [{ name: 'sid', value: 'abcdef' }],
      headers: [{ name: 'Cookie', value: 'sid=abcdef; lang=en' }],
    },
    response: {
      cookies: [],
      headers: [{ name: 'Set-Cookie', value: 'sid=ghijkl; Path=/' }],
      content: {
        mimeType: 'application/json',
        encoding: 'base64',
        text: Buffer.from('{"p":"hunter2"}').toString('base64'),
      },
    },
  });
  const archive = JSON.stringify({
    log: {
      version: '1.2',
      entries: [request('http://a/1', '2026-01-01T00:00:00Z'), request('http://b/2', '2026-01-01T00:00:01Z')],
    },
  });
  const none = { finder: idle, times: [], urls: [], cookies: [], toTrace: same };
  const entriesOf = (text: string) =>
    (
      JSON.parse(text) as {
        log: {
          entries: {
            request: { url: string; cookies: object[]; headers: object[] };
            response: { headers: object[]; content: { text: string } };
          }[];
        };
      }
    ).log.entries;

  it('drops requests of a time and of an address', () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const timed = redactHar(archive, { ...none, times: [{ id: 't', start, end: start + 5 }] });
    expect(entriesOf(timed.text).map(({ request: { url } }) => url)).toEqual(['http://b/2']);
    const named = redactHar(archive, { ...none, urls: [{ id: 'u', name: 'http://b/' }] });
    expect(entriesOf(named.text).map(({ request: { url } }) => url)).toEqual(['http://a/1']);
  });

  it('empties cookies, all or by name, and tells their values', () => {
    const [all] = entriesOf(redactHar(archive, { ...none, cookies: [{ id: 'c', names: undefined }] }).text);
    expect(all?.request).toMatchObject({ cookies: [], headers: [{ value: '█' }] });
    const [named] = entriesOf(redactHar(archive, { ...none, cookies: [{ id: 'c', names: ['sid'] }] }).text);
    expect(named?.request.headers).toEqual([{ name: 'Cookie', value: 'sid=█; lang=en' }]);
    expect(named?.response.headers).toEqual([{ name: 'Set-Cookie', value: 'sid=█; Path=/' }]);
    expect(new Set(cookieValues(JSON.parse(archive), ['sid']))).toEqual(new Set(['abcdef', 'ghijkl']));
  });

  it('looks into bodies in base64, and keeps them readable', () => {
    const [entry] = entriesOf(redactHar(archive, { ...none, finder }).text);
    expect(Buffer.from(entry?.response.content.text ?? '', 'base64').toString()).toBe('{"p":"███████"}');
  });
});

describe('redactTranscript', () => {
  const vtt =
    'WEBVTT\n\n1\n00:01.000 --> 00:02.000\nit is hun\n\n2\n00:03.000 --> 00:04.000\nter2, I say\n\n3\n00:05.000 --> 00:06.000\nbye\n';

  it('takes all words of a cue that is spoken in a removed time', () => {
    const hides = (start: number, end: number): string | undefined =>
      start < 6 && end > 5 ? 'a' : undefined;
    const { text } = redactTranscript(vtt, idle, hides);
    expect(text).toBe(vtt.replace('bye', '[REDACTED:a]').trimEnd());
  });

  it('masks words that go on in the next cue', () => {
    const spoken = new Finder([{ id: 's', text: 'hun ter2, I' }]);
    expect(redactTranscript(vtt, spoken, () => undefined).text).toBe(
      vtt.replace('hun', '███').replace('ter2, I', '█████ █'),
    );
  });
});

describe('redactDiff', () => {
  const part = (name: string, line: string): string =>
    `diff --git a/${name} b/${name}\nindex abc1234..def5678 100644\n--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-old\n+${line}\n`;

  it('drops the part of a file, and clears the hashes of one that was masked', () => {
    const source = part('a.js', 'hunter2') + part('b.js', 'x') + part('c.js', 'y');
    const { text, counts } = redactDiff(source, finder, [{ id: 'f', name: 'c.js' }]);
    expect(text).toBe(
      part('a.js', '███████').replace('abc1234..def5678', '0000000..0000000') + part('b.js', 'x'),
    );
    expect(counts).toEqual(
      new Map([
        ['pw', 1],
        ['f', 1],
      ]),
    );
  });
});

describe('redactRrweb', () => {
  const event = (timestamp: number, type: number, data: object): object => ({ timestamp, type, data });

  it('hides all that a field grew through, and drops a gap up to the next whole page', () => {
    const events = [
      event(1, 2, {}),
      event(2, 3, { source: 5, id: 7, text: 'hunt' }),
      event(3, 3, { source: 5, id: 7, text: 'hunter2' }),
      event(4, 3, { source: 3, id: 1 }),
      event(5, 3, { source: 3, id: 1 }),
      event(6, 2, {}),
    ];
    const { text } = redactRrweb(JSON.stringify(events), finder, [{ id: 't', start: 4, end: 5 }], same);
    const made = JSON.parse(text) as { timestamp: number; data: { text?: string } }[];
    expect(made.map(({ timestamp }) => timestamp)).toEqual([1, 2, 3, 6]);
    expect(made.map(({ data }) => data.text)).toEqual([undefined, '████', '███████', undefined]);
  });
});
