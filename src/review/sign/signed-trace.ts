/** What is signed of one trace. Pure. */
import { sha256Hex } from '../../base/hash.ts';
import type { QcReport } from '../../qc/judge.ts';
import { withWaivers, type Waiver } from '../../qc/waivers.ts';
import type {
  SignedQc,
  SignedTrace,
  SignedVerdict,
  SignedVerifications,
  SignedWaiver,
} from '../../schema/generated/types.ts';
import { blindPart } from '../batch/verdicts.ts';
import type { BundleEvidence, Reviewed, TraceEvidence } from './evidence.ts';
import { isCapturer } from './verdicts.ts';

/** The whole of it, for a bundle that was read and judged. */
export function signedTrace(
  { row, review, verifications }: TraceEvidence,
  { bundleId, root, zipSha256, facts }: BundleEvidence,
  report: QcReport,
  sampled: boolean,
): SignedTrace {
  const reviewed = review.state === 'read' ? review.content : undefined;
  return {
    name: row.name,
    bundle_id: bundleId,
    root,
    ...(zipSha256 !== undefined && { zip_sha256: zipSha256 }),
    ...facts,
    qc: signedQc(report, reviewed ? countedWaivers(reviewed, facts.capturer.name) : []),
    sampled,
    verdicts: reviewed ? signedVerdicts(reviewed) : [],
    waivers: reviewed ? signedWaivers(reviewed) : [],
    ...(verifications.state === 'read' && { verifications: signedBytes(verifications.content) }),
  };
}

/** By name of the reviewer. */
export function signedVerdicts({ verdicts }: Pick<Reviewed, 'verdicts'>): readonly SignedVerdict[] {
  return [...verdicts.values()]
    .map((one) => ({
      by: one.by,
      verdict: one.verdict,
      at: one.at,
      ...blindPart(one),
      ...(one.note !== '' && { note: one.note }),
    }))
    .sort((a, b) => compare(a.by, b.by));
}

/** Waivers by those who did not work in the trace. */
export function countedWaivers({ waivers }: Pick<Reviewed, 'waivers'>, capturer: string): readonly Waiver[] {
  return [...waivers.values()].filter(({ by }) => !isCapturer(by, capturer));
}

/** By id of the finding. */
export function signedWaivers({ waivers }: Pick<Reviewed, 'waivers'>): readonly SignedWaiver[] {
  return [...waivers.values()]
    .map(({ finding, reason, by, at }) => ({ finding, reason, by, at }))
    .sort((a, b) => compare(a.finding, b.finding));
}

function signedBytes(bytes: Uint8Array): SignedVerifications {
  return { bytes: bytes.length, sha256: sha256Hex(bytes) };
}

function signedQc(report: QcReport, waivers: readonly Waiver[]): SignedQc {
  const { result, rules } = report;
  const shut = withWaivers(report, waivers).rules.filter(({ stops }) => stops);
  const vc = (name: string): number | undefined =>
    rules
      .find(({ id }) => id === 'verbalization')
      ?.measures.find((measure) => measure.name === name && measure.item === undefined)?.value;
  const [a, b, c] = [vc('VC_A'), vc('VC_B'), vc('VC_C')];
  const verified = rules.find(({ id }) => id === 'outcome-verified');
  const found = rules.flatMap(({ findings }) => findings);
  const count = (severity: string): number => found.filter((finding) => finding.severity === severity).length;
  return {
    result,
    complete: shut.every(({ group }) => group !== 'completeness'),
    ...(a !== undefined && { vc_a: a }),
    ...(b !== undefined && { vc_b: b }),
    ...(c !== undefined && { vc_c: c }),
    ...(verified && { verified: verified.result }),
    findings: { S1: count('S1'), S2: count('S2'), S3: count('S3') },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
