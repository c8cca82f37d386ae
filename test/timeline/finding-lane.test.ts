import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { findingsLane, type LaneFinding } from '../../src/timeline/finding-lane.ts';

function found(start: number, end: number, more: Partial<LaneFinding> = {}): LaneFinding {
  const range = { start: fromSeconds(start), end: fromSeconds(end) };
  return { range, severity: 1, waived: false, label: `${start}`, text: `from ${start}`, ...more };
}

describe('findingsLane', () => {
  it('says so where there is none', async () => {
    const lane = findingsLane([], 'none');
    expect([lane.note, await lane.load()]).toEqual(['none', []]);
  });

  it('draws the worst on top, and what is waived below all, in grey', async () => {
    const lane = findingsLane(
      [
        found(5, 6),
        found(1, 2, { severity: 3 }),
        found(3, 4, { waived: true }),
        found(0, 1, { severity: 2 }),
        found(2, 3),
      ],
      'none',
    );
    const marks = await lane.load();
    expect(lane.note).toBeUndefined();
    expect(marks.map(({ tone, starts, ends }) => [tone, [...starts], [...ends]])).toEqual([
      ['unknown', [3e6], [4e6]],
      ['track', [1e6], [2e6]],
      ['warn', [0], [1e6]],
      ['fail', [2e6, 5e6], [3e6, 6e6]],
    ]);
    expect(marks[3]?.describe?.(1, 0)).toBe('from 5');
    // The label of one ends where the next finding of any tone begins.
    expect(marks[2]?.limit(0)).toBe(1e6);
  });
});
