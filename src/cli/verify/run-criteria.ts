/** Runs each criterion on the start tree once and on the final tree several times, each in a fresh checkout. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError } from '../../base/errors.ts';
import type {
  VerificationCriterion,
  VerificationEnvironment,
  VerificationRepo,
  VerificationRun,
} from '../../schema/generated/types.ts';
import { resultOfRuns } from '../../trace/verification-results.ts';
import { describeAddition, lay, type Addition } from './added.ts';
import { checkOut, readTrees, type RepoSource, type Trees } from './checkout.ts';
import { describeEnvironment } from './environment.ts';
import { execute } from './execute.ts';
import { shown } from './lines.ts';
import { keepLog } from './log-store.ts';
import type { Plan, PlannedCriterion } from './plan.ts';
import { removeTree } from './remove-tree.ts';
import type { RunPlace, Sandbox } from './sandbox.ts';
import {
  compareTests,
  markReports,
  readTestStates,
  type ReportMarks,
  type TestStates,
} from './test-reports.ts';

/** Characters: limit of verification.v1.json. */
const MAX_WHY = 1000;

export interface RunOptions {
  readonly plan: Plan;
  /** A file of the bundle by its path, with its SHA-256. */
  readonly readFile: (path: string) => Promise<{ readonly bytes: Uint8Array; readonly sha256: string }>;
  readonly sandbox: Sandbox;
  readonly additions: readonly Addition[];
  readonly runs: number;
  readonly timeoutMs: number;
  readonly logBytes: number;
  /** Folder of the logs. */
  readonly logs: string;
  readonly signal: AbortSignal;
  /** Told what comes next. */
  readonly onStep: (step: string) => void;
}

export interface Ran {
  readonly environment: VerificationEnvironment;
  readonly repos: readonly VerificationRepo[];
  readonly criteria: readonly VerificationCriterion[];
}

interface Prepared {
  readonly repo: RepoSource;
  readonly trees: Trees;
  readonly bundleSha256: string;
}

/** Rejects where a tree cannot be made, and with `aborted`; a command that fails is a result. */
export async function runCriteria(options: RunOptions): Promise<Ran> {
  const { plan, additions, sandbox, signal, onStep } = options;
  const folder = await mkdtemp(join(tmpdir(), 'playhead-verify-'));
  try {
    onStep('Reading the repositories');
    const prepared: Prepared[] = [];
    for (const [index, planned] of plan.repos.entries()) {
      const { bytes, sha256 } = await options.readFile(planned.bundlePath);
      const diff = planned.diffPath === undefined ? undefined : await options.readFile(planned.diffPath);
      const repo = { ...planned, file: join(folder, `${index}.bundle`), finalDiff: diff?.bytes };
      await writeFile(repo.file, bytes);
      const trees = await readTrees(repo, join(folder, `${index}.store`), signal);
      prepared.push({ repo, trees, bundleSha256: sha256 });
    }
    const added = [];
    for (const addition of additions) added.push(await describeAddition(addition));
    const trees = new FreshTrees(folder, prepared, additions, signal);
    const probe = await trees.make('head');
    const environment = await describeEnvironment(sandbox, probe, added, signal);
    await trees.remove(probe);
    const criteria: VerificationCriterion[] = [];
    for (const criterion of plan.criteria) criteria.push(await runCriterion(criterion, options, trees));
    return { environment, repos: prepared.map(repoOf), criteria };
  } finally {
    await removeTree(folder);
  }
}

async function runCriterion(
  { id, command, claimed }: PlannedCriterion,
  options: RunOptions,
  trees: FreshTrees,
): Promise<VerificationCriterion> {
  if (command === undefined)
    return { id, claimed, result: 'not_run', why: 'it has no command: people judge it', runs: [] };
  const { runs: wanted, onStep } = options;
  onStep(`${shown(id)}: on the start tree`);
  const baseline = await runOnce(command, 'base', options, trees);
  const runs: Once[] = [];
  for (let number = 1; number <= wanted; number += 1) {
    onStep(`${shown(id)}: on the final tree, ${number} of ${wanted}`);
    runs.push(await runOnce(command, 'head', options, trees));
  }
  const result = resultOfRuns({ baseline: baseline.run, runs: runs.map(({ run }) => run) });
  const tests = compareTests(
    baseline.states,
    runs.map(({ states }) => states),
  );
  const why =
    result === 'error'
      ? 'its command could not be started on the final tree'
      : [baseline, ...runs].find(({ unread }) => unread !== undefined)?.unread;
  return {
    id,
    command,
    claimed,
    result,
    ...(why !== undefined && { why: why.slice(0, MAX_WHY) }),
    baseline: baseline.run,
    runs: runs.map(({ run }) => run),
    ...(tests && { tests }),
  };
}

interface Once {
  readonly run: VerificationRun;
  readonly states: TestStates | undefined;
  /** Why its reports were not read; undefined: they were, or there are none. */
  readonly unread: string | undefined;
}

async function runOnce(
  command: string,
  which: 'base' | 'head',
  { sandbox, timeoutMs, logBytes, logs, signal }: RunOptions,
  trees: FreshTrees,
): Promise<Once> {
  const place = await trees.make(which);
  const before = await markReports(place.root);
  const done = await execute({
    ...sandbox.wrap(command, place),
    cwd: place.cwd,
    timeoutMs,
    logBytes,
    signal,
  });
  const { states, unread } = await statesOf(place.root, before, signal);
  const log = await keepLog(logs, done.log, done.printed);
  await trees.remove(place);
  return {
    run: {
      exit: done.exit,
      ...(done.signal && { signal: done.signal }),
      timed_out: done.timedOut,
      ms: done.ms,
      log,
    },
    states,
    unread,
  };
}

async function statesOf(
  tree: string,
  before: ReportMarks | undefined,
  signal: AbortSignal,
): Promise<Pick<Once, 'states' | 'unread'>> {
  try {
    return { states: await readTestStates(tree, before, signal), unread: undefined };
  } catch (error) {
    const failure = asTraceError(error);
    if (failure.code !== 'report-too-large') throw error;
    return { states: undefined, unread: describeProblem(failure).title };
  }
}

/** Makes trees, each checked out anew from the git bundles, with a home and a folder for temporary files of its own. */
class FreshTrees {
  readonly #folder: string;
  readonly #repos: readonly Prepared[];
  readonly #additions: readonly Addition[];
  readonly #signal: AbortSignal;

  constructor(
    folder: string,
    repos: readonly Prepared[],
    additions: readonly Addition[],
    signal: AbortSignal,
  ) {
    this.#folder = folder;
    this.#repos = repos;
    this.#additions = additions;
    this.#signal = signal;
  }

  async make(which: 'base' | 'head'): Promise<RunPlace> {
    const root = await mkdtemp(join(this.#folder, 'run-'));
    const trees = join(root, 'trees');
    const [home, temp] = [join(root, 'home'), join(root, 'tmp')];
    for (const each of [trees, home, temp]) await mkdir(each);
    let cwd: string | undefined;
    for (const { repo, trees: of } of this.#repos) {
      const tree = join(trees, repo.name);
      await checkOut(repo, which, of.tests, tree, this.#signal);
      cwd ??= tree;
    }
    const first = cwd ?? trees;
    for (const addition of this.#additions) await lay(addition, first);
    return { root: trees, cwd: first, home, temp };
  }

  async remove({ home }: RunPlace): Promise<void> {
    await removeTree(join(home, '..'));
  }
}

function repoOf({ repo, trees, bundleSha256 }: Prepared): VerificationRepo {
  return {
    name: repo.name,
    bundle_sha256: bundleSha256,
    base_commit: repo.base,
    head_commit: repo.head,
    base_tree: trees.baseTree,
    head_tree: trees.headTree,
    diff_matches: trees.diffMatches ?? null,
    tests_from_head: [...trees.tests.kept, ...trees.tests.gone].sort(),
  };
}
