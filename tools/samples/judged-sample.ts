/** What is said of a sample: read from its bundle, and judged by the rules, with the code of the app. */
import { openLocal } from '../../src/cli/fs-bundle.ts';
import { listFiles } from '../../src/cli/list-files.ts';
import { loadVerifications } from '../../src/cli/verify/log-store.ts';
import { version } from '../../src/cli/version.ts';
import { judge, type QcReport } from '../../src/qc/judge.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import { reportFile } from '../../src/qc/report-file.ts';
import { qcSummary } from '../../src/review/batch/qc-summary.ts';
import { bundleIdOf } from '../../src/review/review.ts';
import { RUBRICS } from '../../src/review/rubrics.ts';
import type { Manifest, QcReportFile, Sample } from '../../src/schema/generated/types.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { orderSteps } from '../../src/trace/order-only.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Phases that a card has room for. */
const MAX_PHASES = 20;

export interface JudgedSample {
  /** The name of its folder. */
  readonly name: string;
  readonly trace: Trace;
  /** What the rules say of it, … */
  readonly judged: QcReport;
  /** … and the same as programs read it. */
  readonly report: QcReportFile;
}

/** Opens the folder of a bundle and judges it, every byte and what lies beside it. Rejects as `openTrace` and `judge` do. */
export async function judgeSample(place: string, name: string): Promise<JudgedSample> {
  const local = await openLocal(place);
  const trace = await openTrace(local.source);
  const judged = await judge(trace, {
    profile: standardProfile(),
    reviewless: false,
    compare: true,
    listing: await listFiles(local),
    verifications: await loadVerifications(local.path),
  });
  const report = reportFile(judged, { name: 'playhead', version: version() });
  return { name, trace, judged, report };
}

/** What the list says of it, without pictures. Pure. */
export function factsOf(name: string, manifest: Manifest, report: QcReportFile): Sample {
  const { task, clock, outcome } = manifest;
  const steps = orderSteps(manifest);
  const { coverage, outcome_verified: verified } = qcSummary(report, '');
  return {
    href: `${encodeURIComponent(name)}/`,
    bundle_id: bundleIdOf(manifest),
    title: task.title,
    family: task.family,
    duration_us: clock.duration,
    ...(steps !== undefined && { steps }),
    outcome: { completion: outcome.completion, success: outcome.success },
    verified: verified === 'pass',
    ...(coverage !== undefined && { coverage }),
    phases: (outcome.phases ?? [])
      .toSorted((a, b) => a.t_start - b.t_start)
      .slice(0, MAX_PHASES)
      .map((phase) => phase.name),
  };
}

const FAMILIES = RUBRICS.flatMap(({ families }) => families);

/** In the order of the task families, others last, then by name. */
export function byFamily(a: Pick<Sample, 'family' | 'href'>, b: Pick<Sample, 'family' | 'href'>): number {
  return placeOf(a.family) - placeOf(b.family) || (a.href < b.href ? -1 : 1);
}

function placeOf(family: string): number {
  const place = FAMILIES.indexOf(family);
  return place === -1 ? FAMILIES.length : place;
}
