/** Bundles whose repository is made for a test: what changed from start to end, and which commands its criteria have. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleFiles } from '../../fixtures/build-bundle.ts';

/** Path → text or bytes, `{ link }` for a symbolic link; undefined: it is taken out. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string } | undefined>>;

export interface MadeBundle {
  readonly base: Tree;
  /** Laid over the base. */
  readonly head: Tree;
  /** id → command; undefined: it has none. All are claimed as met. */
  readonly commands: Readonly<Record<string, string | undefined>>;
  /** Makes the final diff of the one from start to end, by git's options. */
  readonly finalDiff?: { readonly options?: readonly string[]; readonly change?: (diff: string) => string };
  /** Laid over the record of the repository. */
  readonly repo?: Readonly<Record<string, unknown>>;
  /** Repositories beside it, by name. */
  readonly beside?: Readonly<Record<string, { readonly base: Tree; readonly head: Tree }>>;
}

const ENV = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dev',
  GIT_AUTHOR_EMAIL: 'dev@example.org',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Dev',
  GIT_COMMITTER_EMAIL: 'dev@example.org',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, env: ENV, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Writes a bundle folder at `path`. */
export function makeBundle(
  path: string,
  { base, head, commands, finalDiff, repo = {}, beside = {} }: MadeBundle,
): void {
  const work = `${path}.work`;
  const [from, to] = makeRepository(work, base, head);
  const others = Object.entries(beside).map(([name, trees]) => {
    const folder = `${work}-${name}`;
    const [start, end] = makeRepository(folder, trees.base, trees.head);
    const bytes = readFileSync(join(folder, 'repo.bundle'));
    rmSync(folder, { recursive: true });
    const path = `task/${name}.bundle`;
    return { path, bytes, record: { name, base_commit: start, head_commit: end, bundle_path: path } };
  });
  const { options = [], change = (diff: string) => diff } = finalDiff ?? {};
  const diff = change(`${git(work, 'diff', ...options, from, to)}\n`);
  const ids = Object.keys(commands);
  const files = bundleFiles({
    files: {
      'task/repo.bundle': readFileSync(join(work, 'repo.bundle')),
      ...Object.fromEntries(others.map((other) => [other.path, other.bytes])),
      ...(finalDiff && { 'task/final.diff': diff }),
    },
    manifest: {
      task: {
        family: 'bug_fix',
        title: 'A test',
        repos: [
          {
            name: 'app',
            base_commit: from,
            head_commit: to,
            bundle_path: 'task/repo.bundle',
            ...(finalDiff && { diff_path: 'task/final.diff' }),
            ...repo,
          },
          ...others.map(({ record }) => record),
        ],
        criteria: ids.map((id) => {
          const command = commands[id];
          return { id, text: id, check: 'test', ...(command !== undefined && { command }) };
        }),
      },
      outcome: {
        completion: 'completed',
        success: 'met',
        time_to_completion_us: null,
        criteria: ids.map((id) => ({ id, result: 'met' })),
        blockers: [],
      },
    },
  });
  for (const [name, bytes] of files) write(join(path, name), bytes);
  rmSync(work, { recursive: true });
}

/** In a new folder, with a git bundle of it in there; its two commits. */
function makeRepository(work: string, base: Tree, head: Tree): readonly [from: string, to: string] {
  mkdirSync(work);
  git(work, 'init', '-q', '-b', 'main');
  const commits = [commit(work, base), commit(work, head)] as const;
  git(work, 'bundle', 'create', '-q', 'repo.bundle', 'main');
  return commits;
}

function commit(work: string, tree: Tree): string {
  for (const [name, content] of Object.entries(tree)) {
    const place = join(work, name);
    rmSync(place, { recursive: true, force: true });
    if (typeof content === 'string' || content instanceof Uint8Array) {
      write(place, content);
      if (typeof content === 'string' && content.startsWith('#!')) chmodSync(place, 0o755);
    } else if (content) {
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(content.link, place);
    }
  }
  git(work, 'add', '-A');
  git(work, 'commit', '-q', '--allow-empty', '-m', 'a');
  return git(work, 'rev-parse', 'HEAD');
}

export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
