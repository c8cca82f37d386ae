import type { Outcome } from '../../schema/generated/types.ts';

/** How the run ended; whether what it submitted is right, no field of it says. */
export function completionOf(status: string | undefined): Outcome['completion'] {
  const word = status?.toLowerCase() ?? '';
  if (/^submitted(?: |$)/.test(word)) return word === 'submitted' ? 'completed' : 'errored';
  if (/time(?:d)?_?\s?out|timelimit|total_execution_time/.test(word)) return 'timed_out';
  if (/^exit_|error|limitsexceeded|early_exit/.test(word)) return 'errored';
  return 'unknown';
}
