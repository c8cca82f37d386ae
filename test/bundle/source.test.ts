/** One contract for every BundleSource. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAbort } from '../../src/base/errors.ts';
import { MANIFEST_PATH, collect, type Artifact } from '../../src/bundle/bundle-source.ts';
import { unpacked } from '../../src/bundle/unpack.ts';
import { EMPTY, FILES, MEDIA, SOURCES, TEXT, type Opened } from './sources.ts';

/** Says whether, not where: a difference of 100,000 bytes takes seconds to print. */
function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(actual, expected)).toBe(0);
}

const bytesOf = (path: string): Uint8Array => FILES.get(path) ?? new Uint8Array();

describe.each(Object.entries(SOURCES))('%s', (_, make) => {
  let opened: Opened;
  const open = (path: string): Promise<Artifact> => opened.source.open(path);

  beforeAll(async () => {
    opened = await make();
  });
  afterAll(() => opened.close());

  it.each([MANIFEST_PATH, TEXT, MEDIA, EMPTY])('gives all bytes of %s', async (path) => {
    expectSame(await (await open(path)).bytes(), bytesOf(path));
  });

  it.each([TEXT, MEDIA, EMPTY])('streams %s', async (path) => {
    expectSame(await collect(await (await open(path)).stream()), bytesOf(path));
  });

  it.each([TEXT, MEDIA, EMPTY])('gives %s packed where it is, to be unpacked elsewhere', async (path) => {
    const packed = await (await open(path)).packed?.();
    if (!packed) return;
    const pieces = await collect(packed.stream);
    expect(pieces.length).toBe(packed.packedSize);
    const packing = structuredClone(packed.packing);
    const one = async function* () {
      yield await Promise.resolve(pieces);
    };
    expectSame(await collect(unpacked(one(), packing)), bytesOf(path));
  });

  it.each([
    [TEXT, 0, 5],
    [TEXT, 8_000, 8_500],
    [MEDIA, 0, 1],
    [MEDIA, 65_530, 65_600],
    [MEDIA, 99_999, 100_000],
    [MEDIA, 10, 10],
  ])('reads %s from %i to %i', async (path, start, end) => {
    expect(await (await open(path)).read(start, end)).toEqual(bytesOf(path).subarray(start, end));
  });

  it.each([TEXT, MEDIA])('does not read past the end of %s', async (path) => {
    const { length } = bytesOf(path);
    const artifact = await open(path);
    await expect(artifact.read(length - 10, length + 10)).rejects.toMatchObject({
      code: 'artifact-truncated',
    });
  });

  it('knows the size, or says that it does not', async () => {
    expect([undefined, bytesOf(MEDIA).length]).toContain((await open(MEDIA)).size);
  });

  it.each<readonly [string, (artifact: Artifact) => Promise<unknown>]>([
    ['bytes', (artifact) => artifact.bytes()],
    ['stream', (artifact) => artifact.stream()],
    ['read', (artifact) => artifact.read(0, 1)],
  ])('rejects %s of a missing file', async (_how, use) => {
    await expect(open('layers/none.txt').then((artifact) => use(artifact))).rejects.toMatchObject({
      code: 'artifact-missing',
    });
  });

  it.each([
    ['bytes', (artifact: Artifact, signal: AbortSignal) => artifact.bytes(signal)],
    ['stream', (artifact: Artifact, signal: AbortSignal) => artifact.stream(signal).then(collect)],
    ['read', (artifact: Artifact, signal: AbortSignal) => artifact.read(0, 1, signal)],
  ] as const)('rejects %s once it is aborted', async (_how, use) => {
    const artifact = await open(MEDIA);
    const error: unknown = await use(artifact, AbortSignal.abort()).catch((reason: unknown) => reason);
    expect(isAbort(error)).toBe(true);
  });

  it('reads many ranges at once', async () => {
    const artifact = await open(MEDIA);
    const starts = [0, 11, 5_000, 42_000, 99_000];
    const parts = await Promise.all(starts.map((start) => artifact.read(start, start + 500)));
    expect(parts).toEqual(starts.map((start) => bytesOf(MEDIA).subarray(start, start + 500)));
  });
});
