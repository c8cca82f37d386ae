import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLasting } from '../../src/timeline/use-lasting.ts';

const MILLIS = 150;

let words: string;
let listeners: Set<() => void>;
const clock = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
const select = (): string => words;

function say(next: string): void {
  words = next;
  act(() => listeners.forEach((listener) => listener()));
}

const pass = (millis: number): void => act(() => void vi.advanceTimersByTime(millis));

beforeEach(() => {
  words = '';
  listeners = new Set();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('words that last', () => {
  it('are told once there have been some for so long, and gone at once', () => {
    const { result } = renderHook(() => useLasting(clock, select, MILLIS));
    say('a');
    pass(MILLIS - 1);
    expect(result.current).toBe('');
    pass(1);
    expect(result.current).toBe('a');
    say('b');
    expect(result.current).toBe('b');
    say('');
    expect(result.current).toBe('');
    pass(MILLIS);
    expect(result.current).toBe('');
  });

  it('render nothing where they are gone sooner, each time anew', () => {
    let renders = 0;
    renderHook(() => {
      renders += 1;
      return useLasting(clock, select, MILLIS);
    });
    const before = renders;
    for (let round = 0; round < 3; round += 1) {
      say('a');
      pass(MILLIS - 1);
      say('');
    }
    pass(MILLIS);
    expect(renders).toBe(before);
  });

  it('are those of then, and count from the first of them', () => {
    const { result } = renderHook(() => useLasting(clock, select, MILLIS));
    say('a');
    pass(MILLIS - 1);
    say('b');
    pass(1);
    expect(result.current).toBe('b');
  });

  it('are there from the beginning where somebody waits already', () => {
    words = 'a';
    const { result, unmount } = renderHook(() => useLasting(clock, select, MILLIS));
    pass(MILLIS);
    expect(result.current).toBe('a');
    unmount();
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
