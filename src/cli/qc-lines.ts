/** A report of quality control as lines for people. */
import type { TimeWords } from '../base/time-words.ts';
import type { Finding, QcReport, RuleReport } from '../qc/judge.ts';
import { REASONS } from '../qc/reason-codes.ts';
import { startingValues } from '../qc/report-file.ts';
import { measureText, worstMeasures } from '../qc/measure-text.ts';
import { wordsOf } from '../trace/order-only.ts';

/** Findings of one rule that are shown; the document for programs has all. */
const SHOWN = 20;

const RESULTS = { pass: 'pass', fail: 'FAIL', not_measured: '?', not_applicable: '–' } as const;

export function qcLines(report: QcReport): readonly string[] {
  const { rules, bundle, profile } = report;
  const words = wordsOf(bundle.steps);
  const groups = [...new Set(rules.map(({ group }) => group))];
  return [
    `${bundle.label}: ${bundle.family}, ${words.extent(bundle.duration)}, sha256:${bundle.digest.slice(0, 16)}…`,
    `Profile ${profile.id} ${profile.version}`,
    ...groups.flatMap((group) => [
      '',
      group.toUpperCase(),
      ...rules.filter((rule) => rule.group === group).map(ruleLine),
    ]),
    ...section(
      `FINDINGS (${rules.flatMap((rule) => rule.findings).length})`,
      rules.flatMap((rule) => findingLines(rule, words)),
    ),
    ...section('NOT MEASURED', rules.flatMap(unmeasuredLines)),
    '',
    ...summary(report),
  ];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}

function ruleLine(rule: RuleReport): string {
  const mark = startingValues(rule).length > 0 ? '◊' : ' ';
  const head = `  ${RESULTS[rule.result].padEnd(4)} ${mark} ${rule.id.padEnd(17)}`;
  const told = rule.why === '' ? worstMeasures(rule.measures).map(measureText).join(', ') : rule.why;
  return `${head}  ${told}${rule.lifted ? ', waived' : ''}`;
}

function findingLines({ id, findings }: RuleReport, words: TimeWords): readonly string[] {
  const more = findings.length - SHOWN;
  const rest = more > 0 ? [`  … and ${more} more of ${id}: --json lists all.`] : [];
  return [...findings.slice(0, SHOWN).map((finding) => findingLine(finding, words)), ...rest];
}

function findingLine({ severity, reason, range, message, waiver }: Finding, words: TimeWords): string {
  const when = range ? `${words.moment(range.start)}–${words.end(range.end)}` : 'no time';
  const next = waiver ? `waived by ${oneLine(waiver.by)}: ${oneLine(waiver.reason)}` : REASONS[reason].action;
  return `  ${severity} ${when.padEnd(19)} ${reason}: ${message} → ${next}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/[\s\p{Cc}]+/gu, ' ');
}

/** One line a reason. */
function unmeasuredLines({ id, unmeasured, result }: RuleReport): readonly string[] {
  // It stands behind the rule itself.
  if (result === 'not_measured') return [];
  const byReason = new Map<string, string[]>();
  for (const { item, reason } of unmeasured) byReason.set(reason, [...(byReason.get(reason) ?? []), item]);
  return [...byReason].map(([reason, items]) => `  ${id}: ${items.join(', ')}: ${reason}`);
}

function summary({ rules, result, reviewless, idleWaivers }: QcReport): readonly string[] {
  const gates = rules.filter(({ gate, result: own }) => gate && own !== 'not_applicable');
  const stops = rules.filter((rule) => rule.stops).map(({ id }) => id);
  const lifted = rules.filter((rule) => rule.lifted).map(({ id }) => id);
  const open = gates.filter(({ result: own, unmeasured }) => own === 'not_measured' || unmeasured.length > 0);
  return [
    ...(rules.some((rule) => startingValues(rule).length > 0)
      ? ['◊ uses starting values, which were not yet compared with judged traces.']
      : []),
    ...(open.length > 0
      ? [`${open.length} of ${gates.length} gates could not be measured, or not in all.`]
      : []),
    ...(reviewless ? ['Rules that wait for a person or a verifier did not count.'] : []),
    ...(idleWaivers.length > 0
      ? [`Waivers that lift nothing: ${idleWaivers.map(({ finding }) => oneLine(finding)).join(', ')}.`]
      : []),
    result === 'pass'
      ? `Result: passes, ${gates.length} gates${lifted.length > 0 ? `, of which ${lifted.length} by waivers: ${lifted.join(', ')}` : ''}.`
      : `Result: does not pass, ${stops.length} of ${gates.length} gates: ${stops.join(', ')}.`,
  ];
}
