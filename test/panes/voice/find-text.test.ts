import { describe, expect, it } from 'vitest';
import { cut, findAll, nextPlace, patternOf } from '../../../src/panes/voice/find-text.ts';

const hits = (text: string, query: string): readonly string[] =>
  cut(text, patternOf(query))
    .filter(({ hit }) => hit)
    .map((piece) => piece.text);

describe('finding', () => {
  it.each([
    ['The MONDAY after monday', 'monday', ['MONDAY', 'monday']],
    ['a.b and axb', 'a.b', ['a.b']],
    ['cost [$5] (now) \\ {x}', '[$5] (now) \\ {x}', ['[$5] (now) \\ {x}']],
    ['two\nlines here', 'two lines', ['two\nlines']],
    ['İstanbul ıs ÄÖ', 'äö', ['ÄÖ']],
    ['nothing', 'xyz', []],
    ['nothing', '   ', []],
  ])('in %j for %j', (text, query, found) => {
    expect(hits(text, query)).toEqual(found);
    const pieces = cut(text, patternOf(query));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
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
