/** Finding against a naive look at each line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorpusBuilder, sizeOf, type Corpus } from '../../src/search/corpus.ts';
import { findText, HitList, MAX_HITS, type Hits } from '../../src/search/find.ts';
import { fold } from '../../src/search/fold.ts';
import { blockEnd, blockOf, matchPattern } from '../../src/search/match-pattern.ts';
import { isEmpty, isLineSafe, NO_QUERY, regexOf, type Query } from '../../src/search/query.ts';
import type { SearchLine } from '../../src/search/search-line.ts';

function corpusOf(lines: readonly SearchLine[]): Corpus {
  const builder = new CorpusBuilder();
  lines.forEach(builder.add);
  return builder.build();
}

function run<R>(work: Generator<unknown, R>): R {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** As the service does it, block by block. */
function findPattern(corpus: Corpus, query: Query): Hits {
  const found = new HitList(corpus);
  const count = corpus.starts.length - 1;
  for (let first = 0; first < count;) {
    const end = blockEnd(corpus, first);
    const { lines, ats, ends } = matchPattern(blockOf(corpus, first, end), query, true);
    const from = corpus.starts[first] ?? 0;
    lines.forEach((line, index) =>
      found.take(first + line, from + (ats[index] ?? 0), from + (ends[index] ?? 0)),
    );
    first = end;
  }
  return found.hits(false);
}

const ALPHABET = ['a', 'b', 'A', 'ß', 'İ', 'Σ', 'ς', '_', ' ', '-', '.', '日', '\u{1f600}'];
const text = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 12 }).map((parts) => parts.join(''));
const line = fc
  .record({
    text: text.filter((words) => words !== ''),
    time: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -5, max: 60 }) }, fc.constant(NaN)),
    cuts: fc.array(
      fc.record({ at: fc.nat(11), time: fc.integer({ min: 0, max: 60 }), fresh: fc.boolean() }),
      {
        maxLength: 3,
      },
    ),
  })
  .map(({ cuts, ...rest }): SearchLine => {
    const pieces = cuts
      .filter(({ at }) => at < rest.text.length)
      .sort((a, b) => a.at - b.at)
      .map(({ at, ...piece }, index) => ({ from: index === 0 ? 0 : at, ...piece }));
    return pieces.length === 0 ? rest : { ...rest, pieces };
  });

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** When each line is a hit: the earliest of all places in it; undefined where it is none. */
function naive(
  { text: words, time, pieces }: SearchLine,
  query: Query,
  places: readonly (readonly [number, number])[],
) {
  const times = places.flatMap(([from, to]) => {
    const edge = (at: number): boolean =>
      WORD.test(Array.from(words.slice(0, at)).at(-1) ?? '') &&
      WORD.test(Array.from(words.slice(at))[0] ?? '');
    if (query.wholeWord && (edge(from) || edge(to))) return [];
    if (!pieces) return [time];
    const parts = pieces.filter(
      ({ from: start }, index) => start < to && (pieces[index + 1]?.from ?? Infinity) > from,
    );
    return parts.some(({ fresh }) => fresh) ? [Math.max(...parts.map((part) => part.time))] : [];
  });
  if (times.length === 0) return undefined;
  return pieces ? Math.min(...times) : time;
}

function placesOf(words: string, needle: string): readonly (readonly [number, number])[] {
  return words === ''
    ? []
    : Array.from({ length: words.length }, (_, at) => at)
        .filter((at) => words.startsWith(needle, at))
        .map((at) => [at, at + needle.length] as const);
}

function expectHits(hits: Hits, lines: readonly SearchLine[], wanted: readonly (number | undefined)[]): void {
  const expected = lines.flatMap((_, index) => {
    const time = wanted[index];
    return time === undefined ? [] : [time];
  });
  const byTime = (a: number, b: number): number =>
    Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b;
  expect([...hits.times]).toEqual(expected.sort(byTime));
}

describe('finding a text', () => {
  it('gives the hits of a naive look, in time order', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        text,
        fc.boolean(),
        fc.boolean(),
        (lines, words, matchCase, wholeWord) => {
          const query = { text: words, matchCase, wholeWord, pattern: false };
          fc.pre(!isEmpty(query));
          const needle = matchCase ? words.trim() : fold(words.trim());
          const wanted = lines.map((one) =>
            naive(one, query, placesOf(matchCase ? one.text : fold(one.text), needle)),
          );
          expectHits(run(findText(corpusOf(lines), query)), lines, wanted);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('knows at any line which of the hits so far will be the first in the end', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.nat(12),
        fc.integer({ min: 1, max: 4 }),
        (lines, reached, most) => {
          const corpus = corpusOf(lines);
          const query = { ...NO_QUERY, text: 'a' };
          const all = run(findText(corpus, query));
          const found = new HitList(corpus);
          // The lines before the one that was come to, as `findText` takes them.
          for (let at = corpus.folded.indexOf('a'); at >= 0; at = corpus.folded.indexOf('a', at + 1)) {
            const place = found.lineAt(at, 0);
            if (place < reached) found.take(place, at, at + 1);
          }
          const first = found.first(reached, most);
          const count = first.lines.length;
          expect(count).toBeLessThanOrEqual(most);
          expect([...first.lines]).toEqual([...all.lines.slice(0, count)]);
          expect([...first.times]).toEqual([...all.times.slice(0, count)]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('says where in its line the hit stands', () => {
    const corpus = corpusOf([
      { time: 2, text: 'one two' },
      { time: 1, text: 'two three two' },
    ]);
    const { lines, columns, lengths, more } = run(findText(corpus, { ...NO_QUERY, text: 'two' }));
    expect({ lines: [...lines], columns: [...columns], lengths: [...lengths], more }).toEqual({
      lines: [0, 1],
      columns: [0, 4],
      lengths: [3, 3],
      more: false,
    });
  });

  it('stops at a number of hits, and says so', () => {
    const corpus = corpusOf(Array.from({ length: MAX_HITS + 1 }, (_, time) => ({ time, text: 'x' })));
    const hits = run(findText(corpus, { ...NO_QUERY, text: 'x' }));
    expect([hits.lines.length, hits.more]).toEqual([MAX_HITS, true]);
  });
});

describe('finding a pattern', () => {
  const PATTERNS = [
    'a',
    'a+',
    '[ab]+',
    '^a',
    'b$',
    '^$',
    'a.b',
    '\\bA',
    '(a|b)_',
    'a(?=b)',
    '[^a]b',
    '\\s',
    'a*',
    '.',
    '日?',
    '\\-',
    '\\u{61}',
  ];

  it('gives the hits of a naive look, whether lines are looked at together or alone', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom(...PATTERNS),
        fc.boolean(),
        fc.boolean(),
        (lines, pattern, matchCase, wholeWord) => {
          const query = { text: pattern, matchCase, wholeWord, pattern: true };
          const regex = regexOf(query);
          const wanted = lines.map((one) => {
            const places = [...one.text.matchAll(regex)].map(
              ({ index, 0: match }) => [index, index + match.length] as const,
            );
            return naive(
              one,
              query,
              places.filter(([from, to]) => to > from),
            );
          });
          expectHits(findPattern(corpusOf(lines), query), lines, wanted);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('knows which patterns cannot look beyond a line', () => {
    expect(PATTERNS.filter(isLineSafe)).toEqual([
      'a',
      'a+',
      '[ab]+',
      '^a',
      'b$',
      '^$',
      'a.b',
      '\\bA',
      '(a|b)_',
      'a*',
      '.',
      '日?',
      '\\-',
    ]);
  });

  it('cuts a corpus into blocks of whole lines', () => {
    const corpus = corpusOf(Array.from({ length: 5 }, (_, time) => ({ time, text: 'x'.repeat(700_000) })));
    const ends: number[] = [];
    for (let first = 0; first < 5; first = ends.at(-1) ?? 5) ends.push(blockEnd(corpus, first));
    expect(ends).toEqual([1, 2, 3, 4, 5]);
  });

  it('says what is wrong with one that is none', () => {
    expect(() => regexOf({ ...NO_QUERY, text: '(a', pattern: true })).toThrow(
      /pattern-invalid.*Unterminated group/,
    );
  });
});

describe('a corpus', () => {
  it('folds every character to one of the same length', () => {
    for (let code = 0; code < 0x11_0000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      if (fold(character).length !== character.length) expect.fail(`U+${code.toString(16)}`);
    }
    expect(fold('ΟΔΟΣ')).toBe(fold('οδος'));
  });

  it('stands in time order, and what has no time stands last', () => {
    const corpus = corpusOf([
      { time: NaN, text: 'never' },
      { time: 2, text: 'two', place: 'b', row: 7 },
      { time: 1, text: 'one', place: 'a' },
    ]);
    expect(corpus.text).toBe('one\ntwo\nnever\n');
    expect([...corpus.rows]).toEqual([0, 7, 0]);
    expect([...corpus.places].map((place) => corpus.placeNames[place])).toEqual(['a', 'b', '']);
  });

  it('keeps a line one line', () => {
    expect(corpusOf([{ time: 0, text: 'a\nb\u2028c' }]).text).toBe('a b c\n');
  });

  it('takes no more than there is room for, and says so', () => {
    let room = 100;
    const builder = new CorpusBuilder({
      take: (bytes) => {
        if (bytes > room) return false;
        room -= bytes;
        return true;
      },
    });
    for (let time = 0; time < 10; time++) builder.add({ time, text: 'ten signs.' });
    const corpus = builder.build();
    expect(corpus.whole).toBe(false);
    expect(sizeOf(corpus)).toBeLessThanOrEqual(120);
    expect(corpus.starts.length - 1).toBe(2);
  });
});
