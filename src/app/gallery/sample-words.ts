/** What a card says of a sample. Pure. */
import type { Sample } from '../../schema/generated/types.ts';
import { COMPLETION, SUCCESS } from '../../panes/outcome/outcome-data.ts';
import { wordsOf } from '../../trace/order-only.ts';
import { percent } from '../batch/words.ts';

/** Completion and success are two things; without a re-run, success is what was claimed. */
export function outcomeWords({ outcome, verified = false }: Pick<Sample, 'outcome' | 'verified'>): string {
  const { completion, success } = outcome;
  const ended = completion === 'unknown' ? 'Completion unknown' : COMPLETION[completion];
  if (success === 'unknown') return `${ended}, success unknown`;
  return `${ended}, ${SUCCESS[success].toLowerCase()}${verified ? ', verified' : ' as claimed'}`;
}

/** Share of its decisions that are given a reason. */
export function coverageWords({ coverage }: Pick<Sample, 'coverage'>): string {
  return coverage === undefined ? 'Verbalization not measured' : `${percent(coverage)} verbalized`;
}

export function lengthWords({ duration_us: micros, steps }: Pick<Sample, 'duration_us' | 'steps'>): string {
  return wordsOf(steps).extent(micros);
}

/** What is to be seen in its pictures, for who does not see them. */
export function pictureWords({ phases }: Pick<Sample, 'phases'>): string {
  const [first, last] = [phases[0], phases.at(-1)];
  return first === undefined ? 'The recorded screen' : `The recorded screen, from “${first}” to “${last}”`;
}
