import { describe, expect, it } from 'vitest';
import { firstStampOf, shownPackets } from '../../bench/truth.ts';

const streams = [{ time_base: '1/1000', avg_frame_rate: '30000/1001' }];

describe('the truth about a video', () => {
  it('has its frames in the order of presentation, without those that an edit list skips', () => {
    const packets = [
      { pts: -40, flags: 'KD__' },
      { pts: 80, flags: '__' },
      { pts: 0, flags: '__' },
      { pts: 40, flags: 'K_' },
      { flags: '__' },
    ];
    const shown = shownPackets({ streams, packets });
    expect(shown.packets).toEqual([
      { seconds: 0, key: false },
      { seconds: 0.04, key: true },
      { seconds: 0.08, key: false },
    ]);
    expect(shown.fps).toBeCloseTo(29.97, 3);
  });

  it('knows the number on the first frame from those on the key frames', () => {
    expect(firstStampOf([30, 60], [250, 280])).toBe(220);
  });

  it.each([
    ['disagree', [0, 30], [0, 31]],
    ['are missing', [0, 30], [0]],
    ['are invalid', [0, 30], [0, undefined]],
    ['are of no frame', [], []],
  ] as const)('is refused where the stamps %s', (_, keys, stamps) => {
    expect(() => firstStampOf(keys, stamps)).toThrow('made anew');
  });
});
