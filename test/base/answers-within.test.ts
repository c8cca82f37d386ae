import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answersWithin } from '../../src/base/answers-within.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const late = (): Error => new Error('late');

describe('answers that are waited for', () => {
  it('are given up when one does not come in time', async () => {
    let count = 0;
    const ask = (): Promise<unknown> =>
      (count += 1) <= 3 ? Promise.resolve() : new Promise(() => undefined);
    const end = vi.fn();
    answersWithin(1_000, ask, late, new AbortController().signal).catch(end);
    await vi.advanceTimersByTimeAsync(2_400);
    expect(count).toBe(4);
    expect(end).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(end).toHaveBeenCalledWith(new Error('late'));
  });

  it('may take long at first, and are asked for no more after an abort', async () => {
    const controller = new AbortController();
    let answer: (() => void) | undefined;
    const ask = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
    const end = vi.fn();
    answersWithin(1_000, ask, late, controller.signal).catch(end);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    answer?.();
    await vi.advanceTimersByTimeAsync(600);
    expect(ask).toHaveBeenCalledTimes(2);
    controller.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(end).not.toHaveBeenCalled();
  });
});
