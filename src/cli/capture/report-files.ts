/** Keeps the reports of tests and lint that are written in a work tree, each time. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isMissing } from '../fs-bundle.ts';
import { readWall } from './clock.ts';
import { appendLine } from './jsonl-file.ts';
import { writtenAt } from './work-tree.ts';

/** A report as it is kept. */
export interface KeptReport {
  /** When it was written, in microseconds of the wall clock. */
  readonly wall: number;
  /** In the work tree. */
  readonly file: string;
  /** Name of the copy, in `folder`. */
  readonly copy: string;
}

/** A file that was written just now may not be whole, in microseconds. */
const SETTLED = 300_000;
const NEVER_ENTERED = new Set(['.git', 'node_modules']);

export interface ReportOptions {
  readonly root: string;
  readonly patterns: readonly string[];
  readonly folder: string;
  /** JSON Lines of `KeptReport`. */
  readonly log: string;
}

export class ReportFiles {
  readonly #options: ReportOptions;
  #known: Map<string, number>;
  #count = 0;

  private constructor(options: ReportOptions, known: Map<string, number>) {
    this.#options = options;
    this.#known = known;
  }

  /** What is there already is of an earlier time. */
  static async watch(options: ReportOptions): Promise<ReportFiles> {
    await mkdir(options.folder, { recursive: true });
    return new ReportFiles(options, await scan(options));
  }

  /** After a pause: what was written in it is not told. */
  async resume(): Promise<void> {
    this.#known = await scan(this.#options);
  }

  /** `isLast`: also of what was written just now. */
  async look(isLast = false): Promise<void> {
    const { root, folder, log } = this.#options;
    const now = readWall().wallUs;
    for (const [file, wall] of await scan(this.#options)) {
      if (this.#known.get(file) === wall || (!isLast && wall > now - SETTLED)) continue;
      this.#known.set(file, wall);
      const copy = `${(this.#count += 1)}${extname(file)}`;
      await copyFile(join(root, file), join(folder, copy));
      appendLine(log, { wall, file, copy } satisfies KeptReport);
    }
  }
}

async function scan({ root, patterns }: ReportOptions): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const pattern of patterns) {
    const wanted = patternOf(pattern);
    for (const file of await filesBelow(root, fixedPart(pattern), pattern)) {
      const wall = wanted.test(file) ? await writtenAt(join(root, file)) : undefined;
      if (wall !== undefined) found.set(file, wall);
    }
  }
  return found;
}

/** The folders before the first that holds a star. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const star = parts.findIndex((part) => part.includes('*'));
  return parts.slice(0, star < 0 ? -1 : Math.min(star, parts.length - 1)).join('/');
}

async function filesBelow(root: string, folder: string, pattern: string): Promise<readonly string[]> {
  const depth = pattern.includes('**') ? Infinity : pattern.split('/').length - 1;
  const found: string[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of await entriesIn(join(root, next))) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !NEVER_ENTERED.has(entry.name) && path.split('/').length <= depth)
        open.push(path);
    }
  }
  return found;
}

async function entriesIn(folder: string): ReturnType<typeof readFolder> {
  try {
    return await readFolder(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readFolder(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

/** A path in which `*` stands for any characters but `/`, and `**` for any. */
export function patternOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*\/?|\*)/)
    .map((part) =>
      part === '*'
        ? '[^/]*'
        : part === '**/'
          ? '(?:.*/)?'
          : part === '**'
            ? '.*'
            : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 's');
}
