import { describe, expect, it } from 'vitest';
import { fromMicros } from '../../src/base/time.ts';
import { correctionWords, signedMillis, syncWords } from '../../src/timeline/sync-words.ts';
import { correctedMap, NO_CORRECTION, nudged, pinned } from '../../src/trace/corrections.ts';
import type { LayerClock } from '../../src/schema/generated/types.ts';

const CLOCK: LayerClock = { domain: 'media', native_unit: 's', sync_quality: 'assumed' };
const PIN = { native: 1, trace: fromMicros(1_016_000), uncertainty: 33_000, method: undefined };

describe('the words for a correction', () => {
  it('say what was moved and pinned', () => {
    expect(correctionWords(NO_CORRECTION)).toBeUndefined();
    expect(correctionWords(nudged(NO_CORRECTION, 33_366))).toBe('moved by +33.37 ms');
    const one = pinned(CLOCK, NO_CORRECTION, PIN);
    expect(correctionWords(one)).toBe('1 moment pinned');
    expect(correctionWords(nudged(one, -1_000))).toBe('1 moment pinned, then moved by −1 ms');
    expect(signedMillis(0)).toBe('±0 ms');
  });

  it('say that times are corrected by hand, and how far off they may be', () => {
    const words = (correction = NO_CORRECTION) => syncWords(correctedMap(CLOCK, correction));
    expect(words()).toBe('times assumed, unchecked');
    expect(words(nudged(NO_CORRECTION, 1_000))).toBe('times corrected by hand');
    expect(words(pinned(CLOCK, NO_CORRECTION, PIN))).toBe('times corrected by hand, ± 33 ms');
  });
});
