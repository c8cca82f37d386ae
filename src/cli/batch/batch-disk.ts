/** Batches on this machine's disk. */
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TraceError } from '../../base/errors.ts';
import { MAX_BATCH_BYTES, readBatch, writeBatch } from '../../review/batch/batch-file.ts';
import { pathOf } from '../../review/batch/href.ts';
import type { BatchFile } from '../../schema/generated/types.ts';

/** What a batch's file is called in its folder. */
export const BATCH_NAME = 'batch.json';

/** A batch, and where its file lies. */
export interface LocalBatch {
  /** Absolute path of the file. */
  readonly path: string;
  /** The folder that its hrefs are told from. */
  readonly folder: string;
  readonly batch: BatchFile;
}

/** The file of a batch: what was named, or the batch.json of that folder. */
export async function batchFile(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? join(path, BATCH_NAME) : path;
}

/** Rejects with `batch-invalid`, and with what reading the file rejects with. */
export async function loadBatch(path: string): Promise<LocalBatch> {
  const place = resolve(path);
  const source = basename(place);
  if ((await stat(place)).size > MAX_BATCH_BYTES)
    throw new TraceError('batch-invalid', { source, reason: `it is longer than ${MAX_BATCH_BYTES} bytes` });
  return {
    path: place,
    folder: dirname(place),
    batch: readBatch(parsed(await readFile(place, 'utf8'), source), source),
  };
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new TraceError('batch-invalid', { source, reason: (error as SyntaxError).message }, error);
  }
}

/** Where an href of a batch leads to on this disk. */
export function placeOf(folder: string, href: string): string {
  return join(folder, ...pathOf(href).split('/'));
}

/** Writes a batch whole or not at all: whoever reads it meanwhile sees what was there before. */
export async function saveBatch(path: string, batch: BatchFile): Promise<void> {
  await writeWhole(path, writeBatch(batch));
}

/** Writes a file in one step, in place of what is there; it is on the disk before it has its name. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const place = resolve(path);
  const draft = join(dirname(place), `.${basename(place)}-${randomUUID()}`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } finally {
    await rm(draft, { force: true });
  }
}
