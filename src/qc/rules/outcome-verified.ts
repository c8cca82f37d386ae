import { fromMicros } from '../../base/time.ts';
import type {
  CriterionResult,
  Manifest,
  QcRecord,
  VerificationRecord,
} from '../../schema/generated/types.ts';
import { partInCapture } from '../../trace/capturers.ts';
import { reRunsOf } from '../../trace/re-runs.ts';
import type { Verifications } from '../../trace/verifications.ts';
import { verdictOf } from '../re-runs.ts';
import { atLeast, defineRule, notApplicable, type Found, type Measure, type Unmeasured } from '../rule.ts';
import { instant } from '../spans.ts';

export const outcomeVerified = defineRule({
  id: 'outcome-verified',
  group: 'outcome',
  title: 'Somebody else has run it again, and agrees',
  formula:
    'VERIFIED = |{criteria claimed as met, with a command, that the latest independent record of a re-run of this very bundle confirms}| ÷ |{criteria claimed as met, with a command}| ≥ min. It confirms one that passes in each of ≥ runs runs on the final tree, by the same command and commits, to which the final diff of the trace leads, with its logs beside it, without a test that passed on the start tree and does not any more (O-REGRESSION), and without another independent re-run in the same environment that says otherwise (O-FLAKY). Independent: by nobody who is an actor of the session, its producer or a program that captured it. CHANGED = |{those that fail on the start tree with the tests of the final one}| ≥ min_changed, else nothing shows what was done (O-VACUOUS). PINNED = 1 where it ran in an image known by its SHA-256, else 0 ≥ min_pinned. Where no re-run of this bundle stands beside it, the latest independent verifier among qc.records has to pass each criterion. No record is no pass, and neither is one that had nothing to check.',
  source: 'Rule set C.3; start tree with the tests of the final one as in SWE-bench (Jimenez et al. 2024)',
  needsReview: true,
  parameters: { min: 'number', runs: 'number', min_changed: 'number', min_pinned: 'number' },
  check({ manifest, duration, verifications }, limits) {
    const { success, criteria } = manifest.outcome;
    if (success !== 'met' && success !== 'partly_met') return notApplicable('no success is claimed');
    const claimed = criteria.filter(({ result }) => result === 'met');
    const reRuns = verifications && reRunsOf(manifest, verifications);
    const { measures, doubts, unmeasured } =
      verifications?.broken || (reRuns && reRuns.own.length > 0)
        ? byReRuns(manifest, claimed, verifications, limits)
        : byManifest(manifest, claimed, limits.min, (verifications?.records.length ?? 0) > 0);
    return {
      measures,
      unmeasured,
      findings: doubts.map(({ reason, severity, message, criterion }, index) => ({
        key: keyOf(doubts, index),
        reason,
        ...(severity && { severity }),
        // What is claimed is claimed at the end.
        range: instant(fromMicros(Math.max(0, duration - 1))),
        message,
        items: [
          criterion === undefined
            ? { kind: 'manifest', name: '/qc/records' }
            : { kind: 'criterion', name: criterion },
        ],
      })),
    };
  },
});

interface Doubt extends Pick<Found, 'reason' | 'message' | 'severity'> {
  /** undefined: it is about the whole. */
  readonly criterion?: string;
}

interface Judged {
  readonly measures: readonly Measure[];
  readonly doubts: readonly Doubt[];
  readonly unmeasured: readonly Unmeasured[];
}

interface Limits {
  readonly min: number;
  readonly runs: number;
  readonly min_changed: number;
  readonly min_pinned: number;
}

/** Of one criterion the first has its name alone; what is about the whole is named by its reason, but for the first. */
function keyOf(doubts: readonly Doubt[], index: number): string {
  const { criterion, reason } = doubts[index] ?? { criterion: undefined, reason: '' };
  const isFirst = doubts.findIndex((other) => other.criterion === criterion) === index;
  const name = criterion ?? 'none';
  return isFirst ? name : `${name}:${reason}`;
}

function verified(value: number, min: number): Measure {
  return atLeast('VERIFIED', value, min, { unit: 'ratio' });
}

function nothing(min: number, doubt: Doubt): Judged {
  return { measures: [verified(0, min)], doubts: [doubt], unmeasured: [] };
}

function byReRuns(
  manifest: Manifest,
  claimed: readonly CriterionResult[],
  verifications: Verifications,
  { min, runs, min_changed, min_pinned }: Limits,
): Judged {
  const { broken, lostLogs } = verifications;
  if (broken)
    return nothing(min, {
      reason: 'O-INDEPENDENCE',
      message: `The records of re-runs were changed since they were written, or are none: line ${broken.line}, ${broken.reason}.`,
    });
  const reRuns = reRunsOf(manifest, verifications);
  const { latest } = reRuns;
  if (!latest)
    return nothing(min, {
      reason: 'O-INDEPENDENCE',
      message: 'Success is claimed, and only those who captured it have run it again.',
    });
  const [run, people] = partsOf(manifest, claimed);
  if (run.length === 0)
    return nothing(min, {
      reason: 'O-VACUOUS',
      message: 'Success is claimed, and there is no criterion that could be verified.',
    });
  const verdicts = run.map(({ id }) => ({ id, ...verdictOf(manifest, reRuns, id, { runs, lostLogs }) }));
  const changed = verdicts.filter((verdict) => verdict.changed).length;
  const pinned = latest.environment.image_digest === null ? 0 : 1;
  const confirmed = verdicts.filter(({ doubts }) => doubts.length === 0).length;
  return {
    measures: [
      verified(confirmed / run.length, min),
      atLeast('CHANGED', changed, min_changed, { unit: 'count' }),
      atLeast('PINNED', pinned, min_pinned, { unit: 'count' }),
    ],
    doubts: [
      ...verdicts.flatMap(({ id, doubts }) =>
        doubts.map(({ reason, words }) => ({
          reason,
          message: `Criterion ${id} ${words}, says the re-run of ${latest.verifier.name}.`,
          criterion: id,
        })),
      ),
      ...wholeDoubts(latest, { isVacuous: changed < min_changed, isLoose: pinned < min_pinned }),
    ],
    unmeasured: people.map(({ id }) => ({ item: id, reason: 'it has no command: people judge it' })),
  };
}

function wholeDoubts(
  { environment, verifier }: VerificationRecord,
  { isVacuous, isLoose }: { readonly isVacuous: boolean; readonly isLoose: boolean },
): readonly Doubt[] {
  return [
    ...(isVacuous
      ? [
          {
            reason: 'O-VACUOUS' as const,
            message: `Too few criteria fail on the start tree in the re-run of ${verifier.name}: they do not show what was done.`,
          },
        ]
      : []),
    ...(isLoose
      ? [
          {
            reason: 'O-ENV' as const,
            message: `The re-run of ${verifier.name} was made in no image that is known by its SHA-256.`,
          },
        ]
      : []),
    ...(environment.network === 'open'
      ? [
          {
            reason: 'O-ENV' as const,
            // A remark: the system may not be able to switch it off.
            severity: 'S3' as const,
            message: `The re-run of ${verifier.name} could use the network.`,
          },
        ]
      : []),
  ];
}

/** Those with a command, and those that people judge. */
function partsOf(
  { task }: Manifest,
  claimed: readonly CriterionResult[],
): readonly [CriterionResult[], CriterionResult[]] {
  const commands = new Set(task.criteria.filter(({ command }) => command !== undefined).map(({ id }) => id));
  return [claimed.filter(({ id }) => commands.has(id)), claimed.filter(({ id }) => !commands.has(id))];
}

/** By what the bundle itself says of verifiers: their word, without a log. */
function byManifest(
  manifest: Manifest,
  claimed: readonly CriterionResult[],
  min: number,
  hasForeign: boolean,
): Judged {
  const records = manifest.qc.records.filter(({ role }) => role === 'verifier');
  const latest = records.findLast((record) => isIndependent(record, manifest));
  if (!latest) return nothing(min, { reason: 'O-INDEPENDENCE', message: whyNobody(records, hasForeign) });
  if (claimed.length === 0)
    return nothing(min, {
      reason: 'O-VACUOUS',
      message: 'Success is claimed, and there is no criterion that could be verified.',
    });
  const doubts = claimed
    .filter(({ id }) => !latest.checks.some((check) => check.id === id && check.result === 'pass'))
    .map(({ id }) => ({
      reason: 'O-FAIL' as const,
      message: `The re-run of ${latest.checker} does not confirm criterion ${id}.`,
      criterion: id,
    }));
  return {
    measures: [verified((claimed.length - doubts.length) / claimed.length, min)],
    doubts,
    unmeasured: [],
  };
}

function whyNobody(records: readonly QcRecord[], hasForeign: boolean): string {
  if (records.length > 0)
    return 'Success is claimed, and only those who captured it say that they ran it again.';
  return hasForeign
    ? 'Success is claimed, and the re-runs that stand beside it are of another bundle: it is not verified.'
    : 'Success is claimed, and nobody has run it again: it is not verified.';
}

function isIndependent({ checker }: QcRecord, manifest: Manifest): boolean {
  return partInCapture(checker, manifest) === undefined;
}
