import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FramePlace } from '../../src/timeline/FrameReadout.tsx';
import { steadyFrame } from '../../src/timeline/steady-frame.ts';

let place: FramePlace | undefined;
let listeners: (() => void)[] = [];
let standing = true;

const frame = {
  getState: () => place,
  subscribe: (listener: () => void) => {
    listeners.push(listener);
    return () => void (listeners = listeners.filter((one) => one !== listener));
  },
};

function set(index: number, exact: boolean | null): void {
  place = { index, count: 10, exact };
  listeners.forEach((listener) => listener());
}

beforeEach(() => {
  vi.useFakeTimers();
  listeners = [];
  standing = true;
  place = { index: 1, count: 10, exact: true };
});
afterEach(() => vi.useRealTimers());

describe('steadyFrame', () => {
  it('goes from one proven frame to the next without a word between', () => {
    const steady = steadyFrame(frame, () => standing);
    const told: unknown[] = [];
    steady.subscribe(() => told.push(steady.getState()));
    set(2, false);
    vi.advanceTimersByTime(50);
    set(2, true);
    vi.advanceTimersByTime(500);
    expect(told).toEqual([{ index: 2, count: 10, exact: true }]);
  });

  it('tells of an unproven one after a while, and then at once', () => {
    const steady = steadyFrame(frame, () => standing);
    steady.subscribe(() => undefined);
    set(2, false);
    vi.advanceTimersByTime(99);
    expect(steady.getState()?.index).toBe(1);
    vi.advanceTimersByTime(1);
    expect(steady.getState()).toEqual({ index: 2, count: 10, exact: false });
    set(3, false);
    expect(steady.getState()?.index).toBe(3);
  });

  it('waits no longer because more unproven ones follow', () => {
    const steady = steadyFrame(frame, () => standing);
    steady.subscribe(() => undefined);
    for (let index = 2; index < 6; index += 1) {
      set(index, false);
      vi.advanceTimersByTime(30);
    }
    expect(steady.getState()?.index).toBe(5);
  });

  it('tells at once that nothing is proven when time begins to run', () => {
    const steady = steadyFrame(frame, () => standing);
    steady.subscribe(() => undefined);
    standing = false;
    set(1, false);
    expect(steady.getState()?.exact).toBe(false);
  });

  it('leaves nothing behind', () => {
    const steady = steadyFrame(frame, () => standing);
    const stop = steady.subscribe(() => undefined);
    set(2, false);
    stop();
    expect(listeners).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
