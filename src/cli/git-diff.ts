/** The diff of a repository between two commits. */
import { execFile } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from './command.ts';

export interface GitDiff {
  /** Name of the repository's folder. */
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly diff: string;
}

const MAX_DIFF_BYTES = 256 * 1024 * 1024;

/** Rejects with a CommandError where the repository or a revision does not exist. */
export async function gitDiff(repo: string, base: string, head: string): Promise<GitDiff> {
  const [from, to] = [await commitOf(repo, base), await commitOf(repo, head)];
  // Neither the user's settings nor the repository's may change what a diff looks like, or run programs for it.
  const plain = [
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--full-index',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ];
  const diff = await git(
    repo,
    ['diff', ...plain, from, to],
    `The diff from ${base} to ${head} cannot be made`,
  );
  return { name: basename(resolve(repo)), base: from, head: to, diff };
}

async function commitOf(repo: string, revision: string): Promise<string> {
  const asked = ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`];
  return (await git(repo, asked, `${JSON.stringify(revision)} is no commit of ${repo}`)).trim();
}

async function git(repo: string, args: readonly string[], failure: string): Promise<string> {
  try {
    return (await promisify(execFile)('git', ['-C', repo, ...args], { maxBuffer: MAX_DIFF_BYTES })).stdout;
  } catch (error) {
    const { stderr = '', code } = error as { stderr?: string; code?: string | number };
    const [line = ''] = stderr.split('\n');
    const reason = code === 'ENOENT' ? 'git is not installed' : line.replace(/^fatal: /, '');
    throw new CommandError(
      `${failure}${reason === '' ? '' : ` (${reason})`}: check --repo, --base and --head.`,
      { cause: error },
    );
  }
}
