/** A report as the document that programs read: see `public/schema/qc_report.v1.json`. Pure. */
import type { QcFinding, QcMeasure, QcReportFile, QcRuleResult } from '../schema/generated/types.ts';
import type { Finding, QcReport, RuleReport } from './judge.ts';
import { REASONS } from './reason-codes.ts';
import type { Measure } from './rule.ts';

export function reportFile(report: QcReport, tool: QcReportFile['tool']): QcReportFile {
  const { profile, bundle, reviewless, result, rules } = report;
  const { label, id, digest, family, duration, steps } = bundle;
  return {
    schema: { name: 'playhead-qc-report', version: 1 },
    tool,
    profile,
    bundle: {
      label,
      bundle_id: id,
      digest,
      family,
      duration_us: duration,
      ...(steps !== undefined && { steps }),
    },
    reviewless,
    result,
    rules: rules.map(ruleOf),
  };
}

function ruleOf({
  id,
  group,
  title,
  result,
  why,
  gate,
  stops,
  lifted,
  unmeasuredStops,
  needsReview,
  ...rule
}: RuleReport): QcRuleResult {
  return {
    id,
    group,
    title,
    result,
    ...(why !== '' && { why }),
    gate,
    stops,
    ...(lifted && { lifted }),
    ...(unmeasuredStops && { unmeasured_stops: true }),
    needs_review: needsReview,
    measures: rule.measures.map(measureOf),
    unmeasured: [...rule.unmeasured],
    findings: rule.findings.map(findingOf),
    uncalibrated: startingValues(rule),
  };
}

function measureOf({ name, item, value, unit, limit, ok }: Measure): QcMeasure {
  return {
    name,
    ...(item !== undefined && { item }),
    value,
    unit,
    ...(limit && { [`at_${limit.at}`]: limit.value }),
    ok,
  };
}

function findingOf({ id, reason, severity, range, message, items, waiver }: Finding): QcFinding {
  const { action, owner } = REASONS[reason];
  return {
    id,
    reason,
    severity,
    action,
    owner,
    ...(range && { range_us: [range.start, range.end] }),
    message,
    ...(waiver && { waiver: { reason: waiver.reason, by: waiver.by, at: waiver.at } }),
    items,
  };
}

/** Parameters of a rule that nobody has compared with judged traces yet. */
export function startingValues({ parameters }: Pick<RuleReport, 'parameters'>): readonly string[] {
  return Object.entries(parameters).flatMap(([name, { calibrated }]) => (calibrated ? [] : [name]));
}
