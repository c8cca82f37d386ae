/** How a trial ended, in the manifest's words: completion and success are told apart, and what is not told is unknown. Pure. */
import type { Outcome } from '../../schema/generated/types.ts';
import { field, isObject, textField } from '../../base/json.ts';

/** `failure_mode` → how the agent ended. Those that speak of the tests alone, or are unset, tell nothing of it. */
const COMPLETION: ReadonlyMap<string, Outcome['completion']> = new Map([
  ['none', 'completed'],
  ['agent_timeout', 'timed_out'],
  ['unknown_agent_error', 'errored'],
  ['agent_installation_failed', 'errored'],
  ['fatal_llm_parse_error', 'errored'],
  ['context_length_exceeded', 'errored'],
  ['output_length_exceeded', 'errored'],
  ['unset', 'unknown'],
  ['unknown', 'unknown'],
  ['test_timeout', 'unknown'],
  ['parse_error', 'unknown'],
]);
const MAX_TESTS = 5_000;

export interface TrialOutcome {
  readonly completion: Outcome['completion'];
  /** A failure mode that is not known here. */
  readonly strange: string | undefined;
  readonly success: Outcome['success'];
  /** Tests by name, as the trial's parser judged them. */
  readonly tests: readonly { readonly name: string; readonly status: string }[];
}

export function trialOutcome(results: unknown): TrialOutcome {
  const mode = textField(results, 'failure_mode');
  const resolved = field(results, 'is_resolved');
  const parsed = field(results, 'parser_results');
  return {
    completion: COMPLETION.get(mode ?? 'unset') ?? 'unknown',
    strange: mode !== undefined && !COMPLETION.has(mode) ? mode : undefined,
    success: resolved === true ? 'met' : resolved === false ? 'not_met' : 'unknown',
    tests: isObject(parsed)
      ? Object.entries(parsed)
          .slice(0, MAX_TESTS)
          .map(([name, status]) => ({ name, status: typeof status === 'string' ? status : 'unknown' }))
      : [],
  };
}

/** Of the tests, as criteria of the task. */
export function criterionResult(status: string): 'met' | 'not_met' | 'unknown' {
  if (status === 'passed') return 'met';
  return status === 'failed' ? 'not_met' : 'unknown';
}
