/** How much was written at a stretch. */
import { expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { loadFacts } from '../../../src/qc/facts.ts';
import { editBursts } from '../../../src/qc/verbalization/edit-bursts.ts';
import { Track } from '../../../src/trace/track.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

/** The touched lines of changes in one file, each at a line, a second apart. */
async function touched(...changes: readonly (readonly [number, string])[]): Promise<readonly number[]> {
  const facts = await loadFacts(buildTrace({ edits: ['0 focus a.ts'] }), { compare: false });
  const items = changes.map(([line, text], index) => {
    const place = { line, character: 0 };
    const time = fromSeconds(index + 1);
    const change = { start: place, end: place, text };
    return { time, event: { t: time, type: 'change' as const, file: 'a.ts', changes: [change] } };
  });
  const edits = facts.edits.map((held) => ({ ...held, holds: new Track(items) }));
  const { bursts } = await editBursts({ ...facts, edits }, fromSeconds(20));
  return bursts.map(({ lines }) => lines);
}

it('counts each line that typing touched once', async () => {
  expect(await touched([4, 'a\nb\nc'], [5, 'x'], [6, 'y\nz'], [1, 'q'], [1, 'r'])).toEqual([5]);
});

it('ends whatever numbers the positions are', async () => {
  expect(await touched([1e300, 'a\nb'], [Number.MAX_SAFE_INTEGER, 'c\n'.repeat(9)], [2, 'd'])).toHaveLength(
    1,
  );
  // As many lines as a file of a gigabyte has, told by two changes.
  expect(await touched([0, 'a'], [2 ** 40, 'b'])).toEqual([2]);
});
