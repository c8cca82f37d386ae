import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { rulerTicks } from '../../src/timeline/ruler.ts';
import { createScale } from '../../src/timeline/scale.ts';

const labels = (start: number, end: number, width: number) =>
  rulerTicks(createScale({ start: fromSeconds(start), end: fromSeconds(end) }, width)).flatMap(
    ({ label }) => label ?? [],
  );

describe('rulerTicks', () => {
  it.each([
    [0, 60, 700, ['0:00', '0:10', '0:20', '0:30', '0:40', '0:50']],
    [3590, 3620, 600, ['59:50', '59:55', '1:00:00', '1:00:05', '1:00:10', '1:00:15']],
    [
      1,
      1.02,
      1000,
      [
        '0:01.000',
        '0:01.002',
        '0:01.004',
        '0:01.006',
        '0:01.008',
        '0:01.010',
        '0:01.012',
        '0:01.014',
        '0:01.016',
        '0:01.018',
      ],
    ],
  ])(
    'counts from %s to %s seconds over %s pixels in steps that people use',
    (start, end, width, expected) => {
      expect(labels(start, end, width)).toEqual(expected);
    },
  );

  it('never crowds, at any span', () => {
    for (let span = 20_000; span < 1e12; span *= 3) {
      const ticks = rulerTicks(createScale({ start: fromMicros(span), end: fromMicros(2 * span) }, 1000));
      expect(ticks.filter(({ label }) => label !== undefined).length).toBeLessThanOrEqual(13);
    }
  });
});
