import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, PlainRows } from '../../../src/panes/diff/plain-rows.ts';
import { diffTexts } from '../../../src/trace/line-diff.ts';

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
  .map((lines) => lines.join('\n'));

function rowsBetween(before: string, after: string) {
  const rows = new PlainRows(after, diffTexts(before, after));
  return { rows, all: Array.from({ length: rows.count }, (_, index) => rows.at(index)) };
}

describe('the rows of two texts', () => {
  it('are the lines of either side, in order and with their numbers', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { rows, all } = rowsBetween(before, after);
        const side = (part: 'old' | 'new') => all.filter((row) => row?.[part] !== undefined);
        const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
        expect(side('old').map((row) => row?.text)).toEqual(linesOf(before));
        expect(side('new').map((row) => row?.text)).toEqual(linesOf(after));
        for (const part of ['old', 'new'] as const)
          expect(side(part).map((row) => row?.[part])).toEqual(side(part).map((_, index) => index + 1));
        side('new').forEach((row, line) => expect(rows.rowOf(line)).toBe(all.indexOf(row)));
        expect(rows.at(-1)).toBeUndefined();
        expect(rows.at(rows.count)).toBeUndefined();
      }),
    );
  });

  it('have what was removed above what was added', () => {
    const { all } = rowsBetween('a\nb\nc\n', 'a\nx\ny\nc\n');
    expect(all.map((row) => [row?.kind, row?.text, row?.other])).toEqual([
      ['same', 'a', undefined],
      ['removed', 'b', 'x\n'],
      ['added', 'x', 'b\n'],
      ['added', 'y', undefined],
      ['same', 'c', undefined],
    ]);
  });
});

describe('the excerpt of a line', () => {
  it('is all of a short one', () => {
    expect(excerpt({ text: 'short', other: undefined })).toEqual({ before: 0, text: 'short', after: 0 });
  });

  it('is the part of a long one where it begins to differ', () => {
    const text = `${'a'.repeat(500_000)}new${'b'.repeat(500_000)}`;
    const { before, text: shown, after } = excerpt({ text, other: text.replace('new', 'old') });
    expect(shown.indexOf('new')).toBe(200);
    expect(before + shown.length + after).toBe(text.length);
    expect(shown.length).toBe(2000);
  });

  it('is the beginning of a long one that is alone', () => {
    expect(excerpt({ text: 'a'.repeat(5000), other: undefined })).toMatchObject({ before: 0, after: 3000 });
  });
});
