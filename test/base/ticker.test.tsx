import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageTicker } from '../../src/base/ticker.ts';

let hidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});

afterEach(() => {
  hidden = false;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the ticker of the page', () => {
  it.each([
    ['seen, by its frames', false, 17],
    ['hidden, by a timer', true, 250],
  ])('calls once where it is %s, unless it is cancelled', (_, isHidden, millis) => {
    hidden = isHidden;
    const frames = vi.spyOn(globalThis, 'requestAnimationFrame');
    const [called, cancelled] = [vi.fn(), vi.fn()];
    pageTicker.request(called);
    pageTicker.cancel(pageTicker.request(cancelled));
    expect(frames.mock.calls.length).toBe(isHidden ? 0 : 2);
    expect(pageTicker.seen).toBe(!isHidden);
    vi.advanceTimersByTime(millis);
    vi.advanceTimersByTime(millis);
    expect([called.mock.calls.length, cancelled.mock.calls.length]).toEqual([1, 0]);
  });

  it('cancels what was asked for before it was hidden or seen', () => {
    const called = vi.fn();
    const frame = pageTicker.request(called);
    hidden = true;
    const timer = pageTicker.request(called);
    pageTicker.cancel(frame);
    hidden = false;
    pageTicker.cancel(timer);
    vi.advanceTimersByTime(1_000);
    expect(called).not.toHaveBeenCalled();
  });

  it('tells that it may be hidden or seen, until it is told to stop', () => {
    const changed = vi.fn();
    const stop = pageTicker.watch(changed);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    document.dispatchEvent(new Event('resume'));
    window.dispatchEvent(new Event('pageshow'));
    expect(changed).toHaveBeenCalledTimes(3);
    stop();
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    window.dispatchEvent(new Event('pageshow'));
    expect(changed).toHaveBeenCalledTimes(3);
  });
});
