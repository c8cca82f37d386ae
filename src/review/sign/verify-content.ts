/** Whether what was signed follows from itself. Pure. */
import canonicalize from 'canonicalize';
import { sha256Hex } from '../../base/hash.ts';
import type { SignedAgreement, SignedTrace, SignoffPredicate } from '../../schema/generated/types.ts';
import { conductOpen } from '../conduct/conduct-open.ts';
import { decidingVerdicts } from '../conduct/verdict-words.ts';
import { agreementOf } from './agreement-of.ts';
import { fault, type Fault } from './fault.ts';
import { sampleOf, wishOf } from './sampling-of.ts';
import { batchRootOf } from './statement.ts';
import { capturing, countedVerdicts, isAccepting } from './verdicts.ts';

export interface Expected {
  /** Digest of the profile that was agreed on; undefined: any will do. */
  readonly profile: string | undefined;
  /** What was published of the nonce; undefined: nothing was. */
  readonly commitment: string | undefined;
  /** Whether a sign-off counts that says what stands open. */
  readonly allowOpen: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** By how much clocks may differ, in milliseconds. */
const CLOCK_SLACK = 5 * 60_000;

/** Whether the statement agrees with itself, and with what was agreed on. */
export function verifyContent(signoff: SignoffPredicate, expected: Expected): readonly Fault[] {
  return [
    ...timeFaults(signoff, expected),
    ...rootFaults(signoff),
    ...profileFaults(signoff, expected),
    ...sampleFaults(signoff, expected),
    ...earlierFaults(signoff),
    ...agreementFaults(signoff),
    ...decisionFaults(signoff, expected),
  ];
}

/** A time to come could lie in the window of a key whose own has not come, or which was renewed. */
function timeFaults({ at }: SignoffPredicate, { now }: Expected): readonly Fault[] {
  return Date.parse(at) <= now + CLOCK_SLACK
    ? []
    : [fault('signed-ahead', `It says that it was signed at ${at}, which is still to come.`)];
}

function rootFaults({ batch, traces }: SignoffPredicate): readonly Fault[] {
  return batch.root === batchRootOf(traces)
    ? []
    : [fault('batch-changed', 'The root of the batch is not that of the traces that it names.')];
}

function profileFaults({ profile }: SignoffPredicate, expected: Expected): readonly Fault[] {
  if (profile.digest !== sha256Hex(new TextEncoder().encode(canonicalize(profile.content))))
    return [fault('profile-changed', 'Its rules and limits are not those that its digest names.')];
  return expected.profile === undefined || expected.profile === profile.digest
    ? []
    : [
        fault(
          'profile-changed',
          `It was judged by another profile (${profile.id} ${profile.version}) than the one agreed on.`,
        ),
      ];
}

function sampleFaults({ sampling, traces }: SignoffPredicate, { commitment }: Expected): readonly Fault[] {
  const wish = wishOf(sampling);
  const drawable = traces.map((trace) => ({
    name: trace.name,
    root: trace.root,
    bundleId: trace.bundle_id,
    capturer: trace.capturer.name,
    recorded: trace.recorded,
  }));
  const drawn = wish && sampleOf(drawable, wish);
  const selected = new Set(sampling.selected.map(({ name }) => name));
  if (
    !drawn ||
    canonicalize(drawn) !== canonicalize(sampling) ||
    traces.some(({ name, sampled }) => sampled !== selected.has(name))
  )
    return [fault('sample-changed', 'Its sample is not the one that its plan and its random number draw.')];
  return commitment === undefined || sampling.mode === 'all' || sampling.commitment === commitment
    ? []
    : [fault('sample-changed', 'Its random number is not the one that was promised before.')];
}

/** What it replaces speaks of the same traces. */
function earlierFaults({ sampling, supersedes }: SignoffPredicate): readonly Fault[] {
  return supersedes !== undefined && sampling.earlier?.signoffs.includes(supersedes)
    ? [fault('decision-unfounded', 'It counts the sign-off that it replaces as one of an earlier batch.')]
    : [];
}

/** As it used to be told of verdicts that are all the same, of which α is not defined. */
function withOnes(agreement: SignedAgreement): SignedAgreement {
  const { pairs, window } = agreement;
  return {
    ...(pairs > 0 && { alpha: 1, alpha_ordinal: 1 }),
    ...agreement,
    ...(window && { window: { ...(window.judged_twice > 0 && { alpha: 1 }), ...window } }),
  };
}

function agreementFaults({ agreement, traces, sampling }: SignoffPredicate): readonly Fault[] {
  const own = agreementOf(traces, sampling.earlier?.verdicts);
  return [own, withOnes(own)].some((one) => canonicalize(agreement) === canonicalize(one))
    ? []
    : [fault('decision-unfounded', 'How reviewers agree does not follow from the verdicts beside it.')];
}

function decisionFaults(signoff: SignoffPredicate, { allowOpen }: Expected): readonly Fault[] {
  const { decision, open, traces } = signoff;
  if (decision === 'open' || open.length > 0)
    return allowOpen
      ? []
      : [
          fault(
            'left-open',
            `It was signed although ${open.length} ${open.length === 1 ? 'thing stands' : 'things stand'} open.`,
          ),
        ];
  const conduct = conductOpen(signoff).map(({ message, trace }) =>
    fault('decision-unfounded', `The batch was accepted. ${message}`, trace === undefined ? {} : { trace }),
  );
  const refused = traces
    .filter(isRefused)
    .map(({ name }) =>
      fault('decision-unfounded', 'The batch was accepted, and this trace was not.', { trace: name }),
    );
  const failed = traces.filter(isFailed).map(({ name }) =>
    fault('decision-unfounded', 'The batch was accepted, and this trace fails by rules that nobody waived.', {
      trace: name,
    }),
  );
  return [...conduct, ...refused, ...failed];
}

function isRefused({ sampled, verdicts, capturer: { name } }: SignedTrace): boolean {
  const counted = countedVerdicts(verdicts, name);
  return (
    counted.length < verdicts.length ||
    (sampled && counted.length === 0) ||
    decidingVerdicts(counted).some(({ verdict }) => !isAccepting(verdict))
  );
}

/** What was waived by whom can be told here, and not whether it was all: the findings are not signed, only how many. */
function isFailed({ qc, waivers, capturer: { name } }: SignedTrace): boolean {
  const isOwn = capturing(name);
  return qc.result === 'fail' && waivers.every(({ by }) => isOwn(by));
}
