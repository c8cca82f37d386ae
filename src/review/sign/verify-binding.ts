/** Whether what was signed is what is there. Pure. */
import canonicalize from 'canonicalize';
import { sha256Hex } from '../../base/hash.ts';
import type { BatchFile, BatchTrace, SignedTrace, SignoffPredicate } from '../../schema/generated/types.ts';
import { logsOf, readVerifications } from '../../trace/verifications.ts';
import { conductOpen } from '../conduct/conduct-open.ts';
import { decidingVerdicts } from '../conduct/verdict-words.ts';
import { agreementOf } from './agreement-of.ts';
import type { BundleEvidence, Read, TraceEvidence } from './evidence.ts';
import { fault, type Fault } from './fault.ts';
import { sampleOf, wishOf } from './sampling-of.ts';
import { signedVerdicts, signedWaivers } from './signed-trace.ts';
import { batchRootOf } from './statement.ts';
import { countedVerdicts, isAccepting, isCapturer } from './verdicts.ts';

/**
 * The batch and its traces against the statement; `traces` in any order, their bundles need not be judged. Where nobody looked
 * at them (undefined), what the list of the batch says of them.
 */
export function verifyBinding(
  signoff: SignoffPredicate,
  batch: BatchFile,
  traces: readonly TraceEvidence[] | undefined,
): readonly Fault[] {
  const found = traces && new Map(traces.map((trace) => [trace.row.name, trace]));
  const rows = new Map(batch.traces.map((row) => [row.name, row]));
  const signed = new Set(signoff.traces.map(({ name }) => name));
  const stated = new Set(signoff.open.map(({ code, trace }) => code === 'verifications-unreadable' && trace));
  return [
    ...(batch.batch_id === signoff.batch.batch_id
      ? []
      : [fault('batch-changed', 'This is another batch than the one that was signed.')]),
    ...batch.traces
      .filter(({ name }) => !signed.has(name))
      .map(({ name }) => fault('trace-unsigned', 'It is in the batch, and was not signed.', { trace: name })),
    ...signoff.traces.flatMap((trace) => {
      const row = rows.get(trace.name);
      const evidence = found?.get(trace.name);
      if (evidence)
        return [
          ...traceFaults(trace, evidence),
          // What was lost when it was signed is part of what was signed.
          ...(stated.has(trace.name) ? [] : logFaults(trace, evidence)),
        ];
      return row && !found
        ? rowFaults(trace, row)
        : [fault('trace-gone', 'It was signed, and is not in the batch.', { trace: trace.name })];
    }),
  ];
}

/** By the list of the batch alone, which need not have read the bundle. */
function rowFaults(signed: SignedTrace, { bundle_id: id }: BatchTrace): readonly Fault[] {
  return id === undefined || id === signed.bundle_id
    ? []
    : [
        fault('bundle-changed', 'The list of the batch names another bundle than the one that was signed.', {
          trace: signed.name,
          about: 'bundle_id',
        }),
      ];
}

function traceFaults(
  signed: SignedTrace,
  { bundle, review, verifications }: TraceEvidence,
): readonly Fault[] {
  const trace = signed.name;
  const faults: Fault[] = [];
  if (bundle.state === 'missing') faults.push(fault('bundle-missing', 'Its bundle is not there.', { trace }));
  else if (bundle.state === 'unreadable')
    faults.push(fault('bundle-unreadable', `Its bundle cannot be read: ${bundle.reason}`, { trace }));
  else if (!isSame(signed, bundle.content))
    faults.push(fault('bundle-changed', 'Its bytes are not those that were signed.', { trace }));
  else
    faults.push(
      ...untrueFields(signed, bundle.content).map((field) =>
        fault('bundle-changed', `Its ${field} was signed as another than its manifest says.`, {
          trace,
          about: field,
        }),
      ),
    );
  if (review.state === 'unreadable')
    return [...faults, fault('review-unreadable', `Its review cannot be read: ${review.reason}`, { trace })];
  const reviewed = review.state === 'read' ? review.content : { verdicts: new Map(), waivers: new Map() };
  return [
    ...faults,
    ...differences(signed.verdicts, signedVerdicts(reviewed), ({ by }) => by).map((by) =>
      fault('verdict-changed', `The verdict of ${by} is not the one that was signed.`, { trace, about: by }),
    ),
    ...differences(signed.waivers, signedWaivers(reviewed), ({ finding }) => finding).map((finding) =>
      fault('waiver-changed', `The waiver of ${finding} is not the one that was signed.`, {
        trace,
        about: finding,
      }),
    ),
    ...verificationFaults(signed, verifications),
  ];
}

/** The same files; and the same zip, where it was one and still is. */
function isSame({ root, zip_sha256: zip }: SignedTrace, found: BundleEvidence): boolean {
  return (
    root === found.root && (zip === undefined || found.zipSha256 === undefined || zip === found.zipSha256)
  );
}

/** Names of what was signed of a bundle, and does not follow from its bytes. */
function untrueFields(signed: SignedTrace, { bundleId, facts }: BundleEvidence): readonly string[] {
  const found: Partial<SignedTrace> = { bundle_id: bundleId, ...facts };
  return Object.entries(found).flatMap(([field, value]) =>
    canonicalize(signed[field as keyof SignedTrace]) === canonicalize(value) ? [] : [field],
  );
}

/** Names of what is on one side only, or not the same on both. */
function differences<T>(
  signed: readonly T[],
  found: readonly T[],
  nameOf: (item: T) => string,
): readonly string[] {
  const sides = [signed, found].map(
    (items) => new Map(items.map((item) => [nameOf(item), canonicalize(item)])),
  );
  const names = new Set(sides.flatMap((side) => [...side.keys()]));
  return [...names].filter((name) => sides[0]?.get(name) !== sides[1]?.get(name));
}

/** Records are only ever added: what was signed must be how their file begins. */
function verificationFaults(
  { name, verifications: signed }: SignedTrace,
  found: Read<Uint8Array>,
): readonly Fault[] {
  if (!signed) return [];
  const same =
    found.state === 'read' &&
    found.content.length >= signed.bytes &&
    sha256Hex(found.content.subarray(0, signed.bytes)) === signed.sha256;
  return same
    ? []
    : [
        fault('verifications-changed', 'Its records of re-runs are not those that were signed.', {
          trace: name,
        }),
      ];
}

/** Logs of records that were added since were not signed. */
function logFaults(
  { name, verifications: signed }: SignedTrace,
  { verifications: found, lostLogs }: TraceEvidence,
): readonly Fault[] {
  if (!signed || found.state !== 'read' || !lostLogs || lostLogs.size === 0) return [];
  const text = new TextDecoder().decode(found.content.subarray(0, signed.bytes));
  return [...logsOf(readVerifications(text, name))].some((digest) => lostLogs.has(digest))
    ? [
        fault('verifications-changed', 'A log of its records of re-runs is gone, or was changed.', {
          trace: name,
        }),
      ]
    : [];
}

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

function agreementFaults({ agreement, traces, sampling }: SignoffPredicate): readonly Fault[] {
  return canonicalize(agreement) === canonicalize(agreementOf(traces, sampling.earlier?.verdicts))
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
  return qc.result === 'fail' && waivers.every(({ by }) => isCapturer(by, name));
}
