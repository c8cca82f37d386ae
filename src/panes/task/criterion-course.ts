/** How each criterion of a task stands in the course of a trace. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import { fromMicros, type TraceTime } from '../../base/time.ts';
import type { Command } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';

type Manifest = Trace['manifest'];
type Criterion = Manifest['task']['criteria'][number];
type CriterionResult = Manifest['outcome']['criteria'][number];

/** `passes`, `fails`: its own command ended so; the others are the results that the bundle claims. */
export type CriterionState = 'passes' | 'fails' | CriterionResult['result'];

/** How it stands from a moment on. */
export interface Turn {
  readonly from: TraceTime;
  readonly state: CriterionState;
  /** Where that which shows it begins; undefined: nothing with a time is named. */
  readonly shownAt: TraceTime | undefined;
}

export interface CriterionCourse {
  readonly criterion: Criterion;
  /** In time order. */
  readonly turns: readonly Turn[];
}

type Run = Pick<Command, 'command' | 'time' | 'end' | 'exitCode'>;

/**
 * The course of each criterion: runs of the very command that checks it, as they end; then what is claimed, once all that
 * shows it has happened. A claim for which nothing with a time is named is made at the end.
 */
export function criterionCourses(
  { task, outcome }: Pick<Manifest, 'task' | 'outcome'>,
  runs: readonly Run[],
  duration: TraceTime,
): readonly CriterionCourse[] {
  const claims = new Map(outcome.criteria.map((result) => [result.id, claimOf(result, duration)]));
  const seen = runTurns(new Set(task.criteria.map(commandOf)), runs);
  return task.criteria.map((criterion) => {
    const own = seen.get(commandOf(criterion)) ?? [];
    const claim = claims.get(criterion.id);
    const turns = claim ? [...own.filter(({ from }) => from < claim.from), claim] : own;
    return { criterion, turns };
  });
}

/** Index of the turn in force at `now`; -1 before anything is known. */
export function turnIndexAt(turns: readonly Turn[], now: TraceTime): number {
  return lastAtMost(turns.length, (index) => turns[index]?.from ?? Infinity, now);
}

/** '' where it has none. */
function commandOf({ command = '' }: Pick<Criterion, 'command'>): string {
  return command.trim();
}

/** By each of `commands`: how its runs ended, as far as that is recorded. */
function runTurns(commands: ReadonlySet<string>, runs: readonly Run[]): ReadonlyMap<string, readonly Turn[]> {
  const turns = new Map<string, Turn[]>();
  for (const run of runs) {
    const { time, end, exitCode } = run;
    const name = commandOf(run);
    if (name === '' || !commands.has(name) || end === undefined || exitCode === undefined) continue;
    const own = turns.get(name) ?? [];
    own.push({ from: end, state: exitCode === 0 ? 'passes' : 'fails', shownAt: time });
    turns.set(name, own);
  }
  for (const own of turns.values()) own.sort((a, b) => a.from - b.from);
  return turns;
}

function claimOf({ result, evidence = [] }: CriterionResult, duration: TraceTime): Turn {
  const timed = evidence.flatMap(({ t, t_end: end }) => (t === undefined ? [] : { t, end: end ?? t }));
  const [first, ...others] = timed;
  if (!first) return { from: duration, state: result, shownAt: undefined };
  const last = others.reduce((latest, one) => (one.end > latest.end ? one : latest), first);
  // What lies behind the end would never come.
  const within = (micros: number): TraceTime => fromMicros(Math.min(micros, duration));
  return { from: within(last.end), state: result, shownAt: within(last.t) };
}
