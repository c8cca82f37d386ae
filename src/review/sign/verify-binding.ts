/** Whether what was signed is what is there. Pure. */
import canonicalize from 'canonicalize';
import { sha256Hex } from '../../base/hash.ts';
import { append } from '../../base/long-lists.ts';
import type { BatchFile, BatchTrace, SignedTrace, SignoffPredicate } from '../../schema/generated/types.ts';
import { logsOf, readVerifications } from '../../trace/verifications.ts';
import type { BundleEvidence, Read, TraceEvidence } from './evidence.ts';
import { fault, type Fault } from './fault.ts';
import { signedVerdicts, signedWaivers } from './signed-trace.ts';

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
  else if (bundle.state === 'unreached') faults.push(unchecked(trace, 'bundle', bundle.reason));
  else if (bundle.state === 'unreadable')
    faults.push(fault('bundle-unreadable', `Its bundle cannot be read: ${bundle.reason}`, { trace }));
  else if (!isSame(signed, bundle.content))
    faults.push(fault('bundle-changed', 'Its bytes are not those that were signed.', { trace }));
  else
    append(
      faults,
      untrueFields(signed, bundle.content).map((field) =>
        fault('bundle-changed', `Its ${field} was signed as another than its manifest says.`, {
          trace,
          about: field,
        }),
      ),
    );
  if (review.state === 'unreached')
    return [
      ...faults,
      unchecked(trace, 'review', review.reason),
      ...verificationFaults(signed, verifications),
    ];
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

/** Of what could not be reached, nobody can tell whether it is what was signed. */
function unchecked(trace: string, what: string, reason: string): Fault {
  return fault('not-checked', `Its ${what} could not be reached: ${reason}`, { trace, about: what });
}

/** The same files; and the same zip, where it was one and still is. */
function isSame({ root, zip_sha256: zip }: SignedTrace, found: BundleEvidence): boolean {
  return (
    root === found.root && (zip === undefined || found.zipSha256 === undefined || zip === found.zipSha256)
  );
}

/** Names of what was signed of a bundle, and does not follow from its bytes. */
function untrueFields(signed: SignedTrace, { bundleId, facts }: BundleEvidence): readonly string[] {
  const { steps, ...rest } = facts;
  // What was signed before steps were counted does not tell them.
  const counted = signed.steps === undefined ? {} : { steps };
  const found: Readonly<Record<string, unknown>> = { bundle_id: bundleId, ...rest, ...counted };
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
  if (found.state === 'unreached') return [unchecked(name, 'records of re-runs', found.reason)];
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
