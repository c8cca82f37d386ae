import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { atOnce } from '../../src/base/slices.ts';
import { coarser, isSilent, PEAK_SECONDS, PeakBuilder, readPeaks } from '../../src/trace/peaks.ts';
import type { MediaFile } from '../../src/trace/media-container.ts';
import { toneWav } from '../panes/voice/tone-wav.ts';

function fileOf(bytes: Uint8Array): MediaFile {
  return {
    path: 'voice.wav',
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, end)),
  };
}

describe('PeakBuilder', () => {
  it('keeps the extremes of each slice, whatever the pieces', () => {
    const rate = 1_000;
    const samples = Float32Array.from({ length: 1_000 }, (_, index) =>
      index === 505 ? 0.9 : index === 507 ? -0.4 : 0.1,
    );
    for (const size of [1, 7, 20, 333, 1_000]) {
      const builder = new PeakBuilder(1);
      for (let from = 0; from < samples.length; from += size)
        builder.add(samples.subarray(from, from + size), from / rate, rate);
      const { min, max } = builder.finish();
      expect(max).toHaveLength(50);
      expect([max[24], max[25], max[26]].map((value) => value?.toFixed(2))).toEqual(['0.10', '0.90', '0.10']);
      expect(min[25]).toBeCloseTo(-0.4, 5);
      expect(min[24]).toBe(0);
    }
  });

  it('makes the same of a long sound, wherever it was cut', () => {
    const rate = 8_000;
    const samples = Float32Array.from({ length: 80_000 }, (_, index) => Math.sin(index ** 1.5));
    const outline = (cuts: readonly number[]) => {
      const builder = new PeakBuilder(10);
      const ends = [...cuts.toSorted((a, b) => a - b), samples.length];
      ends.forEach((end, index) => {
        const from = ends[index - 1] ?? 0;
        builder.add(samples.subarray(from, end), from / rate, rate);
      });
      return builder.finish();
    };
    const whole = outline([]);
    fc.assert(
      fc.property(fc.array(fc.nat(samples.length), { maxLength: 40 }), (cuts) => {
        expect(outline(cuts)).toEqual(whole);
      }),
    );
  });

  it('passes over what lies outside the sound, and clips what is too loud', () => {
    const builder = new PeakBuilder(0.1);
    builder.add(Float32Array.of(0.5, 0.6, 3), -0.002, 1_000);
    builder.add(Float32Array.of(1, 1), 0.2, 1_000);
    const { max } = builder.finish();
    expect([...max]).toEqual([1, 0, 0, 0, 0]);
  });

  it.each([0, -1, Number.NaN, Infinity, 1e9])('refuses a length of %s', (seconds) => {
    expect(() => new PeakBuilder(seconds)).toThrow(TraceError);
  });
});

describe('coarser', () => {
  it('has the extremes of the slices that it joins, in no more slices than asked for', () => {
    const sample = fc.float({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sample, sample), { minLength: 1, maxLength: 70 }),
        fc.integer({ min: 1, max: 20 }),
        (slices, most) => {
          const min = Float32Array.from(slices, ([one, other]) => Math.min(one, other));
          const max = Float32Array.from(slices, ([one, other]) => Math.max(one, other));
          const seconds = slices.length * PEAK_SECONDS;
          const made = atOnce(coarser({ min, max, sliceSeconds: PEAK_SECONDS, seconds }, most));
          expect(made.max.length).toBeLessThanOrEqual(most);
          expect(made.seconds).toBe(seconds);
          const joined = Math.round(made.sliceSeconds / PEAK_SECONDS);
          expect(made.max.length).toBe(Math.ceil(slices.length / joined));
          for (let index = 0; index < made.max.length; index += 1) {
            const [from, to] = [index * joined, (index + 1) * joined];
            expect(made.max[index]).toBe(Math.max(...max.subarray(from, to)));
            expect(made.min[index]).toBe(Math.min(...min.subarray(from, to)));
          }
        },
      ),
    );
  });

  it('leaves a short one as it is', () => {
    const builder = new PeakBuilder(1);
    const peaks = builder.finish();
    expect(atOnce(coarser(peaks, 50)).max).toBe(peaks.max);
  });
});

describe('isSilent', () => {
  const outline = (...values: readonly number[]) => ({
    min: Float32Array.from(values, (value) => Math.min(0, value)),
    max: Float32Array.from(values, (value) => Math.max(0, value)),
  });

  it('knows noise from a voice', () => {
    expect(isSilent(outline(0, 0))).toBe(true);
    expect(isSilent(outline(0.003, -0.003, 0))).toBe(true);
    expect(isSilent(outline(0, 0.01))).toBe(false);
    expect(isSilent(outline(0, -0.01))).toBe(false);
  });
});

describe('readPeaks', () => {
  it('shows where a sound is loud', async () => {
    const progress: number[] = [];
    const onProgress = (done: number): void => void progress.push(done);
    const { min, max, seconds } = await readPeaks(fileOf(toneWav(4, [1, 2])), { onProgress });
    expect(seconds).toBeCloseTo(4, 6);
    const at = (time: number): number => max[Math.floor(time / PEAK_SECONDS)] ?? NaN;
    expect(at(0.5)).toBe(0);
    expect(at(1.5)).toBeCloseTo(0.5, 1);
    expect(min[75]).toBeCloseTo(-0.5, 1);
    expect(at(2.5)).toBe(0);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('stops when told', async () => {
    const signal = AbortSignal.abort(new DOMException('enough', 'AbortError'));
    await expect(readPeaks(fileOf(toneWav(1, [0, 1])), { signal })).rejects.toThrow();
  });

  it('names what it cannot read', async () => {
    const refused = readPeaks(fileOf(new TextEncoder().encode('no sound at all'.repeat(20))));
    await expect(refused).rejects.toMatchObject({ code: 'format-unsupported' });
  });
});
