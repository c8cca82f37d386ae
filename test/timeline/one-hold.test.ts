import { expect, it } from 'vitest';
import type { Clock } from '../../src/timeline/clock.ts';
import { OneHold } from '../../src/timeline/one-hold.ts';

it('holds the clock once, however often it is asked to, and lets go once', () => {
  const told: string[] = [];
  const clock = {
    hold: (holder: string) => {
      told.push(`hold ${holder}`);
      return () => void told.push(`release ${holder}`);
    },
  } as unknown as Clock;
  const hold = new OneHold(clock, 'video');
  for (const needed of [false, true, true, false, false, true]) {
    hold.set(needed);
    expect(hold.held).toBe(needed);
  }
  expect(told).toEqual(['hold video', 'release video', 'hold video']);
});
