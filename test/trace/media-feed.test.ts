/** What lies in an element's buffer while it plays, stands and jumps. */
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { MediaFeed, type FedBuffer, type FeedSource } from '../../src/trace/media-feed.ts';

const LENGTH = 600;
/** A key frame every ten seconds. */
const GOP = 10;
const keyBefore = (seconds: number): number =>
  Math.max(0, Math.floor(Math.min(seconds, LENGTH - 1) / GOP) * GOP);

/** A SourceBuffer of whole seconds, which loses with a key frame what is decoded from it. */
class Buffer implements FedBuffer {
  readonly seconds = new Set<number>();
  updating = false;
  most = Infinity;
  #done: (() => void)[] = [];

  get buffered(): FedBuffer['buffered'] {
    const starts = [...this.seconds].filter((at) => !this.seconds.has(at - 1)).sort((a, b) => a - b);
    const endOf = (start: number): number => {
      let end = start;
      while (this.seconds.has(end)) end += 1;
      return end;
    };
    return {
      length: starts.length,
      start: (index) => starts[index] ?? 0,
      end: (index) => endOf(starts[index] ?? 0),
    };
  }

  appendBuffer(bytes: Uint8Array): void {
    if (this.seconds.size >= this.most) throw new DOMException('full', 'QuotaExceededError');
    const at = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
    this.#update(() => this.seconds.add(at));
  }

  remove(start: number, end: number): void {
    this.#update(() => {
      for (const at of [...this.seconds])
        if (at >= start && at < Math.ceil(end / GOP) * GOP) this.seconds.delete(at);
    });
  }

  addEventListener(_: 'updateend', listener: () => void): void {
    this.#done.push(listener);
  }

  #update(change: () => void): void {
    this.updating = true;
    setTimeout(() => {
      change();
      this.updating = false;
      for (const done of this.#done.splice(0)) done();
    });
  }
}

/** Gives seconds one by one, and writes down what it was asked. */
class Source implements FeedSource {
  readonly seeks: number[] = [];
  readonly given: number[] = [];
  fails: Error | undefined;
  held: Promise<void> | undefined;
  #at = 0;

  seek(seconds: number): Promise<void> {
    this.seeks.push(seconds);
    this.#at = keyBefore(seconds);
    return Promise.resolve();
  }

  async next(
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; start: number; end: number } | undefined> {
    const { fails } = this;
    if (fails) {
      this.fails = undefined;
      throw fails;
    }
    const stopped = new Promise<never>((_, stop) =>
      signal.addEventListener('abort', () => stop(signal.reason as Error)),
    );
    await Promise.race([this.held ?? Promise.resolve(), stopped]);
    if (this.#at >= LENGTH) return undefined;
    const at = this.#at;
    this.#at += 1;
    this.given.push(at);
    return { bytes: Uint8Array.of(at >> 8, at & 255), start: at, end: at + 1 };
  }
}

function make() {
  const element = { currentTime: 0, paused: true };
  const [buffer, source] = [new Buffer(), new Source()];
  const errors: unknown[] = [];
  let ends = 0;
  const feed = new MediaFeed({
    element,
    buffer,
    source,
    shift: 0,
    keyBefore,
    onEnd: () => (ends += 1),
    onError: (error) => errors.push(error),
  });
  /** Looks until nothing changes any more. */
  const settle = async (): Promise<void> => {
    for (let before = -1; before !== source.given.length + buffer.seconds.size * 1e6 || buffer.updating;) {
      before = source.given.length + buffer.seconds.size * 1e6;
      feed.look();
      await new Promise((done) => setTimeout(done, 30));
    }
  };
  return { element, buffer, source, feed, errors, settle, ends: () => ends };
}

describe('MediaFeed', () => {
  it('gives a few seconds while it stands, and a minute while it plays', async () => {
    const { element, source, settle } = make();
    await settle();
    expect(source.given).toEqual([0, 1, 2, 3, 4]);
    element.paused = false;
    await settle();
    expect(source.given.at(-1)).toBe(59);
    expect(source.seeks).toEqual([0]);
  });

  it('goes on as it plays, and takes out what lies behind', async () => {
    const { element, buffer, source, settle } = make();
    element.paused = false;
    for (let now = 0; now < 300; now += 7) {
      element.currentTime = now;
      await settle();
      expect(buffer.seconds.has(now)).toBe(true);
      // A minute ahead, half a minute behind, what belongs to its key frame, and the slack.
      expect(buffer.seconds.size).toBeLessThanOrEqual(60 + 30 + GOP + 10 + 1);
    }
    expect(source.seeks).toEqual([0]);
    expect(new Set(source.given).size).toBe(source.given.length);
  });

  it('begins anew with the key frame where it jumps to', async () => {
    const { element, buffer, source, settle } = make();
    await settle();
    element.currentTime = 457;
    await settle();
    expect(source.seeks).toEqual([0, 450]);
    expect(buffer.seconds.has(457) && buffer.seconds.has(461)).toBe(true);
    expect(buffer.seconds.has(470)).toBe(false);
    element.currentTime = 3;
    await settle();
    expect(buffer.seconds.has(3)).toBe(true);
    expect(buffer.seconds.has(457)).toBe(false);
  });

  it('needs nothing new for a jump within what is there', async () => {
    const { element, source, settle } = make();
    element.paused = false;
    await settle();
    const before = source.given.length;
    element.paused = true;
    element.currentTime = 41;
    await settle();
    expect([source.given.length, source.seeks]).toEqual([before, [0]]);
  });

  it('leaves what it reads for a place that is wanted no more', async () => {
    const { element, buffer, source, feed, settle } = make();
    source.held = new Promise(() => undefined);
    feed.look();
    await new Promise((done) => setTimeout(done, 5));
    source.held = undefined;
    element.currentTime = 300;
    await settle();
    expect(buffer.seconds.has(300)).toBe(true);
    expect(source.given).not.toContain(0);
  });

  it('tells of the end, and goes back from there', async () => {
    const { element, buffer, settle, ends } = make();
    element.currentTime = 597;
    await settle();
    expect(buffer.seconds.has(599)).toBe(true);
    expect(ends()).toBeGreaterThan(0);
    element.currentTime = 100;
    await settle();
    expect(buffer.seconds.has(104)).toBe(true);
  });

  it('makes do with a smaller buffer', async () => {
    const { element, buffer, settle, errors } = make();
    buffer.most = 40;
    element.paused = false;
    for (const now of [0, 20, 33, 50, 90]) {
      element.currentTime = now;
      await settle();
      expect(buffer.seconds.has(now) && buffer.seconds.has(now + 3)).toBe(true);
    }
    expect(errors).toEqual([]);
  });

  it('asks again for bytes that did not come, and tells of what is wrong for good', async () => {
    const { element, source, feed, settle, errors } = make();
    source.fails = new TraceError('network-broken', { url: 'x', received: 0, stalled: true });
    feed.look();
    await expect.poll(() => source.given.length).toBe(5);
    expect(errors).toEqual([]);
    source.fails = new TraceError('format-broken', { path: 'a', format: 'media', reason: 'x' });
    element.currentTime = 300;
    await settle();
    expect(errors).toHaveLength(1);
  });

  it('does nothing any more once it is closed', async () => {
    const { element, source, feed, settle } = make();
    await settle();
    feed.close();
    element.currentTime = 300;
    await settle();
    expect(source.given).toEqual([0, 1, 2, 3, 4]);
  });
});
