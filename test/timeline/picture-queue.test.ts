import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GRACE, PictureQueue, type Job } from '../../src/timeline/picture-queue.ts';

const jobs = (...names: readonly string[]): readonly Job[] => names.map((name) => ({ name }));

/** A queue whose jobs end when they are told to. */
function setup(pause: (job: Job) => number = () => 0) {
  const begun: string[] = [];
  const aborted: string[] = [];
  const ends: (() => void)[] = [];
  const queue = new PictureQueue<Job>({
    run: ({ name }, signal) => {
      begun.push(name);
      signal.addEventListener('abort', () => aborted.push(name));
      return new Promise((resolve) => ends.push(resolve));
    },
    pause,
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, begun, aborted, end };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('PictureQueue', () => {
  it('does one at a time, in order, each once', async () => {
    const { queue, begun, end } = setup();
    queue.want(jobs('a', 'b', 'c'));
    expect(begun).toEqual(['a']);
    queue.want(jobs('a', 'b', 'c'));
    await end();
    expect(begun).toEqual(['a', 'b']);
    await end();
    await end();
    queue.look();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('goes on with what is wanted now, and aborts what runs too long where it no longer is', async () => {
    const { queue, begun, aborted, end } = setup();
    queue.want(jobs('a', 'b', 'c'));
    queue.want(jobs('x', 'a'));
    expect(aborted).toEqual([]);
    queue.want(jobs('x', 'b'));
    await vi.advanceTimersByTimeAsync(GRACE - 1);
    expect(aborted).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toEqual(['a']);
    await end();
    expect(begun).toEqual(['a', 'x']);
    await vi.advanceTimersByTimeAsync(GRACE);
    queue.want([]);
    expect(aborted).toEqual(['a', 'x']);
  });

  it('lets finish what is wanted again in time', async () => {
    const { queue, aborted } = setup();
    queue.want(jobs('a'));
    queue.want([]);
    queue.want(jobs('b', 'a'));
    await vi.advanceTimersByTimeAsync(10 * GRACE);
    expect(aborted).toEqual([]);
  });

  it('begins one again that was aborted and is wanted again', async () => {
    const { queue, begun, end } = setup();
    queue.want(jobs('a'));
    queue.stop();
    queue.want(jobs('a'));
    expect(begun).toEqual(['a']);
    await end();
    expect(begun).toEqual(['a', 'a']);
  });

  it('waits as long as it is told to, by the most urgent of those wanted', async () => {
    const { queue, begun, end } = setup(({ name }) => (name === 'urgent' ? 0 : 400));
    queue.want(jobs('a', 'b'));
    await end();
    await vi.advanceTimersByTimeAsync(399);
    expect(begun).toEqual(['a']);
    queue.want(jobs('urgent', 'b'));
    expect(begun).toEqual(['a', 'urgent']);
    await end();
    await vi.advanceTimersByTimeAsync(400);
    expect(begun).toEqual(['a', 'urgent', 'b']);
  });

  it('begins nothing before it is told to look again', async () => {
    let held = true;
    const { queue, begun } = setup(() => (held ? Infinity : 0));
    queue.want(jobs('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(begun).toEqual([]);
    held = false;
    queue.look();
    expect(begun).toEqual(['a']);
  });

  it('aborts what runs at once, and begins nothing more, when it is stopped', async () => {
    const { queue, begun, aborted, end } = setup();
    queue.want(jobs('a', 'b'));
    queue.stop();
    await end();
    expect([begun, aborted]).toEqual([['a'], ['a']]);
  });
});
