import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/trace/open-trace.ts';
import { NO_CORRECTION, NO_CORRECTIONS, nudged, withCorrection } from '../../src/trace/corrections.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { buildBundle, bundleFiles, lines, sourceOf, type BundleSpec } from '../fixtures/build-bundle.ts';

const MOVES = lines({ t: 1_000_000, type: 'move', x: 1, y: 2 }, { t: 9_500_000, type: 'move', x: 3, y: 4 });
const NOTES = lines({ t: 2_000_000, type: 'note', text: 'here' });

const SPEC: BundleSpec = {
  layers: [
    { id: 'input', kind: 'input_events', content: MOVES },
    { id: 'more-input', kind: 'input_events', content: MOVES },
    { id: 'notes', kind: 'annotations', content: NOTES },
  ],
};

/** Moves the layer `input`. */
function moved(trace: Trace, micros: number): Trace {
  return trace.corrected(withCorrection(trace.corrections, 'input', nudged(NO_CORRECTION, micros)));
}

async function times(trace: Trace, index = 0): Promise<readonly number[]> {
  return [...((await trace.inputs[index]?.content.get())?.allTimes() ?? [])];
}

describe('a corrected trace', () => {
  it('has other times in that layer, and all else is the very same', async () => {
    const trace = await openTrace(buildBundle(SPEC));
    const later = moved(trace, 16_000);
    expect(await times(later)).toEqual([1_016_000, 9_516_000]);
    expect(later.inputs[0]?.clock).toMatchObject({ quality: 'corrected', uncertainty: undefined });
    expect(later.inputs[0]?.layer).toBe(trace.inputs[0]?.layer);
    expect(later.inputs[1]).toBe(trace.inputs[1]);
    expect(later.annotations).toBe(trace.annotations);
    expect(later.problems).toBe(trace.problems);
    expect(await times(trace)).toEqual([1_000_000, 9_500_000]);
  });

  it('is the same again without the correction, from the times of the file', async () => {
    const trace = await openTrace(buildBundle(SPEC));
    const back = moved(moved(trace, 600_000), 0);
    expect(back.corrections.size).toBe(0);
    expect(back.inputs[0]?.clock.quality).toBe('measured');
    expect(await times(back)).toEqual([1_000_000, 9_500_000]);
    expect(moved(back, 0).inputs).toBe(back.inputs);
  });

  it('takes back what was wrong with the times before', async () => {
    const trace = await openTrace(buildBundle(SPEC));
    const outside = moved(trace, 600_000);
    await times(outside);
    expect(outside.problems.all).toMatchObject([
      { code: 'time-outside', details: { layer: 'input', count: 1 } },
    ]);
    await times(outside.corrected(NO_CORRECTIONS));
    expect(trace.problems.all).toEqual([]);
  });

  it('does not hear of a reading that is no longer wanted', async () => {
    const trace = await openTrace(buildBundle(SPEC));
    const outside = moved(trace, 600_000);
    const late = times(outside);
    const back = outside.corrected(NO_CORRECTIONS);
    await Promise.all([late, times(back)]);
    expect(trace.problems.all).toEqual([]);
  });

  it('reads a file that is missing as missing, every time once', async () => {
    const files = bundleFiles(SPEC);
    files.delete('layers/input/content.jsonl');
    const trace = await openTrace(sourceOf(files));
    await expect(times(trace)).rejects.toMatchObject({ code: 'artifact-missing' });
    await expect(times(moved(trace, 1))).rejects.toMatchObject({ code: 'artifact-missing' });
    expect(trace.problems.all.filter(({ code }) => code === 'artifact-missing')).toHaveLength(1);
  });
});
