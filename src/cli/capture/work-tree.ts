/** Watches a git work tree: saves of its files, but not of those that git ignores, and commits. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../files.ts';
import { isMissing } from '../fs-bundle.ts';
import { readWall } from './clock.ts';
import { diffFrom, diffOfNew, git, headOf } from './git.ts';
import { appendLine } from './jsonl-file.ts';

/** Something that happened to a file, as it is kept; `wall` in microseconds. */
export type TreeChange =
  | {
      readonly wall: number;
      readonly kind: 'create' | 'save' | 'delete';
      readonly file: string;
      /** SHA-256 of the content, by which it is kept in `saves`; absent for delete, and where it is too large. */
      readonly sha256?: string;
      readonly bytes?: number;
      readonly binary?: boolean;
      /** From the commit at the beginning; absent where there is none, or it is too long. */
      readonly diff?: string;
    }
  | { readonly wall: number; readonly kind: 'commit'; readonly commit: string; readonly message: string };

/** A larger file is told of, and its content not kept. */
const MAX_KEPT = 4 * 1024 * 1024;
const MAX_COMMITS = 100;

export interface WorkTreeOptions {
  readonly root: string;
  readonly base: string;
  /** Where contents go, by their SHA-256. */
  readonly saves: string;
  /** JSON Lines of `TreeChange`. */
  readonly log: string;
}

export class WorkTree {
  readonly #options: WorkTreeOptions;
  #known: ReadonlyMap<string, number>;
  #head: string;
  /** Nothing happened before, as far as the capture knows: a pause ended then. */
  #notBefore = 0;

  private constructor(options: WorkTreeOptions, known: ReadonlyMap<string, number>) {
    this.#options = options;
    this.#known = known;
    this.#head = options.base;
  }

  static async watch(options: WorkTreeOptions): Promise<WorkTree> {
    await mkdir(options.saves, { recursive: true });
    return new WorkTree(options, await scan(options.root));
  }

  /** After a pause: what has changed in it is found when it ends, and stands there. */
  resume(): void {
    this.#notBefore = readWall().wallUs;
  }

  /** Tells of all that has changed since the last look. */
  async look(): Promise<void> {
    const before = this.#known;
    const now = await scan(this.#options.root);
    this.#known = now;
    const written = [...now].filter(([file, time]) => before.get(file) !== time);
    for (const [file, time] of written.sort(([, a], [, b]) => a - b))
      await this.#tell(before.has(file) ? 'save' : 'create', file, time);
    const at = readWall().wallUs;
    for (const file of before.keys()) if (!now.has(file)) await this.#tell('delete', file, at);
    await this.#lookAtHead(at);
  }

  async #tell(kind: 'create' | 'save' | 'delete', file: string, time: number): Promise<void> {
    const { root, log } = this.#options;
    const wall = Math.max(time, this.#notBefore);
    const diff = await this.#diffOf(kind, file);
    const told = { wall, kind, file, ...(diff !== undefined && { diff }) };
    if (kind === 'delete') {
      appendLine(log, told);
      return;
    }
    let content: Buffer;
    try {
      content = await readFile(join(root, file));
    } catch (error) {
      if (isMissing(error)) return; // gone again: the next look tells of that
      throw error;
    }
    appendLine(log, { ...told, ...(await this.#keep(content)) });
  }

  async #keep(content: Buffer): Promise<object> {
    const binary = content.includes(0) ? { binary: true } : {};
    if (content.length > MAX_KEPT) return { bytes: content.length, ...binary };
    const sha256 = createHash('sha256').update(content).digest('hex');
    const place = join(this.#options.saves, sha256);
    if (!(await exists(place))) await writeFile(place, content, { flush: true });
    return { sha256, bytes: content.length, ...binary };
  }

  async #diffOf(kind: string, file: string): Promise<string | undefined> {
    const { root, base } = this.#options;
    const tracked = await diffFrom(root, base, file);
    const diff = tracked === '' && kind !== 'delete' ? await diffOfNew(root, file).catch(() => '') : tracked;
    return diff === '' || diff.length > MAX_KEPT ? undefined : diff;
  }

  async #lookAtHead(wall: number): Promise<void> {
    const { root, log } = this.#options;
    const head = await headOf(root);
    if (head === null || head === this.#head) return;
    const range = ['rev-list', '--reverse', `--max-count=${MAX_COMMITS}`, `${this.#head}..${head}`];
    const since = (await git(root, ...range)).split('\n').filter(Boolean);
    this.#head = head;
    for (const commit of since) {
      const message = (await git(root, 'log', '-1', '--format=%B', commit)).trim();
      appendLine(log, { wall, kind: 'commit', commit, message });
    }
  }
}

/** Modification times of all files that git does not ignore, in microseconds. */
async function scan(root: string): Promise<ReadonlyMap<string, number>> {
  const listed = await git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const found = new Map<string, number>();
  for (const file of new Set(listed.split('\0').filter(Boolean))) {
    const time = await writtenAt(join(root, file));
    if (time !== undefined) found.set(file, time);
  }
  return found;
}

/** When a file was written, in microseconds of the wall clock; undefined for what is none. */
export async function writtenAt(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? Math.round(found.mtimeMs * 1000) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
