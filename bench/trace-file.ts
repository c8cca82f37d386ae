/** The traces that are looked at: made once from a seed, and kept. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MANIFEST_PATH } from '../src/bundle/bundle-source.ts';
import { openLocal } from '../src/cli/fs-bundle.ts';
import { packBundle } from '../src/cli/pack.ts';
import type { Manifest } from '../src/schema/generated/types.ts';
import { BundleFolder } from '../tools/make-trace/folder.ts';
import { makeTrace } from '../tools/make-trace/make.ts';
import { readTraceOptions } from '../tools/make-trace/options.ts';
import { CACHE } from './build.ts';

/** What each is made with, of an hour alike but for the shortest, which only shows that a benchmark runs. */
const LENGTHS = {
  '3min': [
    '--hours',
    '0.05',
    '--input',
    '20000',
    '--terminal',
    '1MB',
    '--edits',
    '120',
    '--video',
    '8MB',
    '--size',
    '1280x720',
  ],
  '10min': [
    '--hours',
    '0.16666666666666666',
    '--input',
    '83333',
    '--terminal',
    '4.17MB',
    '--edits',
    '417',
    '--video',
    '83.3MB',
  ],
  '2h': ['--hours', '2', '--input', '1e6', '--terminal', '50MB', '--edits', '5000', '--video', '1GB'],
  '8h': ['--hours', '8', '--input', '4e6', '--terminal', '200MB', '--edits', '20000', '--video', '4GB'],
} as const;

export type TraceLength = keyof typeof LENGTHS;

/** The path of a trace; it is made where it is not there, which takes minutes. `tell` hears of what takes long. */
export async function referenceTrace(length: TraceLength, tell: (note: string) => void): Promise<string> {
  const folder = join(CACHE, 'traces');
  const path = join(folder, `${length}.trace.zip`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const options = readTraceOptions(['--out', path, ...LENGTHS[length]]);
  if (!options) throw new Error('a trace cannot be made of these options');
  tell(`Making ${path} …`);
  const draft = await mkdtemp(join(folder, '.making-'));
  try {
    await makeTrace(options, new BundleFolder(draft), (note) => tell(`  ${note}`));
    await packBundle(draft, path);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}

/** A file inside a zip, as it lies there. */
export interface StoredEntry {
  readonly file: string;
  /** Bytes [start, end) of the zip. */
  readonly start: number;
  readonly end: number;
}

export interface TraceFacts {
  readonly name: string;
  readonly bytes: number;
  /** Microseconds. */
  readonly duration: number;
  readonly manifest: Manifest;
}

export async function traceFacts(path: string): Promise<TraceFacts> {
  const bundle = await openLocal(path);
  try {
    const manifest = JSON.parse(
      new TextDecoder().decode(await (await bundle.source.open(MANIFEST_PATH)).bytes()),
    ) as Manifest;
    const { size } = await stat(path);
    return { name: basename(path), bytes: size, duration: manifest.clock.duration, manifest };
  } finally {
    await bundle.close();
  }
}

/** Which trace it was, and how it is made again. */
export function aboutTrace({ name, bytes }: TraceFacts): string {
  const length = Object.keys(LENGTHS).find((one) => name === `${one}.trace.zip`) as TraceLength | undefined;
  const recipe = length ? `, made by \`npm run make-trace -- ${LENGTHS[length].join(' ')} -o ${name}\`` : '';
  return `${name}, ${(bytes / 1e6).toFixed(0)} MB${recipe}.`;
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const SEARCHED_BYTES = 1 << 22;

/**
 * Where the bytes of a stored entry lie: its local header is looked for by the name, from the end of the zip on, where
 * the large files are. Throws where it is not found.
 */
export async function storedEntry(path: string, name: string, bytes: number): Promise<StoredEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const wanted = Buffer.from(name);
    const part = Buffer.alloc(SEARCHED_BYTES);
    for (let at = 0; at < size; at += SEARCHED_BYTES - 1_024) {
      const { bytesRead } = await file.read(part, 0, part.length, at);
      for (
        let found = part.indexOf(wanted);
        found !== -1 && found < bytesRead;
        found = part.indexOf(wanted, found + 1)
      ) {
        const head = found - LOCAL_HEADER_BYTES;
        if (head < 0 || part.readUInt32LE(head) !== LOCAL_HEADER) continue;
        const start = at + found + part.readUInt16LE(head + 26) + part.readUInt16LE(head + 28);
        return { file: path, start, end: start + bytes };
      }
    }
  } finally {
    await file.close();
  }
  throw new Error(`${path} has no entry ${name}`);
}
