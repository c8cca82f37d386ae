import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeDiff } from '../../../src/importers/agent/whole-diff.ts';
import { applyDiff, parseDiff } from '../../../src/trace/unified-diff.ts';

describe('wholeDiff', () => {
  it('is one that git’s own form reads, in both directions, for any two texts', () => {
    const text = fc.array(fc.constantFrom('a\n', 'b\n', '\n', 'c', '\r\n')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = wholeDiff('src/a.ts', before, after);
        if (before === after) {
          expect(diff).toBeUndefined();
          return;
        }
        const [file, ...others] = parseDiff(diff ?? '', 'a.patch');
        expect(others).toEqual([]);
        if (!file) throw new Error('no file');
        expect(applyDiff(before, file, 'forward', 'a.patch')).toBe(after);
        expect(applyDiff(after, file, 'reverse', 'a.patch')).toBe(before);
      }),
    );
  });

  it('says that the file is new', () => {
    const [file] = parseDiff(wholeDiff('a b.ts', null, 'x\n') ?? '', 'a.patch');
    expect(file).toMatchObject({ oldPath: undefined, newPath: 'a b.ts' });
  });
});
