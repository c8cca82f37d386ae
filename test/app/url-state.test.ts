import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanNote,
  decodeFragment,
  encodeFragment,
  MAX_FRAGMENT,
  MAX_NOTE,
  SIDE_NAMES,
  type UrlState,
} from '../../src/app/url-state.ts';
import { ARRANGEMENT_NAMES } from '../../src/app/arrangements.ts';
import { fromMicros } from '../../src/base/time.ts';
import { MAX_QUERY } from '../../src/search/query.ts';
import { PANE_VIEWS, type PaneViewName } from '../../src/timeline/pane-views.ts';

const time = fc.integer({ min: 0, max: 36_000_000_000 }).map(fromMicros);
const NPM = { text: 'npm test', matchCase: true, wholeWord: false, pattern: true };

/** All that an address can carry. */
const state: fc.Arbitrary<UrlState> = fc.record(
  {
    time,
    range: fc
      .tuple(time, time)
      .filter(([a, b]) => a < b)
      .map(([start, end]) => ({ start, end })),
    pane: fc.constantFrom('video', 'terminal', 'x-own'),
    layout: fc.constantFrom(...ARRANGEMENT_NAMES),
    dock: fc.constantFrom('own', 'video', '50video_50terminal*', '30(60video.diff*_40steps)_70terminal'),
    find: fc.record({
      text: fc
        .string({ minLength: 1, maxLength: MAX_QUERY, unit: 'grapheme' })
        .filter((s) => s.length <= MAX_QUERY),
      matchCase: fc.boolean(),
      wholeWord: fc.boolean(),
      pattern: fc.constant(true),
    }),
    side: fc.constantFrom(...SIDE_NAMES),
    views: fc
      .dictionary(
        fc.constantFrom(...(Object.keys(PANE_VIEWS) as PaneViewName[])),
        fc.string({ minLength: 1, maxLength: 8 }),
        { minKeys: 1 },
      )
      .map((views) => new Map(Object.entries(views) as [PaneViewName, string][])),
    selection: fc.oneof(
      fc.record({
        kind: fc.constant('hit' as const),
        source: fc.string({ minLength: 1, maxLength: 40 }),
        time,
        nth: fc.integer({ min: 0, max: 500 }),
      }),
      fc.record({ kind: fc.constant('finding' as const), id: fc.string({ minLength: 1, maxLength: 80 }) }),
    ),
    note: fc
      .string({ maxLength: MAX_NOTE })
      .map(cleanNote)
      .filter((note) => note !== ''),
  },
  { requiredKeys: [] },
);

/** As one object, whatever the order in which things were set. */
function plain({ views, ...rest }: UrlState): unknown {
  return { ...rest, ...(views && { views: Object.fromEntries(views) }) };
}

const KEY = 'AwsTGyMrMztDS1NbY2tze4OLk5ujq7O7w8vT2-Pr8_s';

describe('the fragment', () => {
  // Addresses that people have, of every form that was ever written: they lead to the same for ever.
  it.each<[string, unknown]>([
    ['', {}],
    ['#t=7', { time: 7_000_000 }],
    ['#v=2&t=7&key=0123', { time: 7_000_000 }],
    ['#v=1&t=0', { time: 0 }],
    ['#v=1&t=83.366667', { time: 83_366_667 }],
    [
      '#v=1&t=1.5&range=1,2.25&pane=video',
      { time: 1_500_000, range: { start: 1_000_000, end: 2_250_000 }, pane: 'video' },
    ],
    ['#v=1&t=2&pane=diff&layout=review', { time: 2_000_000, pane: 'diff', layout: 'review', dock: 'own' }],
    ['#v=1&t=2&find=npm%20test&match=case,pattern', { time: 2_000_000, find: NPM }],
    [
      '#v=1&t=5&layout=inspect&only=cron&f-family=bug_fix,tdd&by=-coverage&at=trace-3',
      { time: 5_000_000, layout: 'inspect', dock: 'own' },
    ],
    ['#v=2&t=83.366667&layout=inspect', { time: 83_366_667, layout: 'inspect' }],
    [
      '#v=2&t=1&pane=video&layout=inspect&dock=20steps_44video.browser*_36(62terminal.diff*.tests_38voice.outcome%29',
      {
        time: 1_000_000,
        pane: 'video',
        layout: 'inspect',
        dock: '20steps_44video.browser*_36(62terminal.diff*.tests_38voice.outcome)',
      },
    ],
    [
      '#v=2&t=1&layout=share&diff.file=src/cron%20parser.ts:12&diff.against=previous&browser.view=network&steps.kinds=commands.tests',
      {
        time: 1_000_000,
        layout: 'share',
        views: {
          'diff.file': 'src/cron parser.ts:12',
          'diff.against': 'previous',
          'browser.view': 'network',
          'steps.kinds': 'commands.tests',
        },
      },
    ],
    [
      '#v=2&t=2&find=npm%20test&match=case,pattern&sel=hit:terminal@83.366667,2',
      {
        time: 2_000_000,
        find: NPM,
        selection: { kind: 'hit', source: 'terminal', time: 83_366_667, nth: 2 },
      },
    ],
    [
      '#v=2&t=2&side=quality&sel=finding:video-gaps/12%232&note=Look%20at%20this%21',
      {
        time: 2_000_000,
        side: 'quality',
        selection: { kind: 'finding', id: 'video-gaps/12#2' },
        note: 'Look at this!',
      },
    ],
  ])('%s', (fragment, said) => {
    const { state: read, problems } = decodeFragment(fragment);
    expect(problems).toEqual([]);
    expect(plain(read)).toEqual(said);
  });

  it.each([
    ['t', '#t=abc'],
    ['t', '#t=-1'],
    ['t', '#t=1e9'],
    ['t', '#t='],
    ['range', '#range=2,1'],
    ['range', '#range=1'],
    ['pane', '#pane=<script>'],
    ['layout', '#layout=cinema'],
    ['find', '#find='],
    ['match', '#find=a&match=loosely'],
    ['v', '#v=9&t=1'],
    ['v', '#v=0&t=1'],
    ['v', '#v=two&t=1'],
    ['dock', '#v=2&dock=video.video'],
    ['dock', '#v=2&dock=((((((((video))))))))'],
    ['side', '#v=2&side=dark'],
    ['sel', '#v=2&sel=hit:terminal'],
    ['sel', '#v=2&sel=step:3'],
    ['diff.file', `#v=2&diff.file=${'a'.repeat(301)}`],
    ['note', `#v=2&note=${'a'.repeat(MAX_NOTE + 1)}`],
    ['#', `#v=2&note=${'a'.repeat(MAX_FRAGMENT)}`],
  ])('reports a bad %s in %.60s and reads the rest', (part, fragment) => {
    const { problems } = decodeFragment(fragment);
    expect(problems).toMatchObject([{ code: 'address-invalid', details: { part } }]);
  });

  it('names parts that it does not know, and reads the rest', () => {
    const { state: read, problems } = decodeFragment(
      '#v=2&t=1&zoom=3&mood=good&constructor=1&__proto__=2&zoom=4',
    );
    expect(read).toEqual({ time: 1_000_000 });
    expect(problems).toEqual([
      {
        severity: 'info',
        code: 'address-unknown',
        details: { count: 4, names: ['zoom', 'mood', 'constructor'] },
      },
    ]);
  });

  it.each([
    [`#t=5%26key%3D${KEY}`, { part: 't', value: '5&key=…' }],
    [`#t=5,key=${KEY.slice(0, 20)}`, { part: 't', value: '5,key=…' }],
    [`#pane=${KEY}`, { part: 'pane', value: '…' }],
    [`#v=9${KEY.slice(0, 30)}`, { part: 'v', value: '…' }],
    // Cut to what is shown of it, it would be no whole key any more.
    [`#v=2&sel=${'a b '.repeat(15)}${KEY}`, { part: 'sel', value: `${'a b '.repeat(15)}…` }],
    [`#t=1&${KEY.slice(1)}`, { names: ['…'] }],
    [`#t=1&v%3D2%26key%3D${KEY}`, { names: ['v=2&key=…'] }],
  ])('tells nobody what may be a key in %s', (fragment, details) => {
    expect(decodeFragment(fragment).problems).toMatchObject([{ details }]);
  });

  it('comes back exactly, to the microsecond', () => {
    fc.assert(
      fc.property(state, (said) => {
        const { state: read, problems } = decodeFragment(`#${encodeFragment(said)}`);
        expect(problems).toEqual([]);
        expect(plain(read)).toEqual(plain(said));
      }),
    );
  });

  it('ends with nothing that is taken for the end of a sentence, and breaks no line', () => {
    fc.assert(
      fc.property(state, (said) => {
        expect(encodeFragment(said)).toMatch(/^[!-~]*\w$/);
      }),
    );
  });

  it('is written of a name with half a letter, too', () => {
    const views = new Map([['diff.file', 'a\uD800.ts']] as const);
    const { state } = decodeFragment(encodeFragment({ views }));
    expect(state.views?.get('diff.file')).toBe('a\uFFFD.ts');
  });

  it('is short, and has an end', () => {
    const typical: UrlState = {
      time: fromMicros(83_366_667),
      range: { start: fromMicros(80_000_000), end: fromMicros(90_500_000) },
      layout: 'inspect',
      dock: '20steps_44video.browser_36(62terminal.diff*.tests_38voice.outcome)',
      views: new Map([['diff.file', 'src/cron/parser.ts']]),
    };
    expect(encodeFragment(typical).length).toBeLessThan(170);
    // Three bytes a UTF-16 unit, of three signs each.
    const wide = (length: number): string => '界'.repeat(length);
    const worst: UrlState = {
      ...typical,
      find: { text: wide(MAX_QUERY), matchCase: true, wholeWord: true, pattern: true },
      views: new Map(Object.entries(PANE_VIEWS).map(([name, most]) => [name as PaneViewName, wide(most)])),
      dock: 'a.'.repeat(200),
      selection: { kind: 'hit', source: wide(200), time: fromMicros(83_366_667), nth: 99_999 },
      note: wide(MAX_NOTE),
    };
    const { length } = encodeFragment(worst);
    expect(length).toBeLessThan(25_000);
    expect(length).toBeLessThan(MAX_FRAGMENT);
    const read = decodeFragment(encodeFragment({ ...worst, dock: 'own' }));
    expect(read.problems).toEqual([]);
  });

  it('never throws, and gives nothing that is out of bounds', () => {
    const name = fc.oneof(
      fc.constantFrom('v', 't', 'range', 'pane', 'layout', 'dock', 'find', 'match', 'side', 'sel', 'note'),
      fc.constantFrom(...Object.keys(PANE_VIEWS)),
      fc.string({ maxLength: 12 }),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^\d{1,12}(\.\d{1,30})?$/),
      fc.stringMatching(/^[a-z0-9._()*@,:-]{0,600}$/),
      fc.constantFrom('%', '%E0%A4%A', '1e309', 'NaN', '__proto__', '../..', 'javascript:alert(1)'),
    );
    const fragment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.tuple(name, value)).map((parts) => parts.map((part) => part.join('=')).join('&')),
    );
    fc.assert(
      fc.property(fragment, (text) => {
        const { state: read } = decodeFragment(text);
        for (const moment of [read.time, read.range?.start, read.range?.end])
          if (moment !== undefined) expect(Number.isSafeInteger(moment) && moment >= 0).toBe(true);
        expect(read.note?.length ?? 0).toBeLessThanOrEqual(MAX_NOTE);
        for (const [key, words] of read.views ?? [])
          expect(words.length).toBeLessThanOrEqual(PANE_VIEWS[key]);
        // What was read can be written, and is then read alike.
        expect(plain(decodeFragment(encodeFragment(read)).state)).toEqual(plain(read));
      }),
    );
  });
});

describe('a comment in a link', () => {
  it('is a line of text that hides nothing', () => {
    expect(cleanNote(' a\u202Eb\u0000\n\u2028c\u2066 ')).toBe('ab c');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanNote(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});
