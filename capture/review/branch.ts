import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Scenario, ReviewTask } from '../scenario.ts';
import type { ReviewLog } from './review-log.ts';

const BRANCHES = join(import.meta.dirname, '../branches');
/** Actor that made the branch, and answers. */
export const AUTHOR = 'agent';
const AS_AUTHOR = ['-c', 'user.name=Agent', '-c', 'user.email=agent@example.org'];

/** Runs a program as the session's account, to its end; gives its output, and rejects where it fails. */
export type RunIn = (cwd: string, program: string, ...args: string[]) => Promise<string>;

/** Where the repositories of a review lie. */
export interface ReviewRepos {
  /** The engineer's work tree. */
  readonly root: string;
  /** The bare repository that both push to. */
  readonly origin: string;
  /** The agent's clone. */
  readonly author: string;
  readonly patches: string;
}

export function reviewRepos({ project }: Pick<Scenario, 'project'>, root: string, home: string): ReviewRepos {
  const hidden = join(home, '.agent');
  return {
    ...{ root, origin: join(home, `${project}.git`) },
    ...{ author: join(hidden, project), patches: join(hidden, 'patches') },
  };
}

/** Puts the patches where the account can read them; nothing of an earlier session stays. */
export function layOutPatches({ commits, answer }: ReviewTask, repos: ReviewRepos): void {
  for (const stale of [repos.origin, repos.author, repos.patches])
    rmSync(stale, { recursive: true, force: true });
  mkdirSync(repos.patches, { recursive: true });
  for (const patch of [...commits, ...answer.commits])
    cpSync(join(BRANCHES, patch), join(repos.patches, basename(patch)));
}

/**
 * Makes the branch on top of main, checked out, with a bare repository beside it that both were pushed to. Gives the commit
 * of main.
 */
export async function layOutBranch(
  { branch, commits }: ReviewTask,
  repos: ReviewRepos,
  runIn: RunIn,
): Promise<string> {
  const { root, origin, author } = repos;
  const git = (...args: string[]): Promise<string> => runIn(root, 'git', ...args);
  const base = (await git('rev-parse', 'HEAD')).trim();
  await git('switch', '--quiet', '--create', branch);
  await applyPatches(commits, root, repos, runIn);
  await git('clone', '--quiet', '--bare', root, origin);
  await git('remote', 'add', 'origin', origin);
  await git('fetch', '--quiet', 'origin');
  for (const name of ['main', branch])
    await git('branch', '--quiet', `--set-upstream-to=origin/${name}`, name);
  await git('clone', '--quiet', '--branch', branch, origin, author);
  return base;
}

/** What the agent does when changes are requested: its prepared commits, its tests, a push, and a reply in each thread. */
export async function answerReview(
  { branch, answer }: ReviewTask,
  repos: ReviewRepos,
  log: ReviewLog,
  runIn: RunIn,
): Promise<void> {
  const { author } = repos;
  await applyPatches(answer.commits, author, repos, runIn);
  await runIn(author, 'node', '--test');
  await runIn(author, 'git', 'push', '--quiet', 'origin', branch);
  for (const { thread, text } of answer.replies) {
    const about = log.threads.find(({ number }) => number === thread);
    if (!about) throw new Error(`There is no thread ${thread} to answer`);
    log.add({ actor: AUTHOR, text, replyTo: about.first.id });
  }
}

/** Made now, whatever date the patches bear. */
async function applyPatches(
  patches: readonly string[],
  root: string,
  repos: ReviewRepos,
  runIn: RunIn,
): Promise<void> {
  for (const patch of patches)
    await runIn(
      ...([
        root,
        'git',
        ...AS_AUTHOR,
        'am',
        '--quiet',
        '--ignore-date',
        join(repos.patches, basename(patch)),
      ] as const),
    );
}
