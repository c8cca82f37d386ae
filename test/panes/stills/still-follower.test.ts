import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import { StillFollower } from '../../../src/panes/stills/still-follower.ts';
import { Track } from '../../../src/trace/track.ts';

class Picture {
  readonly width = 1_000;
  readonly height: number;
  readonly path: string;
  closed = false;

  constructor(path: string, height = 1_000) {
    this.path = path;
    this.height = height;
  }

  close(): void {
    this.closed = true;
  }
}

/** A follower of stills at 1, 2, 3 … s, whose pictures come when the test gives them. */
function setUp(count = 5, paths = (index: number): string => `${index}.png`) {
  const listeners = new Set<() => void>();
  const clock = {
    time: fromSeconds(0),
    playing: false,
    rate: 1,
    now: (): TraceTime => clock.time,
    subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)),
  };
  const items = Array.from({ length: count }, (_, index) => ({
    time: fromSeconds(index + 1),
    path: paths(index),
  }));
  const reads: {
    readonly path: string;
    readonly signal: AbortSignal;
    readonly give: (picture: Picture) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  const drawn: string[] = [];
  const follower = new StillFollower<Picture>({
    clock,
    stills: new Track(items),
    read: (path, signal) =>
      new Promise((give, fail) => {
        reads.push({ path, signal, give, fail });
      }),
  });
  const stop = follower.start(({ path }) => drawn.push(path));
  return {
    follower,
    clock,
    reads,
    drawn,
    stop,
    go: (seconds: number): void => {
      clock.time = fromSeconds(seconds);
      for (const listener of listeners) listener();
    },
    /** Answers the latest reading. */
    answer: async (with_: Picture | TraceError): Promise<void> => {
      const last = reads.at(-1);
      if (with_ instanceof Picture) last?.give(with_);
      else last?.fail(with_);
      await new Promise((resolve) => setTimeout(resolve));
    },
    paths: (): readonly string[] => reads.map(({ path }) => path),
  };
}

describe('the follower of stills', () => {
  it('shows none before the first, then the last one at or before now', async () => {
    const { follower, go, answer, drawn, reads } = setUp();
    expect(follower.shown()).toEqual({ index: -1, error: undefined });
    go(0.999_999);
    expect(reads).toEqual([]);
    go(1);
    // What is on screen is told, not what is wanted.
    expect(follower.shown()?.index).toBe(-1);
    await answer(new Picture('0.png'));
    expect(follower.shown()?.index).toBe(0);
    go(3.5);
    await answer(new Picture('2.png'));
    expect(follower.shown()?.index).toBe(2);
    go(99);
    await answer(new Picture('4.png'));
    go(3);
    expect(follower.shown()?.index).toBe(2);
    go(0.5);
    expect(follower.shown()?.index).toBe(-1);
    expect(drawn).toEqual(['0.png', '2.png', '4.png', '2.png']);
    expect(reads).toHaveLength(3);
  });

  it('drops what comes when something else is wanted', async () => {
    const { follower, go, answer, drawn, reads } = setUp();
    go(1);
    go(4);
    expect(reads[0]?.signal.aborted).toBe(true);
    const late = new Picture('0.png');
    reads[0]?.give(late);
    await answer(new Picture('3.png'));
    expect(late.closed).toBe(true);
    expect(follower.shown()?.index).toBe(3);
    expect(drawn).toEqual(['3.png']);
  });

  it('reads ahead while playing, and shows what it has where the line is slow', async () => {
    const { follower, clock, go, answer, drawn, paths } = setUp();
    go(1);
    await answer(new Picture('0.png'));
    expect(paths()).toEqual(['0.png']);
    clock.playing = true;
    go(1.1);
    expect(paths()).toEqual(['0.png', '1.png']);
    await answer(new Picture('1.png'));
    expect(drawn).toEqual(['0.png']);
    go(2);
    expect(follower.shown()?.index).toBe(1);
    // The third is on its way when the fourth is wanted.
    go(4);
    await answer(new Picture('2.png'));
    expect(drawn).toEqual(['0.png', '1.png', '2.png']);
    expect(paths().at(-1)).toBe('3.png');
    await answer(new Picture('3.png'));
    expect(follower.shown()?.index).toBe(3);
  });

  it('says of one still that it is broken, once, and shows the others', async () => {
    const { follower, go, answer, reads } = setUp();
    go(1);
    const error = new TraceError('format-broken', {
      path: '0.png',
      format: 'a picture',
      reason: 'it is text',
    });
    await answer(error);
    expect(follower.shown()).toEqual({ index: 0, error });
    go(2);
    await answer(new Picture('1.png'));
    expect(follower.shown()).toEqual({ index: 1, error: undefined });
    go(1);
    expect(follower.shown()).toEqual({ index: 0, error });
    expect(reads).toHaveLength(2);
  });

  it('tries again what may pass, when told to', async () => {
    const { follower, go, answer, reads } = setUp();
    go(1);
    await answer(new TraceError('http-status', { url: '0.png', status: 503 }));
    expect(follower.shown()?.error?.code).toBe('http-status');
    go(1.5);
    expect(reads).toHaveLength(1);
    follower.again();
    expect(follower.shown()).toBeUndefined();
    await answer(new Picture('0.png'));
    expect(follower.shown()).toEqual({ index: 0, error: undefined });
  });

  it('keeps pictures up to its limit, and none once it is stopped', async () => {
    const { go, answer, reads, stop, follower } = setUp(6);
    const pictures = [0, 1, 2, 3, 4, 5].map((index) => new Picture(`${index}.png`));
    for (const [index, picture] of pictures.entries()) {
      go(index + 1);
      await answer(picture);
    }
    // Four megabytes each: four of them fit.
    expect(pictures.map(({ closed }) => closed)).toEqual([true, true, false, false, false, false]);
    go(1);
    expect(reads).toHaveLength(7);
    stop();
    expect(reads.at(-1)?.signal.aborted).toBe(true);
    expect(pictures.every(({ closed }) => closed)).toBe(true);
    expect(follower.shown()).toBeUndefined();
  });

  it('reads a file that several stills name once', async () => {
    const { follower, go, answer, reads } = setUp(3, () => 'same.png');
    go(1);
    await answer(new Picture('same.png'));
    go(3);
    expect(follower.shown()?.index).toBe(2);
    expect(reads).toHaveLength(1);
  });
});
