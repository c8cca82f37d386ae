/** What came of the criteria, as the recording shows it. Pure. */
import { repositoryOf } from '../record/repositories.ts';
import type { Recording } from '../recording.ts';
import type { Criterion } from '../scenario.ts';
import type { WallClock } from './wall.ts';

/** The layer that a program's report of this format becomes part of. */
const LAYERS = { junit: 'tests', sarif: 'lint' } as const;

/** A criterion's result as the manifest has it: `criterion_result` of trace_schema_v2.json. */
export interface CriterionResult {
  readonly id: string;
  readonly result: 'met' | 'not_met' | 'unknown';
  readonly evidence?: readonly object[];
}

/** By the last command that shows it: its exit code, and the reports that it wrote, if it wrote any. */
export function criterionResult(
  { id, shownBy, repository, undecided = [] }: Pick<Criterion, 'id' | 'shownBy' | 'repository' | 'undecided'>,
  recording: Pick<Recording, 'commands' | 'reports' | 'root' | 'base' | 'beside'>,
  wall: Pick<WallClock, 'trace'>,
): CriterionResult {
  if (shownBy === undefined) return { id, result: 'unknown' };
  const shown = recording.commands.findLast(
    (one) => one.command.includes(shownBy) && repositoryOf(recording, one) === repository,
  );
  if (!shown || shown.endUs === null || shown.exitCode === null) return { id, result: 'unknown' };
  const times = { t: wall.trace(shown.startUs), t_end: wall.trace(shown.endUs) };
  const where = repository === undefined ? '' : ` in ${repository}`;
  const note = `${shown.command}${where}: exit code ${shown.exitCode}`;
  const written = recording.reports.filter(({ command }) => command.seq === shown.seq);
  return {
    id,
    result: undecided.includes(shown.exitCode) ? 'unknown' : shown.exitCode === 0 ? 'met' : 'not_met',
    evidence: [
      { layer: 'commands', ...times, note },
      ...written.map(({ format }) => ({ layer: LAYERS[format], ...times })),
    ],
  };
}

/** What the results amount to; unknown stays unknown. */
export function successOf(
  criteria: readonly CriterionResult[],
): 'met' | 'partly_met' | 'not_met' | 'unknown' {
  const results = criteria.map(({ result }) => result);
  if (results.length === 0) return 'unknown';
  if (results.every((result) => result === 'met')) return 'met';
  if (results.includes('met')) return 'partly_met';
  return results.includes('unknown') ? 'unknown' : 'not_met';
}
