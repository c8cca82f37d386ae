/** What of a bundle can be run again: its repositories and the commands of its criteria. Nothing is run here. */
import { pathRefusal } from '../../bundle/bundle-path.ts';
import type { CriterionResult, Manifest } from '../../schema/generated/types.ts';
import { CommandError } from '../command.ts';

/** A repository whose start and end lie in the bundle. */
export interface PlannedRepo {
  /** Its name in the manifest, which is its folder in a tree. */
  readonly name: string;
  readonly bundlePath: string;
  /** Its final diff in the bundle. */
  readonly diffPath: string | undefined;
  readonly base: string;
  readonly head: string;
}

export interface PlannedCriterion {
  readonly id: string;
  readonly text: string;
  /** undefined: a person judges it. */
  readonly command: string | undefined;
  readonly claimed: CriterionResult['result'];
}

export interface Plan {
  /** The first is where commands run. */
  readonly repos: readonly [PlannedRepo, ...PlannedRepo[]];
  readonly criteria: readonly PlannedCriterion[];
}

// git takes names, too, and options: only a whole hash is what the manifest means.
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Rejects with a CommandError where there is nothing to run, or nothing to run it on. */
export function planOf({ task, outcome }: Pick<Manifest, 'task' | 'outcome'>): Plan {
  const claimed = new Map(outcome.criteria.map(({ id, result }) => [id, result]));
  const criteria = task.criteria.map(({ id, text, command }) => ({
    id,
    text,
    command: command?.trim() === '' ? undefined : command,
    claimed: claimed.get(id) ?? 'unknown',
  }));
  if (namesTwice(task.criteria) || namesTwice(outcome.criteria))
    throw new CommandError(
      'Two criteria of the bundle have one id: nobody could tell which of them was run again.',
    );
  if (criteria.every(({ command }) => command === undefined))
    throw new CommandError(
      'No criterion of the task has a command: there is nothing that could be run again.',
    );
  const [first, ...rest] = (task.repos ?? []).map(repoOf);
  if (!first)
    throw new CommandError(
      'The bundle names no repository: there is nothing that its commands could be run on.',
    );
  if (new Set([first, ...rest].map(({ name }) => name)).size !== rest.length + 1)
    throw new CommandError(
      'Two repositories of the bundle have one name: they cannot lie beside each other.',
    );
  return { repos: [first, ...rest], criteria };
}

function namesTwice(criteria: readonly { readonly id: string }[]): boolean {
  return new Set(criteria.map(({ id }) => id)).size !== criteria.length;
}

type Repo = NonNullable<Manifest['task']['repos']>[number];

function repoOf({
  name,
  bundle_path: bundlePath,
  diff_path: diffPath,
  base_commit: base,
  head_commit: head,
}: Repo): PlannedRepo {
  const asked = JSON.stringify(name);
  if (pathRefusal(name) !== undefined || name.includes('/'))
    throw new CommandError(`The repository ${asked} has a name that can be no folder's.`);
  if (bundlePath === undefined)
    throw new CommandError(
      `The repository ${asked} has no git bundle (bundle_path): its start and end cannot be checked out.`,
    );
  if (!isCommit(base) || !isCommit(head))
    throw new CommandError(
      `The repository ${asked} lacks the commit of its start or end (base_commit, head_commit): they cannot be checked out.`,
    );
  return { name, bundlePath, diffPath, base, head };
}

function isCommit(name: string | null | undefined): name is string {
  return typeof name === 'string' && COMMIT.test(name);
}
