/** Small helpers for the disk: what exists, and folders that appear whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandError } from './command.ts';
import { isMissing } from './fs-bundle.ts';

/** Whether anything is there, a broken symbolic link included. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether `path` is free for a new folder: nothing is there, or an empty folder. */
export async function isFree(path: string): Promise<boolean> {
  if (!(await exists(path))) return true;
  return (await lstat(path)).isDirectory() && (await readdir(path)).length === 0;
}

/** Lets `write` make a new file beside `file`, and moves it there; whatever fails, nothing half-written stays. */
export async function withNewFile<T>(
  file: string,
  replace: boolean,
  write: (partial: string) => Promise<T>,
): Promise<T> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const result = await write(partial);
    if (!replace && (await exists(file)))
      throw new CommandError(
        `${file} exists already: choose another name with -o, or replace it with --force.`,
      );
    await rename(partial, file);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Fills a new folder beside `target` and gives it to `finish`, which moves it; whatever fails, nothing half-written stays. */
export async function withNewFolder<T>(
  target: string,
  fill: (folder: string) => Promise<T>,
  finish: (folder: string) => Promise<void> = (folder) => moveTo(folder, target),
): Promise<T> {
  const place = resolve(target);
  await mkdir(dirname(place), { recursive: true });
  const folder = join(dirname(place), `.${basename(place)}-${randomUUID()}`);
  await mkdir(folder);
  try {
    const result = await fill(folder);
    await finish(folder);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function moveTo(folder: string, target: string): Promise<void> {
  if (!(await isFree(target))) throw new CommandError(`${target} is not empty: choose another folder.`);
  if (await exists(target)) await rmdir(target);
  await rename(folder, target);
}

/** Makes the folders `parts` below `root`, and throws where one of them is a symbolic link, which could lead anywhere. */
export async function makeFolders(root: string, parts: readonly string[]): Promise<void> {
  let folder = root;
  for (const part of parts) {
    folder = join(folder, part);
    if (!(await exists(folder))) await mkdir(folder);
    if (!(await lstat(folder)).isDirectory())
      throw new CommandError(
        `${folder} is no folder, and nothing is written through it: choose another folder.`,
      );
  }
}

/** Length and SHA-256 of a file, without keeping it in memory. */
export async function fingerprint(
  path: string,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
