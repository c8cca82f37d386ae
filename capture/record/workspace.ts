import { copyFileSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readWall } from '../../src/cli/capture/clock.ts';
import { run, type Account } from './process.ts';

/** Of the project's own; `var` holds what its services write while they run. */
const IGNORED = new Set(['.git', 'node_modules', 'reports', 'var']);
const POLL_MS = 40;

/** A file as it was written; times on the wall clock, microseconds, as the file system gives them. */
export interface Save {
  readonly atUs: number;
  readonly kind: 'create' | 'save' | 'delete';
  readonly file: string;
  /** Copy of the file as it was then. */
  readonly copy: string;
  readonly diff: string;
}

export interface CommitSeen {
  readonly atUs: number;
  readonly commit: string;
  readonly message: string;
}

/** Watches a git work tree: every save of a file, and every commit. */
export class Workspace {
  readonly saves: Save[] = [];
  readonly commits: CommitSeen[] = [];
  readonly root: string;
  readonly base: string;
  readonly #account: Account;
  readonly #copies: string;
  #known: Map<string, number>;
  #timer: NodeJS.Timeout | undefined;
  #pending: Promise<void> = Promise.resolve();
  #head: string;

  private constructor(root: string, account: Account, base: string, copies: string) {
    this.#copies = copies;
    this.root = root;
    this.base = base;
    this.#head = base;
    this.#account = account;
    this.#known = this.#scan();
  }

  static async watch(root: string, account: Account, copies: string): Promise<Workspace> {
    const base = (await run('git', ['rev-parse', 'HEAD'], { account, cwd: root })).trim();
    const workspace = new Workspace(root, account, base, copies);
    workspace.#timer = setInterval(() => {
      workspace.#pending = workspace.#pending.then(() => workspace.#look());
    }, POLL_MS);
    return workspace;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#pending;
    await this.#look();
  }

  #git(...args: string[]): Promise<string> {
    return run('git', args, { account: this.#account, cwd: this.root });
  }

  async #look(): Promise<void> {
    const now = this.#scan();
    const before = this.#known;
    this.#known = now;
    for (const [file, mtime] of now) {
      const old = before.get(file);
      if (old !== mtime) await this.#note(old === undefined ? 'create' : 'save', file, mtime);
    }
    for (const file of before.keys()) {
      if (!now.has(file)) await this.#note('delete', file, readWall().wallUs);
    }
    await this.#lookAtHead();
  }

  async #note(kind: Save['kind'], file: string, atUs: number): Promise<void> {
    const copy = join(this.#copies, `save-${this.saves.length + 1}`);
    if (kind !== 'delete') copyFileSync(join(this.root, file), copy);
    const tracked = await this.#git('diff', this.base, '--', file);
    const added = ['diff', '--no-index', '--', '/dev/null', file];
    // git exits with 1 when there is a difference outside the index; its output is what counts.
    const diff = tracked || kind !== 'create' ? tracked : await this.#git(...added).catch(outputOf);
    this.saves.push({ atUs, kind, file, copy, diff });
  }

  async #lookAtHead(): Promise<void> {
    const ref = join(this.root, '.git/refs/heads/main');
    const head = readFileSync(ref, 'utf8').trim();
    if (head === this.#head || head.length !== 40) return;
    this.#head = head;
    const atUs = Math.round(statSync(ref).mtimeMs * 1000);
    this.commits.push({
      atUs,
      commit: head,
      message: (await this.#git('log', '-1', '--format=%B', head)).trim(),
    });
  }

  /** Modification time of every file, in microseconds. */
  #scan(folder = this.root, found = new Map<string, number>()): Map<string, number> {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (IGNORED.has(entry.name) || /\.(swp|lock)$|~$|\.kate-swp$|\.[A-Za-z0-9]{6}$/.test(entry.name))
        continue;
      if (entry.isDirectory()) this.#scan(path, found);
      else
        found.set(
          relative(this.root, path),
          Math.round((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) * 1000),
        );
    }
    return found;
  }
}

function outputOf(error: unknown): string {
  return error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' ? error.stdout : '';
}
