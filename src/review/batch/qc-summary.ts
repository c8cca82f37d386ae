/** What the rules say of a trace, in short: the part of a report that stands in the row of a batch. Pure. */
import { canWaive } from '../../qc/waivers.ts';
import type { BatchFindings, BatchQc, QcFinding, QcReportFile } from '../../schema/generated/types.ts';

/** Findings of a trace that its row names, and characters of their ids: limits of batch.v1.json. */
const MAX_WAIVABLE = 1000;
const MAX_ID = 1000;

/** `at`: when it was judged, RFC 3339. */
export function qcSummary(report: QcReportFile, at: string): BatchQc {
  const { tool, profile, reviewless, result, rules } = report;
  const coverage = measureOf(report, 'verbalization', 'VC_A');
  const verified = rules.find(({ id }) => id === 'outcome-verified');
  return {
    result,
    at,
    tool: { name: tool.name, version: tool.version },
    profile,
    reviewless,
    ...(coverage !== undefined && { coverage }),
    ...(verified && { outcome_verified: verified.result }),
    stops: rules.filter(({ stops }) => stops).map(({ id }) => id),
    findings: countFindings(report),
    ...waivablePart(report),
  };
}

/** A measure of the whole trace by a rule's id and its name; undefined where it was not made. */
function measureOf({ rules }: QcReportFile, rule: string, name: string): number | undefined {
  return rules
    .find(({ id }) => id === rule)
    ?.measures.find((measure) => measure.name === name && measure.item === undefined)?.value;
}

function countFindings({ rules }: QcReportFile): BatchFindings {
  const count = { S1: 0, S2: 0, S3: 0 };
  for (const { findings } of rules) for (const { severity } of findings) count[severity] += 1;
  return count;
}

/** What waivers can lift, so that a table need not read the report. */
function waivablePart({ rules }: QcReportFile): Pick<BatchQc, 'waivable' | 'liftable'> {
  const canBe = (finding: QcFinding): boolean => canWaive(finding) && finding.id.length <= MAX_ID;
  const waivable = rules.flatMap(({ id: rule, findings }) =>
    findings.filter(canBe).map(({ id, severity }) => ({ id, rule, severity })),
  );
  if (waivable.length === 0 || waivable.length > MAX_WAIVABLE) return {};
  const liftable = rules.filter(
    ({ stops, lifted, unmeasured_stops: fixed, findings }) =>
      (stops || lifted) && !fixed && findings.length > 0 && findings.every(canBe),
  );
  return { waivable, liftable: liftable.map(({ id }) => id) };
}
