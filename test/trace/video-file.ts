import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFile } from '../../src/trace/media-container.ts';

export const VIDEOS = join(import.meta.dirname, '../fixtures/video');

/** A file that counts what is read of it. */
export interface CountedFile extends MediaFile {
  readonly reads: { bytes: number; count: number };
}

export function fileOf(bytes: Uint8Array, path: string): CountedFile {
  const reads = { bytes: 0, count: 0 };
  const read = (start: number, end: number): Promise<Uint8Array> => {
    reads.bytes += end - start;
    reads.count += 1;
    return Promise.resolve(bytes.slice(start, end));
  };
  return { path, size: bytes.length, read, reads };
}

/** A video of test/fixtures/video. */
export async function videoFile(name: string): Promise<CountedFile> {
  return fileOf(await readFile(join(VIDEOS, name)), name);
}
