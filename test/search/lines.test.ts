/** What the builders tell of layers: which text, and when. */
import { describe, expect, it } from 'vitest';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import { diffLines } from '../../src/search/diff-lines.ts';
import { editLines, fileLines } from '../../src/search/file-lines.ts';
import { pageText } from '../../src/search/html-text.ts';
import { keyLines } from '../../src/search/key-lines.ts';
import { domLines, SnapshotLines } from '../../src/search/page-lines.ts';
import {
  browserLines,
  commandLines,
  cueLines,
  noteLines,
  requestLines,
  testLines,
} from '../../src/search/record-lines.ts';
import type { AddLine, SearchLine } from '../../src/search/search-line.ts';
import { TypedLines } from '../../src/search/typed-lines.ts';
import { each } from '../../src/search/work.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import type { FileContent } from '../../src/trace/workspace-texts.ts';
import { Workspace } from '../../src/trace/workspace.ts';
import { buildTrace, type TraceNotation } from '../fixtures/build-trace.ts';

const SECOND = 1_000_000;

function collect(tell: (add: AddLine) => unknown): readonly SearchLine[] {
  const lines: SearchLine[] = [];
  const work = tell((line) => lines.push(line));
  if (work instanceof Object && 'next' in work) while ((work as Generator).next().done !== true);
  return lines;
}

/** Seconds and text. */
function short(lines: readonly SearchLine[]): readonly string[] {
  return lines.map(({ time, text }) => `${time / SECOND} ${text}`);
}

async function items<
  K extends 'commands' | 'transcripts' | 'annotations' | 'networks' | 'browsers' | 'edits',
>(list: K, notation: TraceNotation) {
  const [layer] = buildTrace(notation)[list];
  if (!layer) throw new Error('no layer');
  return (await layer.content.get()).items as unknown as Awaited<
    ReturnType<ReturnType<typeof buildTrace>[K][number]['content']['get']>
  >['items'];
}

describe('records', () => {
  it('of commands have their folder and exit code', async () => {
    const commands = await items('commands', { commands: ['1-2 npm test =1', '5- sleep 9'] });
    expect(short(collect((add) => commandLines(commands, add)))).toEqual([
      '1 npm test · exit 1 · /home/dev/project',
      '5 sleep 9 · exit ? · /home/dev/project',
    ]);
  });

  it('of speech are one line each, and notes one a line', async () => {
    const cues = await items('transcripts', { cues: ['1-2 The test\n fails.'] });
    expect(short(collect((add) => cueLines(cues, add)))).toEqual(['1 The test fails.']);
    const notes = await items('annotations', { notes: ['3 decision Use a set\nIt is smaller', '4 note'] });
    expect(short(collect((add) => noteLines(notes, add))).slice(0, 2)).toEqual([
      '3 Use a set',
      '3 It is smaller',
    ]);
  });

  it('of requests have what came back', async () => {
    const requests = await items('networks', {
      network: ['1-2 GET https://x.example/a 404', '3 GET https://x.example/b lost'],
    });
    expect(short(collect((add) => requestLines(requests, add)))).toEqual([
      '1 GET https://x.example/a · 404',
      '3 GET https://x.example/b · lost',
    ]);
  });

  it('of browsers have addresses, messages and what was acted on', async () => {
    const events = await items('browsers', {
      browser: ['1 navigated https://x.example/a', '2 console error It broke', '3 click Save'],
    });
    const lines = collect((add) => browserLines(events, add));
    expect(short(lines)).toEqual(['1 https://x.example/a', '2 It broke', '3 click Save']);
    expect(lines.map(({ place }) => place)).toEqual([undefined, 'console error', 'https://x.example/a']);
  });

  it('of tests have names, outcomes and why', () => {
    const result = {
      suites: ['cart'],
      file: 'cart.test.ts',
      line: 9,
      className: undefined,
      name: 'adds up',
      state: 'failed' as const,
      durationMicros: 1,
      reasons: [{ kind: 'failure' as const, message: 'expected 2', details: 'expected 2\n  at cart.ts:3' }],
      output: 'printed',
      flaky: false,
    };
    const report = { results: [result], unlisted: { passed: 0, failed: 0, skipped: 0 } };
    const lines = collect((add) => testLines(report, { time: 4 * SECOND, place: 'unit' }, add));
    expect(short(lines)).toEqual([
      '4 cart › adds up · failed',
      '4 expected 2',
      '4   at cart.ts:3',
      '4 printed',
    ]);
    expect(lines[0]).toMatchObject({ place: 'cart.test.ts', row: 9 });
  });

  it('of a diff have no time, and the line that they are', () => {
    const diff = {
      oldPath: 'a.ts',
      newPath: 'a.ts',
      binary: false,
      copied: false,
      oldMode: undefined,
      newMode: undefined,
    };
    const hunk = { oldStart: 4, oldCount: 2, newStart: 4, newCount: 2, heading: '' };
    const lines = collect((add) =>
      diffLines(
        [
          {
            ...diff,
            hunks: [
              {
                ...hunk,
                lines: [
                  { kind: 'context', text: 'same\n' },
                  { kind: 'removed', text: 'old\n' },
                  { kind: 'added', text: 'new\n' },
                ],
              },
            ],
          },
        ],
        add,
      ),
    );
    expect(lines).toEqual([
      { time: NaN, text: '- old', place: 'a.ts', row: 5 },
      { time: NaN, text: '+ new', place: 'a.ts', row: 5 },
    ]);
  });

  it('can be taken in turns', () => {
    const taken: number[] = [];
    let turns = 0;
    for (const _ of each(
      Array.from({ length: 3_000 }, (_value, index) => index),
      (item) => taken.push(item),
    ))
      turns += 1;
    expect([taken.length, turns]).toEqual([3_000, 2]);
  });
});

describe('keys', () => {
  const key = (t: number, value: string, more: object = {}): string =>
    JSON.stringify({ t, type: 'key_down', key: value, ...more });
  const linesOf = (...records: readonly string[]): readonly SearchLine[] =>
    collect((add) =>
      keyLines(
        new TextEncoder().encode(records.join('\n')),
        { toTrace: (native) => native as TraceTime },
        add,
      ),
    );

  it('are joined as they read, until a pause, another place or a key that types nothing', () => {
    const typed = linesOf(
      ...['h', 'e', 'l', 'o'].map((value, index) => key(index * 100, value)),
      key(500, 'Backspace'),
      key(600, 'l'),
      key(700, 'o'),
      '{"t":800,"type":"move","x":1,"y":1}',
      key(900, 'Enter'),
      key(1_000, 's', { mods: ['Control'] }),
      key(1_100, 'a'),
      '{"t":1200,"type":"down","x":1,"y":1,"button":"left"}',
      key(1_300, 'b'),
      key(5 * SECOND, 'c'),
    );
    expect(typed.map(({ text }) => text)).toEqual(['hello', 'Enter', 'Ctrl+S', 'a', 'b', 'c']);
    expect(typed[0]?.pieces?.map(({ time }) => time)).toEqual([0, 100, 200, 600, 700]);
  });

  it('that are masked, broken or silent tell nothing', () => {
    expect(
      linesOf(key(1, 'Shift'), '{"type":"key_down"', key(2, 'x', { masked: true })).map(({ text }) => text),
    ).toEqual(['•']);
  });
});

describe('pages', () => {
  it('are read by block, without scripts, markup and hidden parts', () => {
    const html = `<!doctype html><html><head><title>The &amp; page</title><style>p{}</style></head>
      <body><h1>Big <em>words</em></h1><p>One &lt;two&gt;&nbsp;three<br>four</p><script>if (a < b) "</p>"</script>
      <!-- no --><ul><li>x<li>y</ul><textarea>typed</textarea>5 < 6</body></html>`;
    expect(pageText(html)).toEqual({
      title: 'The & page',
      lines: ['Big words', 'One <two> three', 'four', 'x', 'y', 'typed', '5 < 6'],
    });
  });

  it('are read whatever they hold', () => {
    for (const html of [
      '',
      '<',
      '<a',
      '</',
      '<script>',
      '<title>x',
      '&#xFFFFFFF; &#0; &bogus;',
      '<p "',
      '<svg><title>t</title>',
    ])
      expect(() => pageText(html)).not.toThrow();
    // Every object has one of that name.
    expect(pageText('<p>&constructor; &copy;').lines).toEqual(['&constructor; ©']);
  });

  it('tell a line when it appears, not with each snapshot', () => {
    const lines = collect((add) => {
      const snapshots = new SnapshotLines(add);
      snapshots.take({ title: 'Shop', lines: ['Cart', 'empty'] }, 1 * SECOND, '/cart');
      snapshots.take({ title: 'Shop', lines: ['Cart', 'one thing'] }, 2 * SECOND, '/cart');
      snapshots.take({ title: 'Shop', lines: ['Cart', 'empty'] }, 3 * SECOND, '/cart');
    });
    expect(short(lines)).toEqual(['1 Shop', '1 Cart', '1 empty', '2 one thing', '3 empty']);
  });

  it('that are recorded tell a block when it changes', async () => {
    const node = (id: number, tagName: string, ...childNodes: readonly object[]) => ({
      id,
      type: 2,
      tagName,
      attributes: {},
      childNodes,
    });
    const words = (id: number, textContent: string) => ({ id, type: 3, textContent });
    const page = {
      id: 1,
      type: 0,
      childNodes: [
        node(
          2,
          'html',
          node(
            3,
            'body',
            node(4, 'p', words(5, 'Hello '), node(6, 'b', words(7, 'you'))),
            node(8, 'script', words(9, 'secret')),
          ),
        ),
      ],
    };
    const [layer] = buildTrace({
      dom: [
        { type: 4, timestamp: 1_000, data: { href: 'https://x.example/', width: 10, height: 10 } },
        { type: 2, timestamp: 1_000, data: { node: page, initialOffset: { left: 0, top: 0 } } },
        {
          type: 3,
          timestamp: 4_000,
          data: { source: 0, texts: [{ id: 7, value: 'all' }], attributes: [], removes: [], adds: [] },
        },
        {
          type: 3,
          timestamp: 4_100,
          data: { source: 0, texts: [{ id: 7, value: 'all of you' }], attributes: [], removes: [], adds: [] },
        },
        {
          type: 3,
          timestamp: 9_000,
          data: {
            source: 0,
            texts: [],
            attributes: [],
            removes: [],
            adds: [
              { parentId: 10, nextId: null, node: words(11, 'Later') },
              { parentId: 3, nextId: null, node: node(10, 'div') },
            ],
          },
        },
      ],
    }).doms;
    if (!layer) throw new Error('no layer');
    const recording = await layer.content.get();
    const lines = collect((add) => domLines(recording, add));
    expect(short(lines).toSorted()).toEqual([
      '1 Hello you',
      '1 https://x.example/',
      '4.1 Hello all of you',
      '9 Later',
    ]);
  });

  it('tell what stood between changes that follow each other at once, since the last of them', async () => {
    const body = {
      type: 2,
      id: 3,
      tagName: 'body',
      attributes: {},
      childNodes: [{ type: 3, id: 4, textContent: 'one' }],
    };
    const root = { type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [body] };
    const put = (timestamp: number, value: string): object => ({
      type: 3,
      timestamp,
      data: { source: 0, texts: [{ id: 4, value }], attributes: [], removes: [], adds: [] },
    });
    const [layer] = buildTrace({
      dom: [
        { type: 4, timestamp: 0, data: { href: 'https://x.example/', width: 10, height: 10 } },
        { type: 2, timestamp: 0, data: { node: { type: 0, id: 1, childNodes: [root] }, initialOffset: {} } },
        ...Array.from({ length: 500 }, (_, index) => put(5_000 + index, `two ${index}`)),
        ...Array.from({ length: 500 }, (_, index) => put(9_000 + 10 * index, `three ${index}`)),
      ],
    }).doms;
    const recording = await layer?.content.get();
    if (!recording) throw new Error('no layer');
    expect(short(collect((add) => domLines(recording, add)))).toEqual([
      '0 https://x.example/',
      '0 one',
      '5.499 two 499',
      '13.99 three 499',
    ]);
  });
});

describe('files', () => {
  const type = (
    ...changes: readonly (readonly [seconds: number, line: number, from: number, to: number, text: string])[]
  ): readonly SearchLine[] =>
    collect((add) => {
      const lines = new TypedLines(add);
      lines.write('one\ntwo\n', 0);
      for (const [seconds, line, from, to, text] of changes)
        lines.apply(
          { start: { line, character: from }, end: { line, character: to }, text },
          seconds * SECOND,
        );
      lines.end();
    });

  it('tell what was typed when all of it was there, once', () => {
    const lines = type([5, 1, 3, 3, ' t'], [6, 1, 5, 5, 'h'], [7, 1, 6, 6, 'ree']);
    expect(short(lines)).toEqual(['0 one', '7 two three']);
    expect(lines[1]?.pieces?.map(({ from, time }) => [from, time / SECOND])).toEqual([
      [0, 0],
      [3, 5],
      [5, 6],
      [6, 7],
    ]);
  });

  it('tell a line without an end once, also when it gets one', () => {
    const found: SearchLine[] = [];
    const typed = new TypedLines((line) => void found.push(line));
    ['one\ntwo', 'one\ntwo\nthree\n'].forEach((text, index) => typed.write(text, index * SECOND));
    typed.end();
    expect(short(found)).toEqual(['0 one', '0 two', '1 three']);
  });

  it('tell what was there for a while and is gone, and nothing of a slip', () => {
    expect(short(type([5, 1, 0, 3, 'tow'], [5.5, 1, 0, 3, 'wto'], [9, 1, 0, 3, 'last']))).toEqual([
      '0 two',
      '5.5 wto',
      '0 one',
      '9 last',
    ]);
  });

  it('tell lines that are put between others, with their place', () => {
    expect(type([5, 0, 3, 3, '\nnew']).map(({ text, row }) => [text, row])).toEqual([
      ['one', 1],
      ['new', 2],
      ['two', 2],
    ]);
  });

  it('tell the base from the first moment, typed lines when they were typed, written ones when they were written', async () => {
    const edits = await items('edits', {
      edits: ['2 open src/a.ts', '5 change src/a.ts typed ', '9 save src/a.ts', '12 commit 1f2e3d4 Fix it'],
    });
    const texts = ['base line\n', 'typed base line\nwritten\n'].map((text): FileContent => ({
      kind: 'text',
      text,
      sha256: sha256Hex(new TextEncoder().encode(text)),
    }));
    const [file] = new Workspace(edits).files;
    if (!file) throw new Error('no file');
    const lines: SearchLine[] = [];
    const whole = await fileLines(
      file,
      {
        base: () => Promise.resolve(texts[0] ?? { kind: 'absent' }),
        version: () => Promise.resolve(texts[1] ?? { kind: 'absent' }),
      },
      (line) => lines.push(line),
    );
    expect(whole).toBe(true);
    expect(lines.map(({ time, text, place, row }) => [time, text, place, row])).toEqual([
      [fromSeconds(5), 'typed base line', 'src/a.ts', 1],
      [fromSeconds(9), 'written', 'src/a.ts', 2],
    ]);
    expect(lines[0]?.pieces).toEqual([
      { from: 0, time: fromSeconds(5), fresh: true },
      { from: 6, time: fromSeconds(2), fresh: true },
    ]);
    expect(short(collect((add) => editLines(edits, add)))).toEqual([
      '2 open src/a.ts',
      '12 commit 1f2e3d4 · Fix it',
    ]);
  });

  it('that are too large are said to be left out', async () => {
    const edits = await items('edits', { edits: ['2 save src/a.ts'] });
    const [file] = new Workspace(edits).files;
    if (!file) throw new Error('no file');
    const huge = (): Promise<FileContent> => Promise.resolve({ kind: 'huge', bytes: 9e9, lines: undefined });
    expect(await fileLines(file, { base: huge, version: huge }, () => undefined)).toBe(false);
  });
});
