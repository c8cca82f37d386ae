/** What people waive of a report, and what that lifts. Pure. docs/QC.md says the same in words. */
import type { Finding, QcReport, RuleReport } from './judge.ts';
import type { ReasonCode } from './reason-codes.ts';

/** That a person lets a finding pass, and why. */
export interface Waiver {
  /** id of the finding. */
  readonly finding: string;
  /** In the person's words; one without is none. */
  readonly reason: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Reasons that nobody can waive: the bundle is not the one that was recorded, or does harm to whoever opens it. All
 * others are a person's to judge.
 */
export const NEVER_WAIVED: readonly ReasonCode[] = ['A-HASH', 'X-ACTIVE-CONTENT', 'X-ARCHIVE'];

/** Of a finding, as it stands in a report or its file. */
export function canWaive({ reason }: { readonly reason: string }): boolean {
  return !NEVER_WAIVED.some((never) => never === reason);
}

/**
 * The report with these waivers in force in place of those that are. A finding that is waived stays where it is, with
 * its waiver. A rule stops the trace no more once every one of its findings is waived: not one that fails without a
 * finding, nor where what could not be measured stops it. Of several waivers of one finding the last of the list holds.
 */
export function withWaivers(report: QcReport, waivers: readonly Waiver[]): QcReport {
  const given = new Map(
    waivers.filter(({ reason }) => reason.trim() !== '').map((one) => [one.finding, one] as const),
  );
  const rules = report.rules.map((rule) => waivedRule(rule, given));
  const used = new Set(waivedFindings({ rules }).map(({ id }) => id));
  return {
    ...report,
    rules,
    result: rules.some(({ stops }) => stops) ? 'fail' : 'pass',
    idleWaivers: waivers.filter((one) => !used.has(one.finding) || given.get(one.finding) !== one),
  };
}

function waivedRule(rule: RuleReport, given: ReadonlyMap<string, Waiver>): RuleReport {
  const findings = rule.findings.map((finding): Finding => {
    const waiver = given.size > 0 && canWaive(finding) ? given.get(finding.id) : undefined;
    return waiver === finding.waiver ? finding : { ...finding, waiver };
  });
  const shut = rule.stops || rule.lifted;
  const lifted =
    shut && !rule.unmeasuredStops && findings.length > 0 && findings.every(({ waiver }) => waiver);
  return { ...rule, findings, lifted, stops: shut && !lifted };
}

/** The findings that a waiver lets pass. */
export function waivedFindings({ rules }: Pick<QcReport, 'rules'>): readonly Finding[] {
  return rules.flatMap(({ findings }) => findings.filter(({ waiver }) => waiver));
}
