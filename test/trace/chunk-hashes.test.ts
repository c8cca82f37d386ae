import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { ProblemLog } from '../../src/base/problem-log.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import { MANIFEST_PATH, type BundleSource } from '../../src/bundle/bundle-source.ts';
import type { BundleFile } from '../../src/schema/generated/types.ts';
import { checkedBundle } from '../../src/trace/checked-bundle.ts';

const CHUNK = 65_536;
const VIDEO = Uint8Array.from({ length: 5 * CHUNK + 100 }, (_, index) => (index * 7 + (index >> 9)) % 251);
const LIST = Buffer.concat(
  Array.from({ length: 6 }, (_, index) =>
    Buffer.from(sha256Hex(VIDEO.subarray(index * CHUNK, (index + 1) * CHUNK)), 'hex'),
  ),
);

interface Read {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

function open(video: Uint8Array = VIDEO, list: Uint8Array = new Uint8Array(LIST), listed: Uint8Array = list) {
  const reads: Read[] = [];
  const problems = new ProblemLog();
  let held: Promise<void> | undefined;
  let fault: TraceError | undefined;
  const content = (path: string): Uint8Array => (path === 'v.mp4' ? video : list);
  const source: BundleSource = {
    label: 'memory',
    open: (path) =>
      Promise.resolve({
        path,
        size: content(path).length,
        direct: false,
        bytes: () => (fault ? Promise.reject(fault) : Promise.resolve(content(path))),
        stream: () => Promise.reject(new Error('not streamed')),
        url: () => Promise.reject(new Error('no address')),
        read: async (start, end, signal) => {
          reads.push({ path, start, end });
          await held;
          signal?.throwIfAborted();
          return content(path).slice(start, end);
        },
      }),
  };
  const files: readonly BundleFile[] = [
    {
      path: 'v.mp4',
      bytes: VIDEO.length,
      sha256: sha256Hex(VIDEO),
      media_type: 'video/mp4',
      chunk_hashes: { path: 'v.sha256', bytes: CHUNK },
    },
    {
      path: 'v.sha256',
      bytes: listed.length,
      sha256: sha256Hex(listed),
      media_type: 'application/octet-stream',
    },
    { path: MANIFEST_PATH, bytes: 0, sha256: sha256Hex(new Uint8Array()), media_type: 'application/json' },
  ];
  const bundle = checkedBundle(source, files, problems);
  const read = async (start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> =>
    (await bundle.open('v.mp4')).read(start, end, signal);
  const hold = (until: Promise<void>): void => void (held = until);
  const failLists = (error: TraceError | undefined): void => void (fault = error);
  return {
    read,
    reads,
    hold,
    failLists,
    found: () => problems.all.map(({ code, details }) => ({ code, details })),
  };
}

describe('the chunks of a file', () => {
  it('are read as wholes, once, and give the very bytes of any range', async () => {
    const { read, reads, found } = open();
    const places = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK, VIDEO.length - 1, VIDEO.length];
    for (const start of places)
      for (const end of places.filter((place) => place >= start))
        expect(Buffer.compare(await read(start, end), VIDEO.subarray(start, end))).toBe(0);
    expect(found()).toEqual([]);
    expect(
      reads.filter(({ start, end }) => end > start).map(({ start, end }) => [start / CHUNK, end]),
    ).toEqual([0, 1, 2, 3, 4, 5].map((index) => [index, Math.min(VIDEO.length, (index + 1) * CHUNK)]));
  });

  it('are told of once where they differ, and shown all the same', async () => {
    const damaged = VIDEO.slice();
    damaged[2 * CHUNK + 9] = 255;
    const { read, found } = open(damaged);
    expect((await read(CHUNK, 2 * CHUNK))[0]).toBe(VIDEO[CHUNK]);
    expect(found()).toEqual([]);
    expect(await read(2 * CHUNK + 9, 2 * CHUNK + 10)).toEqual(Uint8Array.of(255));
    await read(0, VIDEO.length);
    expect(found()).toEqual([
      { code: 'artifact-chunk-hash', details: { path: 'v.mp4', start: 2 * CHUNK, end: 3 * CHUNK, count: 1 } },
    ]);
  });

  it('are one problem of the file, with the first of them and their number', async () => {
    const damaged = VIDEO.map((byte, index) => (index >= CHUNK && index < 4 * CHUNK ? byte ^ 1 : byte));
    const { read, found } = open(damaged);
    await read(2 * CHUNK, 2 * CHUNK + 1);
    await read(0, VIDEO.length);
    expect(found()).toEqual([
      { code: 'artifact-chunk-hash', details: { path: 'v.mp4', start: CHUNK, end: 2 * CHUNK, count: 3 } },
    ]);
  });

  it('of a file that is longer than recorded are compared as far as they go, and its size is told of', async () => {
    const longer = new Uint8Array(VIDEO.length + 10);
    longer.set(VIDEO);
    longer.fill(9, VIDEO.length);
    const whole = open(longer);
    expect(await whole.read(5 * CHUNK, longer.length)).toEqual(longer.slice(5 * CHUNK));
    expect(await whole.read(VIDEO.length, longer.length)).toEqual(longer.slice(VIDEO.length));
    const size = {
      code: 'artifact-truncated',
      details: { path: 'v.mp4', expected: VIDEO.length, actual: longer.length },
    };
    expect(whole.found()).toEqual([size]);
    longer[5 * CHUNK + 3] = 255;
    const damaged = open(longer);
    expect(await damaged.read(5 * CHUNK, longer.length)).toEqual(longer.slice(5 * CHUNK));
    expect(damaged.found()).toMatchObject([
      size,
      { code: 'artifact-chunk-hash', details: { start: 5 * CHUNK } },
    ]);
  });

  it('are compared once their list can be read again', async () => {
    const damaged = VIDEO.slice();
    damaged[9] = 255;
    const { read, failLists, found } = open(damaged);
    failLists(new TraceError('network-failed', { url: 'https://x.example/v.sha256', crossOrigin: false }));
    expect(await read(9, 10)).toEqual(Uint8Array.of(255));
    expect(found().map(({ code }) => code)).toEqual(['network-failed']);
    failLists(undefined);
    expect(await read(9, 10)).toEqual(Uint8Array.of(255));
    expect(found().map(({ code }) => code)).toEqual(['network-failed', 'artifact-chunk-hash']);
  });

  it('cannot be compared where their list is of another length; the list is compared itself', async () => {
    const short = open(VIDEO, new Uint8Array(LIST.subarray(32)));
    expect(await short.read(0, 3)).toEqual(VIDEO.slice(0, 3));
    expect(await short.read(CHUNK, CHUNK + 3)).toEqual(VIDEO.slice(CHUNK, CHUNK + 3));
    expect(short.found()).toMatchObject([{ code: 'format-broken', details: { path: 'v.sha256' } }]);
    const other = open(
      VIDEO,
      new Uint8Array(LIST.map((byte, index) => (index === 0 ? byte ^ 1 : byte))),
      new Uint8Array(LIST),
    );
    await other.read(0, 3);
    expect(other.found().map(({ code }) => code)).toEqual(['artifact-hash', 'artifact-chunk-hash']);
  });

  it('of a file that is cut off end where it does', async () => {
    const { read, found } = open(VIDEO.subarray(0, 2 * CHUNK + 50));
    expect(await read(2 * CHUNK, 2 * CHUNK + 50)).toEqual(VIDEO.slice(2 * CHUNK, 2 * CHUNK + 50));
    expect(found()).toMatchObject([
      { code: 'artifact-truncated', details: { expected: VIDEO.length, actual: 2 * CHUNK + 50 } },
      { code: 'artifact-chunk-hash', details: { start: 2 * CHUNK } },
    ]);
    // As the source has it; a real one rejects.
    expect(await read(3 * CHUNK, 3 * CHUNK + 1)).toEqual(new Uint8Array());
  });

  it('come for the others where one gives up, and are asked for anew where all have', async () => {
    const { read, reads, hold } = open();
    let go: () => void = () => undefined;
    hold(new Promise((resolve) => (go = resolve)));
    const leaver = new AbortController();
    const left = read(0, 10, leaver.signal);
    const stayed = read(5, 9);
    await Promise.resolve();
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    go();
    expect(await stayed).toEqual(VIDEO.slice(5, 9));
    expect(reads).toHaveLength(1);
    hold(new Promise((resolve) => (go = resolve)));
    const alone = new AbortController();
    const given = read(CHUNK, CHUNK + 1, alone.signal);
    given.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
    alone.abort(new Error('gone too'));
    await expect(given).rejects.toThrow('gone too');
    go();
    expect(await read(CHUNK, CHUNK + 1)).toEqual(VIDEO.slice(CHUNK, CHUNK + 1));
  });
});
