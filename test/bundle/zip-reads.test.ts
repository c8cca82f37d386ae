/** How often a zip's source is asked, and for how much: over the network each request counts. */
import { describe, expect, it } from 'vitest';
import { isAbort } from '../../src/base/errors.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import type { ByteSource } from '../../src/bundle/byte-source.ts';
import { zipBundle } from '../../src/bundle/zip-bundle.ts';
import { hostileZip } from './hostile-zip.ts';

const MIB = 1024 * 1024;
const PATH = 'layers/screen/screen.mp4';

/** Bytes that do not shrink, and differ from part to part. */
function noise(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
}

/** A source that cannot slice, as the web is, and writes down what it is asked for. */
class Counted implements ByteSource {
  readonly label = 'counted.trace.zip';
  readonly asked: number[] = [];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#bytes.length);
  }

  read(start: number, end: number): Promise<Uint8Array> {
    this.asked.push(end - start);
    return Promise.resolve(this.#bytes.slice(start, end));
  }
}

function counted(data: Uint8Array, deflate: boolean): Counted {
  return new Counted(
    hostileZip([
      { name: MANIFEST_PATH, data: Buffer.from('{}') },
      { name: PATH, data, deflate },
    ]),
  );
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const large = (asked: readonly number[]): readonly number[] => asked.filter((bytes) => bytes > 1000);

describe('a stored entry', () => {
  const data = noise(20 * MIB);

  it('is read whole in a few large parts', async () => {
    const source = counted(data, false);
    const artifact = await (await zipBundle(source)).open(PATH);
    source.asked.length = 0;
    expect(same(await artifact.bytes(), data)).toBe(true);
    expect(large(source.asked)).toEqual([8 * MIB, 8 * MIB, 4 * MIB]);
  });

  it('becomes an address in a few large parts', async () => {
    const source = counted(data, false);
    const artifact = await (await zipBundle(source)).open(PATH);
    source.asked.length = 0;
    const address = await artifact.url('video/mp4');
    expect(large(source.asked)).toEqual([8 * MIB, 8 * MIB, 4 * MIB]);
    const response = await fetch(address.href);
    expect(response.headers.get('Content-Type')).toBe('video/mp4');
    expect(same(new Uint8Array(await response.arrayBuffer()), data)).toBe(true);
    address.release();
  });
});

describe('a deflated entry', () => {
  const data = noise(MIB);

  it('is inflated once, however often it is read', async () => {
    const source = counted(data, true);
    const artifact = await (await zipBundle(source)).open(PATH);
    source.asked.length = 0;
    const starts = Array.from({ length: 50 }, (_, index) => index * 20_000);
    const parts = await Promise.all(starts.map((start) => artifact.read(start, start + 100)));
    parts.forEach((part, index) =>
      expect(same(part, data.subarray(index * 20_000, index * 20_000 + 100))).toBe(true),
    );
    expect(same(await artifact.read(0, data.length), data)).toBe(true);
    (await artifact.url('video/mp4')).release();
    expect(large(source.asked)).toHaveLength(1);
  });

  it('gives bytes that are the reader’s own', async () => {
    const artifact = await (await zipBundle(counted(data, true))).open(PATH);
    (await artifact.read(0, 10)).fill(0);
    expect(same(await artifact.read(0, 10), data.subarray(0, 10))).toBe(true);
  });

  it('is not spoilt for others by one reader who gives up', async () => {
    const artifact = await (await zipBundle(counted(data, true))).open(PATH);
    const stop = new AbortController();
    const given = artifact.read(0, 10, stop.signal);
    const other = artifact.read(0, 10);
    stop.abort();
    expect(isAbort(await given.catch((reason: unknown) => reason))).toBe(true);
    expect(same(await other, data.subarray(0, 10))).toBe(true);
  });

  it('is tried again after a failure', async () => {
    const source = counted(data, true);
    const artifact = await (await zipBundle(source)).open(PATH);
    const read = source.read.bind(source);
    source.read = () => Promise.reject(new Error('the line broke'));
    await expect(artifact.read(0, 10)).rejects.toMatchObject({ code: 'zip-invalid' });
    source.read = read;
    expect(same(await artifact.read(0, 10), data.subarray(0, 10))).toBe(true);
  });
});
