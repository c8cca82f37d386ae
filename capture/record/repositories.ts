/** The repositories of a scenario: one, or several beside each other. */
import { basename, join } from 'node:path';
import type { Recording } from '../recording.ts';
import type { Project, Scenario } from '../scenario.ts';
import type { Account } from './process.ts';
import { layOutProject } from './project.ts';
import type { ShellCommand } from './terminal.ts';
import { Workspace } from './workspace.ts';

/** A git work tree of the session. */
interface Repository {
  /** Its folder's name, and its name in the manifest. */
  readonly name: string;
  readonly root: string;
}

/** The one where commands begin, and those beside it. */
export type Repositories = readonly [Repository, ...Repository[]];

export function projectsOf(scenario: Scenario): readonly [Project, ...Project[]] {
  return [scenario, ...(scenario.beside ?? [])];
}

/** Where they lie within `home`. */
function repositoriesOf(scenario: Scenario, home: string): Repositories {
  const [first, ...beside] = projectsOf(scenario);
  const placed = ({ project: name }: Project): Repository => ({ name, root: join(home, name) });
  return [placed(first), ...beside.map(placed)];
}

/** Copies all projects into `home`; no repository is made of them yet. */
export function layOutProjects(scenario: Scenario, home: string): Repositories {
  const repositories = repositoriesOf(scenario, home);
  for (const { name, root } of repositories) layOutProject(scenario, root, home, name);
  return repositories;
}

/** The folder that the paths of a scenario begin from: with several repositories, they begin with the name of theirs. */
export function pathsBeginIn([first, ...beside]: Repositories): string {
  return beside.length > 0 ? join(first.root, '..') : first.root;
}

type Recorded = Pick<Recording, 'root' | 'base' | 'beside'>;

/** Those of a recording, each with the commit at which the session found it. */
export function recordedRepositories({
  root,
  base,
  beside = [],
}: Recorded): readonly (Repository & { readonly base: string })[] {
  return [{ root, base }, ...beside].map((each) => ({ name: basename(each.root), ...each }));
}

/** The repository in which a command ran, where there are several. */
export function repositoryOf(recording: Recorded, { cwd }: Pick<ShellCommand, 'cwd'>): string | undefined {
  const several = recordedRepositories(recording);
  if (several.length < 2) return undefined;
  return several.find(({ root }) => cwd === root || cwd.startsWith(`${root}/`))?.name;
}

/** Watches all work trees of a session as one. */
export class Workspaces {
  readonly #first: Workspace;
  readonly #beside: readonly Workspace[];

  private constructor(first: Workspace, beside: readonly Workspace[]) {
    this.#first = first;
    this.#beside = beside;
  }

  /** `base`: that of the first, where it is not the commit that is checked out. */
  static async watch(
    [first, ...beside]: Repositories,
    account: Account,
    copies: string,
    base?: string,
  ): Promise<Workspaces> {
    const watch = ({ name, root }: Repository, from?: string): Promise<Workspace> =>
      Workspace.watch({ root, name: beside.length > 0 ? name : undefined, account, copies, base: from });
    return new Workspaces(await watch(first, base), await Promise.all(beside.map((each) => watch(each))));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((workspace) => workspace.stop()));
  }

  /** What a recording keeps of them. */
  get recorded(): Pick<Recording, 'root' | 'base' | 'beside' | 'saves' | 'commits'> {
    const { root, base } = this.#first;
    return {
      ...{ root, base, beside: this.#beside.map((each) => ({ root: each.root, base: each.base })) },
      saves: this.#all.flatMap(({ saves }) => saves).toSorted((a, b) => a.atUs - b.atUs),
      commits: this.#all.flatMap(({ commits }) => commits).toSorted((a, b) => a.atUs - b.atUs),
    };
  }

  get #all(): readonly Workspace[] {
    return [this.#first, ...this.#beside];
  }
}
