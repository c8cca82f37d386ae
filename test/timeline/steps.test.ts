import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { loadActivity } from '../../src/timeline/activity.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { atOnce } from '../../src/base/slices.ts';
import { mergeTimes, nextAfter, previousBefore } from '../../src/timeline/steps.ts';
import { changeRate, seekStep, toggleLoop } from '../../src/timeline/verbs.ts';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { buildTrace } from '../fixtures/build-trace.ts';
import { handTicker } from './hand-ticker.ts';

const sorted = fc
  .array(fc.integer({ min: 0, max: 100 }))
  .map((list) => Float64Array.from(list.sort((a, b) => a - b)));

describe('going from step to step', () => {
  const times = Float64Array.of(1, 5, 9);

  it('leaves out the present moment', () => {
    expect(nextAfter(times, fromMicros(5))).toBe(9);
    expect(previousBefore(times, fromMicros(5))).toBe(1);
  });

  it('has no next behind the last, and no previous before the first', () => {
    expect(nextAfter(times, fromMicros(9))).toBeUndefined();
    expect(previousBefore(times, fromMicros(1))).toBeUndefined();
    expect(nextAfter(new Float64Array(), fromMicros(0))).toBeUndefined();
  });

  it('merges lists as a set would', () => {
    fc.assert(
      fc.property(fc.array(sorted, { maxLength: 5 }), (lists) => {
        const expected = [...new Set(lists.flatMap((list) => [...list]))].sort((a, b) => a - b);
        expect([...atOnce(mergeTimes(lists))]).toEqual(expected);
      }),
    );
  });

  it('seeks, and says when there is nowhere to go', () => {
    const clock = createClock(fromSeconds(10), handTicker());
    expect(seekStep(clock, Float64Array.of(4e6), 1)).toBe(true);
    expect(clock.now()).toBe(4e6);
    expect(seekStep(clock, Float64Array.of(4e6), 1)).toBe(false);
  });
});

describe('loadActivity', () => {
  it('tells events from steps, and idle gaps from both', async () => {
    const activity = await loadActivity(
      buildTrace({
        duration: 60,
        commands: ['1-3 npm test =1'],
        edits: ['8 change a.ts', '9 save a.ts', '9.5 cursor a.ts'],
        browser: ['12 navigated https://example.org/', '13 scroll'],
        tests: ['1-3 1/0/0'],
        input: ['20 key a', '20.5 move 1,1', '21 click 1,1'],
        cues: ['30-40 Hm.'],
        output: ['50 text'],
      }),
    );
    expect([...activity.steps]).toEqual([1e6, 9e6, 12e6]);
    expect([...activity.events]).toEqual([1e6, 8e6, 9e6, 12e6, 20e6, 21e6, 30e6]);
    expect(activity.idle.map(({ start, end }) => [start / 1e6, end / 1e6])).toEqual([
      [3.5, 7.5],
      [13.5, 19.5],
      [21.5, 29.5],
      [40.5, 49.5],
      [50.5, 60],
    ]);
  });

  it('leaves out what cannot be read', async () => {
    const trace = buildTrace({ commands: ['1-2 ls =0'], edits: ['5 save a.ts'], broken: ['ide_edits'] });
    expect([...(await loadActivity(trace)).steps]).toEqual([1e6]);
  });
});

describe('verbs', () => {
  it('go through the speeds and stop at either end', () => {
    const clock = createClock(fromSeconds(10), handTicker());
    clock.setRate(3);
    changeRate(clock, 1);
    expect(clock.rate).toBe(4);
    for (let press = 0; press < 20; press++) changeRate(clock, -1);
    expect(clock.rate).toBe(0.25);
  });

  it('loop the marked range, or everything', () => {
    const clock = createClock(fromSeconds(10), handTicker());
    const view = createViewStore(clock.duration);
    toggleLoop(clock, view);
    expect(clock.loop).toEqual({ start: 0, end: 10e6 });
    toggleLoop(clock, view);
    expect(clock.loop).toBeUndefined();
    view.getState().select(fromSeconds(2), fromSeconds(3));
    toggleLoop(clock, view);
    expect(clock.loop).toEqual({ start: 2e6, end: 3e6 });
  });
});
