import { copyFileSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readWall } from '../../src/cli/capture/clock.ts';
import { run, type Account } from './process.ts';

/** Of the project's own; `var` holds what its services write while they run. */
const IGNORED = new Set(['.git', 'node_modules', 'reports', 'var']);
const POLL_MS = 40;

/** A file as it was written; times on the wall clock, microseconds, as the file system gives them. */
export interface Save {
  readonly atUs: number;
  readonly kind: 'create' | 'save' | 'delete';
  /** With several repositories it begins with the name of its own. */
  readonly file: string;
  /** Copy of the file as it was then. */
  readonly copy: string;
  readonly diff: string;
  /** It stood so when the session began. */
  readonly standing?: true;
}

export interface CommitSeen {
  readonly atUs: number;
  readonly commit: string;
  readonly message: string;
  /** It was made before the session began. */
  readonly standing?: true;
  /** Name of the repository, where there are several. */
  readonly repository?: string;
}

/** A work tree to be watched. */
export interface Watched {
  readonly root: string;
  /** Of the repository, where there are several. */
  readonly name: string | undefined;
  readonly account: Account;
  /** Folder for copies of what is saved. */
  readonly copies: string;
  /** The commit that diffs are against, where it is not the one that is checked out. */
  readonly base: string | undefined;
}

/** Watches a git work tree: every save of a file, and every commit to the branch that is checked out. */
export class Workspace {
  readonly saves: Save[] = [];
  readonly commits: CommitSeen[] = [];
  readonly root: string;
  readonly base: string;
  readonly #account: Account;
  readonly #copies: string;
  readonly #name: string | undefined;
  #known: Map<string, number>;
  #timer: NodeJS.Timeout | undefined;
  #pending: Promise<void> = Promise.resolve();
  #head: string;

  private constructor({ root, name, account, copies }: Watched, base: string, head: string) {
    this.#copies = copies;
    this.#name = name;
    this.root = root;
    this.base = base;
    this.#head = head;
    this.#account = account;
    this.#known = this.#scan();
  }

  /** What differs from the `base` of the work tree is noted as standing. */
  static async watch(watched: Watched): Promise<Workspace> {
    const { root, account, base } = watched;
    const head = (await run('git', ['rev-parse', 'HEAD'], { account, cwd: root })).trim();
    const workspace = new Workspace(watched, base ?? head, head);
    if (base !== undefined) await workspace.#noteStanding();
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
      if (old === undefined) await this.#note('create', file, this.#cameAt(file) ?? mtime);
      else if (old !== mtime) await this.#note('save', file, mtime);
    }
    for (const file of before.keys()) {
      if (!now.has(file)) await this.#note('delete', file, this.#wentAt(file));
    }
    await this.#lookAtHead();
  }

  async #noteStanding(): Promise<void> {
    const changed = await this.#git('diff', '--name-status', '--no-renames', this.base);
    for (const line of changed.split('\n').filter(Boolean)) {
      const [status, file = ''] = line.split('\t');
      const kind = status === 'A' ? 'create' : status === 'D' ? 'delete' : 'save';
      await this.#note(kind, file, this.#known.get(file) ?? readWall().wallUs, { standing: true });
    }
    const made = await this.#git('log', '--reverse', '--format=%H %ct %s', `${this.base}..HEAD`);
    for (const line of made.split('\n').filter(Boolean)) {
      const [commit = '', seconds, ...subject] = line.split(' ');
      const message = subject.join(' ');
      this.commits.push({ atUs: Number(seconds) * 1e6, commit, message, standing: true });
    }
  }

  /** A file that was moved keeps the time at which it was written; that of its entry is newer. */
  #cameAt(file: string): number | undefined {
    const entry = statSync(join(this.root, file), { throwIfNoEntry: false });
    return entry && Math.round(Math.max(entry.mtimeMs, entry.ctimeMs) * 1000);
  }

  /** When a file went: its folder was changed then, or the next one above that is still there. */
  #wentAt(file: string): number {
    let folder = dirname(file);
    while (folder !== '.' && !existsSync(join(this.root, folder))) folder = dirname(folder);
    return Math.round(statSync(join(this.root, folder)).mtimeMs * 1000);
  }

  async #note(
    kind: Save['kind'],
    file: string,
    atUs: number,
    more: Pick<Save, 'standing'> = {},
  ): Promise<void> {
    const name = this.#name;
    const copy = join(this.#copies, ['save', name ?? [], this.saves.length + 1].flat().join('-'));
    if (kind !== 'delete') copyFileSync(join(this.root, file), copy);
    const tracked = await this.#git('diff', this.base, '--', file);
    const added = ['diff', '--no-index', '--', '/dev/null', file];
    // git exits with 1 when there is a difference outside the index; its output is what counts.
    const diff = tracked || kind !== 'create' ? tracked : await this.#git(...added).catch(outputOf);
    this.saves.push({
      ...{ atUs, kind, file: name === undefined ? file : `${name}/${file}`, copy, diff },
      ...more,
    });
  }

  async #lookAtHead(): Promise<void> {
    const [, branch = 'refs/heads/main'] =
      /^ref: (.+)$/m.exec(readFileSync(join(this.root, '.git/HEAD'), 'utf8')) ?? [];
    const ref = join(this.root, '.git', branch);
    const head = readFileSync(ref, 'utf8').trim();
    if (head === this.#head || head.length !== 40) return;
    this.#head = head;
    const atUs = Math.round(statSync(ref).mtimeMs * 1000);
    this.commits.push({
      atUs,
      commit: head,
      message: (await this.#git('log', '-1', '--format=%B', head)).trim(),
      ...(this.#name !== undefined && { repository: this.#name }),
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
