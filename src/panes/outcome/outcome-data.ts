/** What the pane takes from a trace, and what it says of it. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Corrections } from '../../trace/corrections.ts';
import type { Trace } from '../../trace/trace.ts';

export type Manifest = Trace['manifest'];
export type Outcome = Manifest['outcome'];
export type Blocker = Outcome['blockers'][number];
export type CriterionResult = Outcome['criteria'][number];
export type Evidence = NonNullable<CriterionResult['evidence']>[number];

export interface OutcomeData {
  readonly manifest: Manifest;
  readonly duration: TraceTime;
  /** Reads the text of the task; re-runs are known by it. */
  readonly bundle: Pick<CheckedBundle, 'label' | 'readText'>;
  /** What of the layers' times is corrected by hand. */
  readonly corrections: Corrections;
}

/** A criterion of the task with what came of it. */
export interface JudgedCriterion {
  readonly id: string;
  /** undefined where the outcome names a criterion that the task does not have. */
  readonly text: string | undefined;
  readonly check: string | undefined;
  readonly command: string | undefined;
  /** `unrecorded`: the outcome does not speak of it. */
  readonly result: CriterionResult['result'] | 'unrecorded';
  readonly evidence: readonly Evidence[];
}

/** The task's criteria in its order, then results for criteria that it does not have. */
export function judgedCriteria({ task, outcome }: Manifest): readonly JudgedCriterion[] {
  const results = new Map(outcome.criteria.map((result) => [result.id, result]));
  const asked = task.criteria.map(({ id, text, check, command }) => {
    const found = results.get(id);
    results.delete(id);
    return {
      id,
      text,
      check: CHECKS[check],
      command,
      result: found?.result ?? ('unrecorded' as const),
      evidence: found?.evidence ?? [],
    };
  });
  const others = [...results.values()].map(({ id, result, evidence = [] }) => {
    return { id, text: undefined, check: undefined, command: undefined, result, evidence };
  });
  return [...asked, ...others];
}

/** How many are met, and of how many that is not known. */
export function criteriaAside(criteria: readonly JudgedCriterion[]): string {
  if (criteria.length === 0) return 'none';
  const count = (...results: readonly JudgedCriterion['result'][]): number =>
    criteria.filter(({ result }) => results.includes(result)).length;
  const unknown = count('unknown', 'unrecorded');
  return `${count('met')} of ${criteria.length} met${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

/** What stands under the claim: who made it, and where the claimed results of the criteria say otherwise. */
export function claimHint({ success, criteria }: Outcome): string {
  if (success === 'unknown') return 'nothing was claimed';
  const some = (result: CriterionResult['result']): boolean => criteria.some((one) => one.result === result);
  const others = some('not_met') || some('unknown');
  if (success === 'met' && others) return 'as claimed at capture, but not of every criterion';
  if (success === 'not_met' && some('met') && !others)
    return 'as claimed at capture, but every criterion is said to be met';
  return 'as claimed at capture';
}

/** True while a blocker stands in the way; undefined where it is not known when, or whether, it was overcome. */
export function isBlocked({ t, resolved_t: resolved }: Blocker, now: TraceTime): boolean | undefined {
  if (now < t) return false;
  if (resolved === undefined) return undefined;
  return resolved === null || now < resolved;
}

const CHECKS: Readonly<Record<Manifest['task']['criteria'][number]['check'], string>> = {
  test: 'checked by a test',
  metric: 'checked by a metric',
  review: 'checked by a reviewer',
  self_report: 'as the actor says',
};

export const RESULTS: Readonly<Record<JudgedCriterion['result'], string>> = {
  met: 'met',
  not_met: 'not met',
  unknown: 'unknown',
  unrecorded: 'unknown: no result was recorded',
};

export const SUCCESS: Readonly<Record<Outcome['success'], string>> = {
  met: 'Criteria met',
  partly_met: 'Partly met',
  not_met: 'Not met',
  unknown: 'Unknown',
};

export const COMPLETION: Readonly<Record<Outcome['completion'], string>> = {
  completed: 'Completed',
  abandoned: 'Abandoned',
  timed_out: 'Timed out',
  errored: 'Ended with an error',
  stopped_by_operator: 'Stopped by the operator',
  unknown: 'Unknown',
};

export const MODES: Readonly<Record<Manifest['session']['mode'], string>> = {
  live: 'Live: people or agents at work, recorded as it happened.',
  replayed: 'Replayed: a script drove real programs, recorded as it happened.',
  reconstructed: 'Reconstructed: put together afterwards from logs.',
  synthetic: 'Synthetic: generated, not recorded.',
};

/** Words of the schema as people read them: `order_only` → `order only`. */
export function inWords(value: string): string {
  return value
    .replaceAll('_', ' ')
    .replace(/^ide\b/, 'IDE')
    .replace(/^otel\b/, 'OpenTelemetry');
}

/** Microseconds as milliseconds, to a hundredth. */
export function formatMillis(micros: number): string {
  return `${Math.round(micros / 10) / 100} ms`;
}
