import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { collect } from '../../src/bundle/bundle-source.ts';
import { fileBytes, fsBundle } from '../../src/cli/fs-bundle.ts';
import { listFiles } from '../../src/cli/list-files.ts';
import { scratch } from './helpers.ts';

const PATH = 'layers/a.jsonl';
const UNREADABLE = { code: 'artifact-unreadable', details: { path: PATH } };

const folder = await scratch();
const place = join(folder, PATH);

/** Opens the file; a folder lies in its place then, which the system lets nobody read. */
async function openLost() {
  const artifact = await fsBundle(folder).open(PATH);
  await rm(place);
  await mkdir(place);
  return artifact;
}

beforeEach(async () => {
  await rm(place, { recursive: true, force: true });
  await mkdir(join(folder, 'layers'), { recursive: true });
  await writeFile(place, '{"t":1}\n');
});

describe('a file that the system stops letting us read', () => {
  it('has a code where all of it is read', async () => {
    await expect((await openLost()).bytes()).rejects.toMatchObject(UNREADABLE);
  });

  it('has a code where it is streamed', async () => {
    const artifact = await openLost();
    await expect(artifact.stream()).rejects.toMatchObject(UNREADABLE);
  });

  it('has a code where it was opened before', async () => {
    const file = await fileBytes(place, PATH);
    await file.close();
    await expect(file.read(0, 4)).rejects.toMatchObject(UNREADABLE);
  });

  it('is named as in the bundle where it became shorter', async () => {
    const artifact = await fsBundle(folder).open(PATH);
    await truncate(place, 2);
    await expect(artifact.read(0, 8)).rejects.toMatchObject({
      code: 'artifact-truncated',
      details: { path: PATH, expected: 8, actual: 2 },
    });
  });
});

it('streams a file, and stops when it is told to', async () => {
  const artifact = await fsBundle(folder).open(PATH);
  expect(new TextDecoder().decode(await readAll(await artifact.stream()))).toBe('{"t":1}\n');
  await expect(artifact.stream(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

it('has a code for a folder that cannot be listed', async () => {
  const path = join(folder, 'gone');
  await expect(
    listFiles({ kind: 'directory', path, source: fsBundle(path), close: () => Promise.resolve() }),
  ).rejects.toMatchObject({ code: 'artifact-unreadable', details: { path: '.' } });
});

function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return collect(stream);
}
