import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { hitMarks } from '../../src/timeline/marks.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { testStretches } from '../../src/timeline/test-stretches.ts';
import { traceLanes } from '../../src/timeline/tracks.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

async function stretchesOf(tests: readonly string[]): Promise<readonly string[]> {
  const [layer] = buildTrace({ tests }).tests;
  const { items } = (await layer?.content.get()) ?? { items: [] };
  return testStretches(items, fromSeconds(60)).map(
    ({ time, end, state, cycle, counts }) =>
      `${time / 1e6}-${end / 1e6} ${state} ${cycle} ${counts.passed}/${counts.failed}`,
  );
}

describe('testStretches', () => {
  it('goes from the end of the run that turns to the end of the next that does, in cycles', async () => {
    expect(
      await stretchesOf([
        '1-2 3/0/0',
        '10-12 3/1/0',
        '20-21 4/0/0',
        '30-31 4/0/0',
        '40-41 4/2/0',
        '50-51 6/0/0',
      ]),
    ).toEqual([
      '2-12 green 0 3/0',
      '12-21 red 1 3/1',
      '21-41 green 1 4/0',
      '41-51 red 2 4/2',
      '51-60 green 2 6/0',
    ]);
  });

  it('has what the last run of it found', async () => {
    expect(await stretchesOf(['1-2 3/2/0', '5-6 4/1/0'])).toEqual(['2-60 red 1 4/1']);
  });

  it('ends where a run tells nothing, and says nothing of what comes after it', async () => {
    expect(await stretchesOf(['1-2 3/0/0', '5-6 ?', '8-9 0/0/4', '20-21 3/0/0'])).toEqual([
      '2-6 green 0 3/0',
      '21-60 green 0 3/0',
    ]);
  });

  it('takes runs in the order of their ends, and one without an end from its start', async () => {
    expect(await stretchesOf(['1-20 3/0/0', '5-6 2/1/0', '30 1/1/0'])).toEqual([
      '6-20 red 1 2/1',
      '20-30 green 1 3/0',
      '30-60 red 2 1/1',
    ]);
  });

  it('has none without runs, and none of no length', async () => {
    expect(await stretchesOf([])).toEqual([]);
    expect(await stretchesOf(['1-2 1/1/0', '1-2 1/0/0'])).toEqual(['2-60 green 1 1/0']);
  });
});

describe('the lane of the tests', () => {
  it('has its red and green under the runs, and tells of them between two', async () => {
    const [lane] = traceLanes(buildTrace({ tests: ['10-12 3/1/0 unit', '20-21 4/0/0 unit'] }));
    const marks = (await lane?.load()) ?? [];
    expect(marks.map(({ shape, tone }) => `${shape} ${tone}`)).toEqual([
      'ribbon ok',
      'ribbon fail',
      'span ok',
      'span fail',
    ]);
    const scale = createScale({ start: fromSeconds(0), end: fromSeconds(60) }, 600);
    const textAt = (seconds: number): string | undefined => hitMarks(marks, scale, seconds * 10)?.text;
    expect(textAt(5)).toBeUndefined();
    expect(textAt(11)).toContain('unit · 3 passed, 1 failed');
    expect(textAt(16)).toBe('Tests are red · 3 passed, 1 failed, 0 skipped · 9.0 s');
    expect(textAt(50)).toBe('Tests are green · 4 passed, 0 failed, 0 skipped · 39.0 s');
  });
});
