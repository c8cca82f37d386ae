/** Reports that no trace has to be judged for. */
import { fromMicros, type TimeRange } from '../../src/base/time.ts';
import type { Finding, QcReport, RuleReport } from '../../src/qc/judge.ts';
import type { Waiver } from '../../src/qc/waivers.ts';

export function range(start: number, end: number): TimeRange {
  return { start: fromMicros(start), end: fromMicros(end) };
}

export function finding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: id.split('/')[0] ?? '',
    reason: 'V-CRITICAL',
    severity: 'S1',
    range: range(1_000_000, 2_000_000),
    message: `${id} is wrong.`,
    items: [],
    waiver: undefined,
    ...more,
  };
}

/** A gate that fails. */
export function rule(id: string, findings: readonly Finding[], more: Partial<RuleReport> = {}): RuleReport {
  return {
    id,
    group: 'verbalization',
    title: `${id} holds`,
    result: 'fail',
    why: '',
    gate: true,
    stops: true,
    lifted: false,
    unmeasuredStops: false,
    needsReview: false,
    measures: [
      {
        name: 'VC_A',
        item: undefined,
        value: 0.5,
        unit: 'ratio',
        limit: { at: 'least', value: 0.9 },
        ok: false,
      },
    ],
    unmeasured: [],
    findings,
    parameters: {},
    ...more,
  };
}

export function report(...rules: readonly RuleReport[]): QcReport {
  return {
    profile: { id: 'standard', version: '1.0.0', digest: 'a'.repeat(64) },
    bundle: {
      label: 'made',
      id: '0190f6b2-0000-7000-8000-000000000000',
      digest: 'b'.repeat(64),
      family: 'bug_fix',
      duration: fromMicros(10_000_000),
      steps: undefined,
    },
    reviewless: false,
    result: rules.some(({ stops }) => stops) ? 'fail' : 'pass',
    rules,
    idleWaivers: [],
  };
}

export function waiver(id: string, reason = 'The client agreed.'): Waiver {
  return { finding: id, reason, by: 'Ada', at: '2026-11-26T12:00:00.000Z' };
}
