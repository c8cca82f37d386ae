/** What stands open of a batch: what keeps it from being signed off. Pure. */
import type { QcReport } from '../../qc/judge.ts';
import { withWaivers, type Waiver } from '../../qc/waivers.ts';
import type { SignedOpen } from '../../schema/generated/types.ts';
import { wordsOf } from '../../trace/order-only.ts';
import { decidingVerdicts } from '../conduct/verdict-words.ts';
import type { BundleEvidence, Reviewed, TraceEvidence } from './evidence.ts';
import { countedWaivers, signedVerdicts } from './signed-trace.ts';
import { countedVerdicts, isAccepting, isCapturer } from './verdicts.ts';

/** The closed list of what can stand open. */
export type OpenCode =
  | 'bundle-missing'
  | 'bundle-unreadable'
  | 'bundle-changed'
  /** It could not be reached, so that nobody can tell. Nothing is signed then. */
  | 'not-checked'
  | 'review-unreadable'
  | 'review-foreign'
  | 'verifications-unreadable'
  | 'conflict'
  | 'verdict-missing'
  | 'verdict-own'
  | 'verdict-negative'
  | 'verdicts-differ'
  | 'finding-open'
  | 'gate-open'
  | 'recapture-open'
  | 'double-missing'
  | 'settling-missing'
  | 'agreement-low'
  | 'honeypots-few'
  | 'honeypots-unjudged'
  | 'honeypots-missed';

/** Limits of signoff.v1.json, in code points. */
const MAX_ABOUT = 2000;
const MAX_MESSAGE = 4000;

/**
 * What stands open of each trace; how the batch was reviewed is told by `conductOpen`, and both by `signoffOf`. `sampled`:
 * names of the traces that people have to judge.
 */
export function standingOf(
  traces: readonly TraceEvidence[],
  sampled: ReadonlySet<string>,
): readonly SignedOpen[] {
  return traces
    .flatMap((trace) => openOf(trace, sampled.has(trace.row.name)))
    .map((open) => ({
      ...open,
      ...(open.about !== undefined && { about: cut(open.about, MAX_ABOUT) }),
      message: cut(open.message, MAX_MESSAGE),
    }));
}

/** As long as the schema lets it be, in code points: notes of reviewers may be longer. */
function cut(text: string, length: number): string {
  const points = Array.from(text);
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}

type Say = (code: OpenCode, message: string, about?: string) => SignedOpen;

function openOf(evidence: TraceEvidence, sampled: boolean): readonly SignedOpen[] {
  const { row, bundle, verifications, lostLogs } = evidence;
  const say: Say = (code, message, about) => ({
    code,
    trace: row.name,
    ...(about !== undefined && { about }),
    message,
  });
  if (bundle.state !== 'read')
    return [
      bundle.state === 'missing'
        ? say('bundle-missing', 'There is no bundle where the batch says.')
        : bundle.state === 'unreached'
          ? say('not-checked', `Its bundle could not be reached: ${bundle.reason}`)
          : say('bundle-unreadable', `Its bundle cannot be read: ${bundle.reason}`),
    ];
  if (row.problem)
    return [
      say('bundle-unreadable', `It could not be read when the batch was indexed: ${row.problem.message}`),
    ];
  return [
    ...bundleOpen(evidence, bundle.content, say),
    ...(verifications.state === 'unreadable'
      ? [say('verifications-unreadable', `Its records of re-runs cannot be read: ${verifications.reason}`)]
      : []),
    ...(verifications.state === 'unreached'
      ? [say('not-checked', `Its records of re-runs could not be reached: ${verifications.reason}`)]
      : []),
    ...(lostLogs && lostLogs.size > 0
      ? [say('verifications-unreadable', 'A log of its records of re-runs is gone, or was changed.')]
      : []),
    ...reviewOpen(evidence, bundle.content, sampled, say),
  ];
}

function bundleOpen({ row }: TraceEvidence, bundle: BundleEvidence, say: Say): readonly SignedOpen[] {
  return row.bundle_id === bundle.bundleId && row.manifest_sha256 === bundle.manifestSha256
    ? []
    : [say('bundle-changed', 'Its bytes are not those that the batch was indexed with.')];
}

const NOTHING: Reviewed = { verdicts: new Map(), waivers: new Map(), recaptures: [], conflicts: [] };

function reviewOpen(
  { row, review }: TraceEvidence,
  bundle: BundleEvidence,
  sampled: boolean,
  say: Say,
): readonly SignedOpen[] {
  if (review.state === 'unreadable')
    return [say('review-unreadable', `Its review cannot be read: ${review.reason}`)];
  if (review.state === 'unreached')
    return [say('not-checked', `Its review could not be reached: ${review.reason}`)];
  if (review.state === 'read' && review.content.bundleId !== row.bundle_id)
    return [say('review-foreign', 'Its review was made of another bundle.')];
  const reviewed = review.state === 'read' ? review.content : NOTHING;
  const { name } = bundle.facts.capturer;
  const words = wordsOf(bundle.facts.steps);
  return [
    ...verdictsOpen(reviewed, name, sampled, say),
    ...conflictsOpen(reviewed, say),
    ...(bundle.report ? findingsOpen(bundle.report, countedWaivers(reviewed, name), say) : []),
    ...reviewed.recaptures.map(({ range, by, note }) =>
      say(
        'recapture-open',
        `${by} marked ${words.moment(range.start)}–${words.end(range.end)} to be captured again${note === '' ? '.' : `: ${note}`}`,
        by,
      ),
    ),
  ];
}

function verdictsOpen(
  reviewed: Reviewed,
  capturer: string,
  sampled: boolean,
  say: Say,
): readonly SignedOpen[] {
  const verdicts = signedVerdicts(reviewed);
  const counted = countedVerdicts(verdicts, capturer);
  const deciding = decidingVerdicts(counted);
  const negative = deciding.filter(({ verdict }) => !isAccepting(verdict));
  return [
    ...verdicts
      .filter(({ by }) => isCapturer(by, capturer))
      .map(({ by }) => say('verdict-own', `${by} worked in it, and cannot judge it.`, by)),
    ...(sampled && counted.length === 0
      ? [say('verdict-missing', 'It is in the sample, and nobody has judged it.')]
      : []),
    ...(negative.length > 0 && negative.length < deciding.length
      ? [
          say(
            'verdicts-differ',
            `Reviewers do not agree: ${deciding.map(({ by, verdict }) => `${by}: ${verdict}`).join(', ')}.`,
          ),
        ]
      : negative.map(({ by, verdict, note = '' }) =>
          say('verdict-negative', `${by}: ${verdict}${note === '' ? '.' : `: ${note}`}`, by),
        )),
  ];
}

function conflictsOpen({ conflicts }: Reviewed, say: Say): readonly SignedOpen[] {
  return conflicts.map(({ field, heads }) => {
    const people = [...new Set(heads.map(({ by }) => by))].join(', ');
    const { kind } = field;
    return say(
      'conflict',
      `Different things were said at once, and nobody has settled it: ${kind}, by ${people}.`,
      kind,
    );
  });
}

function findingsOpen(report: QcReport, waivers: readonly Waiver[], say: Say): readonly SignedOpen[] {
  return withWaivers(report, waivers)
    .rules.filter(({ stops }) => stops)
    .flatMap(({ id, title, findings, unmeasuredStops }) => {
      const found = findings.filter(({ waiver }) => !waiver);
      return [
        ...found.map((finding) => say('finding-open', `${finding.severity} ${finding.message}`, finding.id)),
        ...(found.length === 0 || unmeasuredStops
          ? [
              say(
                'gate-open',
                `${title}: ${unmeasuredStops ? 'it could not be measured, and the profile wants it to be' : 'it does not hold, and names no finding'}. That cannot be waived.`,
                id,
              ),
            ]
          : []),
      ];
    });
}
