/** A batch of three traces as it is found when it is signed: whole, judged, and with nothing open. */
import { createHash } from 'node:crypto';
import type { TraceTime } from '../../../src/base/time.ts';
import type { QcReport, RuleReport } from '../../../src/qc/judge.ts';
import { standardProfile } from '../../../src/qc/profile.ts';
import type { BundleEvidence, Reviewed, TraceEvidence } from '../../../src/review/sign/evidence.ts';
import { signoffOf, type SignoffOptions } from '../../../src/review/sign/signoff.ts';
import type { VerdictWord } from '../../../src/review/sign/verdicts.ts';
import type { BatchFile, SignoffPredicate } from '../../../src/schema/generated/types.ts';

export const AT = '2026-11-26T12:00:00.000Z';
export const NONCE = '5a'.repeat(32);

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A rule as it comes out; it passes unless told otherwise. */
export function rule(change: Partial<RuleReport> = {}): RuleReport {
  return {
    id: 'gaps',
    group: 'completeness',
    title: 'No gaps',
    result: 'pass',
    why: '',
    gate: true,
    stops: false,
    lifted: false,
    unmeasuredStops: false,
    needsReview: false,
    measures: [],
    unmeasured: [],
    findings: [],
    parameters: {},
    ...change,
  };
}

/** A gate that fails by one finding. */
export function failing(key: string): RuleReport {
  return rule({
    result: 'fail',
    stops: true,
    findings: [
      {
        id: `gaps/${key}`,
        rule: 'gaps',
        reason: 'T-GAP-VIDEO',
        severity: 'S1',
        range: undefined,
        message: 'The picture is missing.',
        items: [],
        waiver: undefined,
      },
    ],
  });
}

export function report(rules: readonly RuleReport[]): QcReport {
  const { file, digest } = standardProfile();
  return {
    profile: { id: file.id, version: file.version, digest },
    bundle: {
      label: 'x',
      id: 'x',
      digest: hash('x'),
      family: 'bug_fix',
      duration: 1 as TraceTime,
      steps: undefined,
    },
    reviewless: false,
    result: rules.some(({ stops }) => stops) ? 'fail' : 'pass',
    rules,
    idleWaivers: [],
  };
}

/** What people said. */
export function reviewed(
  verdicts: Readonly<Record<string, VerdictWord>>,
  change: Partial<Reviewed> = {},
): Reviewed {
  return {
    verdicts: new Map(
      Object.entries(verdicts).map(([by, verdict]) => [
        by,
        { id: by, by, at: AT, verdict, note: '', blind: verdict },
      ]),
    ),
    waivers: new Map(),
    recaptures: [],
    conflicts: [],
    ...change,
  };
}

/** A waiver of one finding. */
export function waived(finding: string, by = 'Ben'): Reviewed['waivers'] {
  return new Map([[finding, { id: finding, by, at: AT, finding, reason: 'seen' }]]);
}

export interface TraceChange {
  readonly review?: Reviewed | undefined;
  readonly rules?: readonly RuleReport[];
  readonly capturer?: string;
  readonly bundle?: Partial<BundleEvidence>;
}

export function trace(
  name: string,
  { review, rules = [rule()], capturer = 'Cy', bundle }: TraceChange = {},
): TraceEvidence {
  const bundleId = `sha256:${hash(`id of ${name}`)}`;
  const manifestSha256 = hash(`manifest of ${name}`);
  return {
    row: { name, href: `${name}/`, bundle_id: bundleId, manifest_sha256: manifestSha256 },
    bundle: {
      state: 'read',
      content: {
        root: hash(`bytes of ${name}`),
        zipSha256: undefined,
        bundleId,
        manifestSha256,
        facts: {
          family: 'bug_fix',
          title: `Task ${name}`,
          capturer: { name: capturer, kind: 'human' },
          duration_us: 60_000_000,
          claim: { completion: 'complete', success: 'success' },
        },
        report: report(rules),
        ...bundle,
      },
    },
    review: review ? { state: 'read', content: { ...review, bundleId } } : { state: 'missing' },
    verifications: { state: 'missing' },
  };
}

export const GOOD: readonly TraceEvidence[] = ['a', 'b', 'c'].map((name) =>
  trace(name, { review: reviewed({ Ben: 'accept', Zoe: 'accept' }) }),
);

export function batchOf(traces: readonly TraceEvidence[]): BatchFile {
  return {
    schema: { name: 'playhead-batch', version: 1 },
    batch_id: '8769d865-0cda-8633-ba12-7c0a2a77674f',
    name: 'First batch',
    created: AT,
    traces: traces.map(({ row }) => row),
  };
}

export function signoff(
  traces: readonly TraceEvidence[] = GOOD,
  change: Partial<SignoffOptions> = {},
): SignoffPredicate {
  return signoffOf({
    batch: batchOf(traces),
    traces,
    sample: { mode: 'normal', nonce: NONCE },
    profile: standardProfile(),
    senior: { name: 'Ada', keyid: hash('no key') },
    tool: { name: 'playhead', version: '0.1.0' },
    at: AT,
    note: '',
    supersedes: undefined,
    ...change,
  });
}
