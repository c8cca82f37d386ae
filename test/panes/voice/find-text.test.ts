import { describe, expect, it, vi } from 'vitest';
import { cut, findAll, nextPlace, patternOf } from '../../../src/panes/voice/find-text.ts';

const hits = (text: string, query: string): readonly string[] =>
  cut(text, patternOf(query))
    .filter(({ hit }) => hit)
    .map((piece) => piece.text);

describe('finding', () => {
  it.each([
    ['The MONDAY after monday', 'monday', ['MONDAY', 'monday']],
    ['a.b and axb', 'a.b', ['a.b']],
    // In two pieces, since what is in brackets is set apart.
    ['cost [$5] (now) \\ {x}', '[$5] (now) \\ {x}', ['[$5]', ' (now) \\ {x}']],
    ['two\nlines here', 'two lines', ['two\nlines']],
    ['İstanbul ıs ÄÖ', 'äö', ['ÄÖ']],
    ['nothing', 'xyz', []],
    ['nothing', '   ', []],
  ])('in %j for %j', (text, query, found) => {
    expect(hits(text, query)).toEqual(found);
    const pieces = cut(text, patternOf(query));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it.each([
    ['I [types npm test] wait', '', ['I ', 'A:[types npm test]', ' wait']],
    ['I [types npm test] wait', 'npm', ['I ', 'A:[types ', 'AH:npm', 'A: test]', ' wait']],
    ['I [types npm test] wait', 'i [types', ['H:I ', 'AH:[types', 'A: npm test]', ' wait']],
    ['[a][b]', '][', ['A:[a', 'AH:]', 'AH:[', 'A:b]']],
    ['a[[b]c] [open', 'c', ['a[', 'A:[b]', 'H:c', '] [open']],
    ['[]', '', ['[]']],
    ['', 'x', []],
  ])('sets actions apart in %j, with %j looked for', (text, query, expected) => {
    const pieces = cut(text, patternOf(query)).map(
      (piece) =>
        `${piece.action ? 'A' : ''}${piece.hit ? 'H' : ''}${piece.action || piece.hit ? ':' : ''}${piece.text}`,
    );
    expect(pieces).toEqual(expected);
  });

  it('keeps emoji and right-to-left text whole', () => {
    const family = '👩‍👩‍👧 ok 👍🏽';
    expect(hits(family, '👍🏽')).toEqual(['👍🏽']);
    expect(cut(family, patternOf('ok')).map((piece) => piece.text)).toEqual(['👩‍👩‍👧 ', 'ok', ' 👍🏽']);
    expect(hits('كل شيئ آمن\nآمن كلية', 'آمن كلية')).toEqual(['آمن كلية']);
    expect(hits('إيمو ؟', 'إيمو')).toEqual(['إيمو']);
  });

  it('looks once at each text, and no further than its first find', () => {
    const texts = Array.from({ length: 18_000 }, (_, index) => `Line ${index}, and line ${index} again.`);
    const pattern = patternOf('line 17999');
    if (!pattern) throw new Error('there is nothing to find');
    const looks = vi.spyOn(pattern, 'exec');
    expect(findAll(texts, pattern)).toEqual([17_999]);
    expect(looks).toHaveBeenCalledTimes(18_000);
  });

  it.each([
    ['actions', '[a] ', ''],
    ['finds', 'a b ', 'a'],
    ['finds in actions', '[ab]', 'b'],
  ])('cuts no text into very many pieces: %s', (_, words, query) => {
    const text = words.repeat(10_000);
    const pieces = cut(text, patternOf(query));
    expect(pieces.length).toBeGreaterThan(200);
    expect(pieces.length).toBeLessThan(1_000);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.at(-1)).toMatchObject({ hit: false, action: false });
  });

  it('survives what is no expression', () => {
    for (const query of ['(', '[', '\\', '*', '(a+)+$', '-', '/', '\ud800'])
      expect(hits(`x${query}y`, query)).toEqual([query]);
  });

  it('lists the texts that hold it', () => {
    expect(findAll(['a b', 'B', 'c'], patternOf('b'))).toEqual([0, 1]);
    expect(findAll(['a'], undefined)).toEqual([]);
  });

  it('goes around both ends', () => {
    const found = [3, 7, 9];
    expect(nextPlace(found, -1, true)).toBe(0);
    expect(nextPlace(found, 3, true)).toBe(1);
    expect(nextPlace(found, 9, true)).toBe(0);
    expect(nextPlace(found, 7, false)).toBe(0);
    expect(nextPlace(found, 3, false)).toBe(2);
    expect(nextPlace([], 3, true)).toBe(-1);
  });
});
