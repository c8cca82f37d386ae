import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import { createClock, type Transport } from '../../src/timeline/clock.ts';
import { PaneTurns } from '../../src/timeline/pane-turns.ts';
import { handTicker, type HandTicker } from './hand-ticker.ts';

const PANES = ['a', 'b', 'c'];
const at = (seconds: number): TraceTime => fromSeconds(seconds);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Three panes; `told`: which heard of which moment, in order. `cost`: milliseconds that each takes. */
function setup(cost = 0): {
  readonly clock: Transport;
  readonly told: string[];
  readonly frame: () => void;
  readonly turns: PaneTurns;
  readonly ticker: HandTicker;
} {
  const ticker = handTicker();
  const clock = createClock(at(100), ticker);
  const turns = new PaneTurns(clock, ticker);
  const told: string[] = [];
  for (const name of PANES) {
    const own = turns.clockOf();
    own.subscribe(() => {
      ticker.pass(cost);
      told.push(`${name}${own.now() / 1_000_000}`);
    });
  }
  const frame = (): void => {
    ticker.tick();
    vi.advanceTimersByTime(1);
  };
  return { clock, told, frame, turns, ticker };
}

/** Frames until nobody holds. */
function rest(clock: Transport, frame: () => void): void {
  for (let count = 0; clock.holders.length > 0 && count < 100; count += 1) frame();
}

describe('PaneTurns', () => {
  it('tells all panes of a jump in the same frame', () => {
    const { clock, told, frame } = setup();
    clock.seek(at(5));
    frame();
    expect(told).toEqual(['a5', 'b5', 'c5']);
    expect(clock.holders).toEqual([]);
  });

  it('tells one a frame while the playhead is dragged, of the moment that is present by then', () => {
    const { clock, told, frame } = setup();
    clock.scrub();
    for (let second = 1; second <= 7; second += 1) {
      clock.seek(at(second));
      frame();
    }
    const names = told.map(([name]) => name);
    expect(names.slice(0, 6)).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
    const seconds = told.map((one) => Number(one.slice(1)));
    expect(seconds).toEqual([...new Set(seconds)]);
  });

  it('tells all at once where the clock begins or stops to play in the middle of it', () => {
    const { clock, told, frame } = setup();
    clock.scrub();
    clock.seek(at(3));
    frame();
    frame();
    told.length = 0;
    clock.play();
    frame();
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(PANES));
    told.length = 0;
    clock.pause();
    frame();
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(PANES));
  });

  it('holds the clock until all have heard of the last moment', async () => {
    const { clock, told, frame } = setup();
    const end = clock.scrub();
    for (let second = 1; second <= 5; second += 1) {
      clock.seek(at(second));
      frame();
    }
    expect(clock.holders).not.toEqual([]);
    let settled = false;
    void clock.settled().then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    end();
    rest(clock, frame);
    frame();
    await Promise.resolve();
    expect(settled).toBe(true);
    expect(PANES.map((name) => told.findLast((one) => one.startsWith(name)))).toEqual(['a5', 'b5', 'c5']);
  });

  it('leaves frames without any pane after one that took long', () => {
    const { clock, told, frame } = setup(50);
    clock.scrub();
    for (let second = 1; second <= 13; second += 1) {
      clock.seek(at(second));
      frame();
    }
    // A frame of 16 ms in which nobody is told: 100 of them after 50.
    const seconds = told.map((one) => Number(one.slice(1)));
    expect(seconds.length).toBeGreaterThan(1);
    for (const [index, second] of seconds.entries())
      if (index > 0) expect(second - (seconds[index - 1] ?? 0)).toBeGreaterThanOrEqual(6);
  });

  it('tells all at once when it plays on', () => {
    const { clock, told, frame } = setup();
    const end = clock.scrub();
    clock.seek(at(3));
    frame();
    end();
    clock.play();
    frame();
    frame();
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(PANES));
    expect(clock.holders).toEqual([]);
  });

  it('waits for nobody who has left', () => {
    const { clock, frame, turns } = setup();
    const heard = vi.fn();
    const leave = turns.clockOf().subscribe(heard);
    clock.scrub();
    clock.seek(at(3));
    frame();
    leave();
    rest(clock, frame);
    expect(heard).not.toHaveBeenCalled();
    expect(clock.holders).toEqual([]);
  });
});
