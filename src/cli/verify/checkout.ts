/**
 * Trees of a repository that comes as a git bundle. Everything in it is hostile: git runs without anybody's settings,
 * without hooks, filters or submodules, over no protocol, and a tree that is too large is refused before it is written.
 */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TraceError } from '../../base/errors.ts';
import { CommandError } from '../command.ts';
import { cleanPath } from './clean-path.ts';
import { isTestPath } from './test-paths.ts';
import type { PlannedRepo } from './plan.ts';

/** Files and bytes of one tree. */
const MAX_FILES = 500_000;
const MAX_BYTES = 4 * 1024 ** 3;
const MAX_OUTPUT = 256 * 1024 ** 2;
/** What git may take for one step, in milliseconds. */
const PATIENCE = 600_000;

const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'protocol.allow=never',
  'submodule.recurse=false',
  'gc.auto=0',
  'advice.detachedHead=false',
  'core.autocrlf=false',
].flatMap((setting) => ['-c', setting]);

/** A repository with its git bundle on disk. */
export interface RepoSource extends PlannedRepo {
  /** The git bundle. */
  readonly file: string;
  /** What the trace says was changed in the end; undefined where it does not say. */
  readonly finalDiff: Uint8Array | undefined;
}

export interface Trees {
  readonly baseTree: string;
  readonly headTree: string;
  /** Whether the final diff of the trace leads from start to end; undefined where there is none, or none that tells. */
  readonly diffMatches: boolean | undefined;
  /** Tests that differ between start and end: there in the end, and gone by then. */
  readonly tests: { readonly kept: readonly string[]; readonly gone: readonly string[] };
}

/** Checks that both commits are there and small enough, in a folder of its own. Rejects with a CommandError. */
export async function readTrees(repo: RepoSource, folder: string, signal: AbortSignal): Promise<Trees> {
  const git = await unpacked(repo, folder, signal);
  for (const commit of [repo.base, repo.head]) {
    const listing = await git(['ls-tree', '-r', '-l', '-z', commit], `has no commit ${commit}`);
    checkSize(repo, listing);
  }
  const treeOf = async (commit: string): Promise<string> =>
    (await git(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`], `has no ${commit}`)).trim();
  const status = await git(
    ['diff-tree', '-r', '-z', '--no-renames', '--name-status', repo.base, repo.head],
    'cannot be compared',
  );
  const headTree = await treeOf(repo.head);
  const ledTo = repo.finalDiff && (await treeAfter(git, repo.base, repo.finalDiff));
  return {
    baseTree: await treeOf(repo.base),
    headTree,
    diffMatches: ledTo && ledTo.tree === headTree,
    tests: testsOf(status),
  };
}

/** What git says of a diff that lacks what a binary file holds: it was written without --binary. */
const LACKS_BINARY = /^error: (?:cannot apply binary patch to|the necessary postimage)/m;

/**
 * The tree that a diff makes of the one of `base`, byte for byte, in the index alone; `tree` undefined: it does not fit
 * there. undefined where it lacks what binary files hold, and so tells nothing.
 */
async function treeAfter(
  git: Git,
  base: string,
  diff: Uint8Array,
): Promise<{ readonly tree: string | undefined } | undefined> {
  await git(['read-tree', base], 'has a start that cannot be read');
  try {
    const isEmpty = new TextDecoder().decode(diff).trim() === '';
    // With --unidiff-zero diffs that were made without lines around what changed fit, too.
    const options = ['--cached', '--whitespace=nowarn', '--unidiff-zero'];
    if (!isEmpty) await git(['apply', ...options, '-'], 'has a diff that does not fit', diff);
    return { tree: (await git(['write-tree'], 'has an end that cannot be written')).trim() };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return LACKS_BINARY.test(error.stderr) ? undefined : { tree: undefined };
  }
}

/** The start tree as it was, but with the tests of the final tree; or the final tree. In a new folder. */
export async function checkOut(
  repo: RepoSource,
  which: 'base' | 'head',
  { kept, gone }: Trees['tests'],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const git = await unpacked(repo, folder, signal);
  const to = which === 'base' ? repo.base : repo.head;
  await git(['checkout', '--quiet', '--force', '--detach', to], 'cannot be checked out');
  if (which === 'head') return;
  const paths = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  // First what is gone: a file may stand where a folder was, or a folder where a file was.
  if (gone.length > 0)
    await git(['rm', '--quiet', '--force', ...paths], 'has tests that cannot be taken out', listed(gone));
  if (kept.length > 0)
    await git(
      ['checkout', '--quiet', repo.head, ...paths],
      'has tests that cannot be checked out',
      listed(kept),
    );
}

/** Each with a NUL behind it, as no path has one. */
function listed(paths: readonly string[]): Uint8Array {
  return new TextEncoder().encode(paths.map((path) => `${path}\0`).join(''));
}

function testsOf(status: string): Trees['tests'] {
  const fields = status.split('\0');
  const kept: string[] = [];
  const gone: string[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const path = fields[index + 1] ?? '';
    if (isTestPath(path)) (fields[index] === 'D' ? gone : kept).push(path);
  }
  return { kept, gone };
}

function checkSize({ name }: RepoSource, listing: string): void {
  const entries = listing.split('\0');
  const bytes = entries.reduce(
    (sum, entry) => sum + (Number(/^\S+ \S+ \S+ +(\d+)/.exec(entry)?.[1]) || 0),
    0,
  );
  if (entries.length - 1 > MAX_FILES || bytes > MAX_BYTES)
    throw new CommandError(
      `The repository ${JSON.stringify(name)} is too large: at most ${MAX_FILES} files and ${MAX_BYTES} bytes are checked out.`,
    );
}

type Git = (args: readonly string[], failure: string, input?: Uint8Array) => Promise<string>;

/** A new repository in `folder` that holds all that the git bundle does. */
async function unpacked(repo: RepoSource, folder: string, signal: AbortSignal): Promise<Git> {
  await mkdir(folder);
  const git: Git = (args, failure, input) => runGit({ repo, folder, args, failure, input, signal });
  const format = repo.base.length === 64 ? 'sha256' : 'sha1';
  await git(['init', '--quiet', '--template=', `--object-format=${format}`, '.'], 'cannot be made');
  await git(['bundle', 'unbundle', repo.file], 'is no whole git bundle');
  return git;
}

/** git itself refused. */
class GitError extends CommandError {
  readonly stderr: string;

  constructor(sentence: string, stderr: string, cause: Error) {
    super(sentence, { cause });
    this.stderr = stderr;
  }
}

interface GitCall {
  readonly repo: RepoSource;
  readonly folder: string;
  readonly args: readonly string[];
  /** Goes on from "The repository NAME". */
  readonly failure: string;
  /** Goes in. */
  readonly input: Uint8Array | undefined;
  readonly signal: AbortSignal;
}

function runGit({ repo, folder, args, failure, input, signal }: GitCall): Promise<string> {
  return new Promise((done, fail) => {
    const env = {
      // git stands in the hostile tree.
      PATH: cleanPath(process.env['PATH']),
      HOME: folder,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_LITERAL_PATHSPECS: '1',
      // Nothing above the folder is a repository of ours, even if this one is broken.
      GIT_DIR: join(folder, '.git'),
      GIT_WORK_TREE: folder,
    };
    const child = execFile(
      'git',
      [...SETTINGS, ...args],
      { cwd: folder, env, maxBuffer: MAX_OUTPUT, timeout: PATIENCE, signal },
      (error, stdout, stderr) => {
        if (!error) return done(stdout);
        if (signal.aborted) return fail(new TraceError('aborted', {}, error));
        const [line = ''] = stderr.split('\n');
        const reason =
          error.code === 'ENOENT' ? 'git is not installed' : line.replace(/^(?:fatal|error): /, '');
        const sentence = `The repository ${JSON.stringify(repo.name)} of the bundle ${failure}`;
        const whole = `${sentence}${reason === '' ? '' : ` (${reason})`}.`;
        return fail(
          typeof error.code === 'number'
            ? new GitError(whole, stderr, error)
            : new CommandError(whole, { cause: error }),
        );
      },
    );
    // git may end before it has read all: its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}
