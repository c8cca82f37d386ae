/** Hashes of the parts of large media: what is read of them over the network can then be checked part by part. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { BundleFile } from '../schema/generated/types.ts';
import { CHUNK_BYTES, HASH_BYTES } from '../trace/chunk-hashes.ts';
import type { Step } from './companions.ts';
import { version } from './version.ts';

/** The version of the schema that has `chunk_hashes` first. */
export const HASHES_SINCE = '2.3.0';
export const HASHES_ENDING = 'sha256';
/** Bytes of a file from which on it gets them: a smaller one is soon read as a whole. */
const LEAST = 4 * 1024 * 1024;
/** What is read in parts, and stored as it is. */
const IN_PARTS = /^(?:video|audio)\//;

export function wantsHashes({ media_type, bytes, chunk_hashes }: BundleFile): boolean {
  return chunk_hashes === undefined && bytes >= LEAST && IN_PARTS.test(media_type);
}

/** Of the file at `place` on the disk: see `ChunkHashes` of the schema. */
export async function chunkHashList(place: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(place);
  try {
    const { size } = await file.stat();
    const list = new Uint8Array(Math.ceil(size / CHUNK_BYTES) * HASH_BYTES);
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let index = 0; index * HASH_BYTES < list.length; index += 1) {
      let filled = 0;
      while (filled < CHUNK_BYTES) {
        const { bytesRead } = await file.read(
          chunk,
          filled,
          CHUNK_BYTES - filled,
          index * CHUNK_BYTES + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      list.set(createHash('sha256').update(chunk.subarray(0, filled)).digest(), index * HASH_BYTES);
    }
    return list;
  } finally {
    await file.close();
  }
}

/** What to tell where the medium `path` has got none. */
export function hashRemark(path: string, reason: string): string {
  return `No hashes of the parts of ${path} were made, since ${reason}: it is checked as a whole only.`;
}

/** `file`, whose hashes lie at `path`. */
export function withHashes(file: BundleFile, path: string): BundleFile {
  return { ...file, chunk_hashes: { path, bytes: CHUNK_BYTES } };
}

export function hashStep(medium: string, list: string): Step {
  return {
    step: 'chunk-hashes',
    tool: 'playhead',
    tool_version: version(),
    at: null,
    inputs: [medium],
    outputs: [list],
    note: `the SHA-256 of every ${CHUNK_BYTES / 1_024} KiB`,
  };
}
