/** Findings as they are listed and drawn. Pure. */
import { CLOCK_WORDS } from '../base/time-words.ts';
import type { TimeRange } from '../base/time.ts';
import type { Finding, QcReport, RuleReport } from '../qc/judge.ts';
import type { Severity } from '../qc/reason-codes.ts';
import type { RuleGroup } from '../qc/rule.ts';
import { findingsLane } from '../timeline/finding-lane.ts';
import type { Lane } from '../timeline/tracks.ts';

export const SEVERITIES: readonly Severity[] = ['S1', 'S2', 'S3'];

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  S1: 'stops a trace',
  S2: 'stops it where there are several',
  S3: 'good to know',
};

export const GROUP_WORDS: Readonly<Record<RuleGroup, string>> = {
  completeness: 'Completeness',
  privacy: 'Privacy',
  verbalization: 'Verbalization',
  outcome: 'Outcome',
};

/** Which findings are listed. */
export interface FindingFilter {
  readonly severities: ReadonlySet<Severity>;
  readonly groups: ReadonlySet<RuleGroup>;
  /** id of the rule; undefined: of all. */
  readonly rule: string | undefined;
  /** Those that are waived, too. */
  readonly waived: boolean;
}

export const EVERYTHING: FindingFilter = {
  severities: new Set(SEVERITIES),
  groups: new Set(['completeness', 'privacy', 'verbalization', 'outcome']),
  rule: undefined,
  waived: true,
};

/** A set with or without one of its possible members. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

/** The findings that are listed: those without a time first, then in time order, the worst first. */
export function listedFindings(
  { rules }: Pick<QcReport, 'rules'>,
  { severities, groups, rule, waived }: FindingFilter,
): readonly Finding[] {
  return rules
    .filter(({ id, group }) => (rule === undefined || id === rule) && groups.has(group))
    .flatMap(({ findings }) => findings)
    .filter(({ severity, waiver }) => severities.has(severity) && (waived || !waiver))
    .sort((a, b) => startOf(a) - startOf(b) || SEVERITY_NUMBER[a.severity] - SEVERITY_NUMBER[b.severity]);
}

function startOf({ range }: Finding): number {
  return range?.start ?? -1;
}

/** How many findings there are of each severity, waived or not. */
export function countBySeverity({ rules }: Pick<QcReport, 'rules'>): ReadonlyMap<Severity, number> {
  const counts = new Map<Severity, number>(SEVERITIES.map((severity) => [severity, 0]));
  for (const { findings } of rules)
    for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return counts;
}

/** The findings that have a time, as a lane; undefined: it is not judged yet. */
export function laneOf(report: Pick<QcReport, 'rules'> | undefined): Lane {
  return findingsLane(
    (report?.rules ?? []).flatMap(({ findings }) =>
      findings.flatMap(({ range, severity, reason, message, waiver }) =>
        range
          ? [
              {
                range,
                severity: SEVERITY_NUMBER[severity],
                waived: waiver !== undefined,
                label: reason,
                text: `${severity} ${reason}: ${message}${waiver ? ` · waived by ${waiver.by}` : ''}`,
              },
            ]
          : [],
      ),
    ),
    report ? 'nothing found at a moment' : 'not judged yet',
  );
}

const SEVERITY_NUMBER = { S1: 1, S2: 2, S3: 3 } as const;

/** What came of a trace, in words. */
export interface Summary {
  readonly result: QcReport['result'];
  readonly title: string;
  /** What more there is to know; '' for nothing. */
  readonly remark: string;
}

export function summaryOf({ rules, result }: Pick<QcReport, 'rules' | 'result'>): Summary {
  const gates = rules.filter(({ gate, result: own }) => gate && own !== 'not_applicable');
  const stops = rules.filter((rule) => rule.stops);
  const lifted = rules.filter((rule) => rule.lifted);
  const open = gates.filter(isOpen);
  const title =
    result === 'pass'
      ? `Passes, ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}`
      : `Does not pass, ${stops.length} of ${gates.length} gates`;
  const remarks = [
    ...(lifted.length > 0
      ? [`${lifted.length} ${lifted.length === 1 ? 'gate is' : 'gates are'} waived`]
      : []),
    ...(open.length > 0 ? [`${open.length} of ${gates.length} could not be measured, or not in all`] : []),
  ];
  return { result, title, remark: remarks.join(' · ') };
}

function isOpen({ result, unmeasured }: RuleReport): boolean {
  return result === 'not_measured' || unmeasured.length > 0;
}

/** When something is, as people read it; `none`: what to say of what has no time. */
export function timesText(range: TimeRange | undefined, none: string, words = CLOCK_WORDS): string {
  if (!range) return none;
  const [start, end] = [words.moment(range.start), words.end(range.end)];
  return start === end ? start : `${start}–${end}`;
}
