/** What of a sign-off would tell somebody how others judged a trace that they have yet to judge. Pure. */
import { hasSeen, isAmong, type ShownTrace, type Viewer } from '../../../review/batch/blind-rows.ts';
import type { FaultCode } from '../../../review/sign/fault.ts';
import type { OpenCode } from '../../../review/sign/standing.ts';
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import type { GatheredTrace } from './gather.ts';

/** What is said of a trace, or of the batch. */
export interface Line {
  /** undefined: it says nothing. */
  readonly code?: string;
  readonly trace?: string | undefined;
  readonly message: string;
}

/** What tells how somebody judged. */
const TELLING: readonly (OpenCode | FaultCode)[] = [
  'verdict-negative',
  'verdicts-differ',
  'settling-missing',
  'recapture-open',
  'conflict',
  'agreement-low',
  'honeypots-missed',
  'decision-unfounded',
  'verdict-changed',
  'waiver-changed',
];

/** What is known of what people said: by the list of the batch, by reviews as they were read, and by what was signed. */
export interface Said {
  readonly rows: readonly ShownTrace[];
  readonly gathered: readonly GatheredTrace[] | undefined;
  readonly signoff: SignoffPredicate | undefined;
}

/** Names of the traces of which others have said something that the viewer is not to see yet. */
export function hiddenTraces({ rows, gathered, signoff }: Said, viewer: Viewer): ReadonlySet<string> {
  const reviews = new Map(gathered?.map(({ here: { row, review } }) => [row.name, review]));
  const signed = new Map(signoff?.traces.map(({ name, verdicts }) => [name, verdicts]));
  const isHidden = ({ name, bundle_id: id, verdicts = [], hidden = [] }: ShownTrace): boolean => {
    const found = reviews.get(name);
    const review = found?.state === 'read' ? found.content : undefined;
    const said = [...verdicts, ...(signed.get(name) ?? [])].map(({ by }) => by);
    const judges = [...hidden, ...said, ...(review?.verdicts.keys() ?? [])];
    const some = judges.length > 0 || (review?.recaptures.length ?? 0) > 0;
    // Where a bundle has no name, nothing is told of what people said.
    return some && id !== undefined && !isAmong(viewer, judges) && !hasSeen(viewer, id);
  };
  return new Set(rows.filter(isHidden).map(({ name }) => name));
}

/** Without what tells how hidden traces were judged, and the same line for it, whatever there was to say. */
export function blindLines(lines: readonly Line[], hidden: ReadonlySet<string>): readonly Line[] {
  if (hidden.size === 0) return lines;
  const tells = ({ code, trace }: Line): boolean =>
    (trace === undefined || hidden.has(trace)) && TELLING.some((one) => one === code);
  return [
    ...lines.filter((line) => !tells(line)),
    { message: 'What others said of traces that you have yet to judge is not told here.' },
  ];
}
