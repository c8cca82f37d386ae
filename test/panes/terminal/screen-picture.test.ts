import { describe, expect, it } from 'vitest';
import { changedRows } from '../../../src/panes/terminal/screen-picture.ts';
import type { Line } from '../../../src/trace/emulator/lines.ts';

/** A line of cells, a number each. */
function line(...cells: readonly number[]): Line {
  const _data = Uint32Array.from(cells.flatMap((content) => [content, 0, 0]));
  return { length: cells.length, isWrapped: false, _data, _combined: {}, _extendedAttrs: {} };
}

describe('changedRows', () => {
  it('are those whose cells differ, as ranges', () => {
    const before = { lines: [line(1), line(2), line(3), line(4), line(5)], cursorRow: 4 };
    const after = { lines: [line(9), line(8), line(3), line(7), line(5)], cursorRow: 4 };
    expect(changedRows(before, after)).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('are also those that the cursor left and came to', () => {
    const lines = [line(1), line(2), line(3)];
    expect(changedRows({ lines, cursorRow: 0 }, { lines, cursorRow: 2 })).toEqual([
      [0, 0],
      [2, 2],
    ]);
  });

  it('are all where nothing is known of before, and where a line became longer', () => {
    const lines = [line(1), line(2)];
    expect(changedRows(undefined, { lines, cursorRow: 0 })).toEqual([[0, 1]]);
    expect(changedRows({ lines: [line(1), line(2, 2)], cursorRow: 0 }, { lines, cursorRow: 0 })).toEqual([
      [0, 1],
    ]);
  });

  it('are those with more in a cell than its numbers', () => {
    const combined = line(1, 0x20_0001);
    const lines = [line(1), combined, line(3)];
    expect(changedRows({ lines, cursorRow: 0 }, { lines, cursorRow: 0 })).toEqual([[0, 1]]);
  });
});
