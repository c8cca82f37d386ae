/** What is known of a batch before it is read, and what is worth knowing after. Pure. */
import type { ShownTrace } from '../../../review/batch/blind-rows.ts';
import { progressOf } from '../../../review/batch/progress.ts';
import { number } from '../words.ts';
import type { GatheredTrace } from './gather.ts';

/** What the list of the batch says itself: nobody has looked whether it is true. */
export function knownOpen(traces: readonly ShownTrace[]): readonly string[] {
  const { all, reviewed, disagreed, unreadable } = progressOf(traces);
  const readable = traces.filter(({ problem }) => !problem);
  const none = readable.length - reviewed - disagreed;
  const failing = readable.filter(({ qc }) => qc?.result === 'fail').length;
  const unjudged = readable.filter(({ qc }) => !qc || qc.result === 'error').length;
  const unrun = readable.filter(({ verifications }) => verifications === undefined).length;
  return [
    `${counted(all, 'trace')} in the list; what it says of them was not compared yet.`,
    ...told(none, 'has no verdict', 'have no verdict'),
    ...told(disagreed, 'has verdicts that disagree', 'have verdicts that disagree'),
    ...told(failing, 'did not pass the rules', 'did not pass the rules'),
    ...told(unjudged, 'was not judged by the rules', 'were not judged by the rules'),
    ...told(unrun, 'has no independent re-run', 'have no independent re-run'),
    ...told(unreadable, 'could not be read', 'could not be read'),
  ];
}

/** What does not keep a batch from being signed. */
export function remarksOf(gathered: readonly GatheredTrace[]): readonly string[] {
  const commented = gathered.filter(({ openComments }) => openComments > 0);
  const comments = commented.reduce((sum, { openComments }) => sum + openComments, 0);
  const unrun = gathered.filter(({ there }) => there.verifications.state === 'missing').length;
  return [
    ...(comments > 0
      ? [
          `${counted(comments, 'comment')} in ${counted(commented.length, 'trace')} ${comments === 1 ? 'is' : 'are'} not resolved. That keeps nothing from being signed.`,
        ]
      : []),
    ...(unrun > 0
      ? [
          `${counted(unrun, 'trace')} ${unrun === 1 ? 'has' : 'have'} no independent re-run beside the bundle.`,
        ]
      : []),
  ];
}

function told(count: number, one: string, more: string): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'trace')} ${count === 1 ? one : more}.`];
}

function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}
