/** Runs the rules of a profile over a trace. Pure but for what reading the trace needs. */
import type { TraceTime } from '../base/time.ts';
import { bundleDigest } from '../schema/digest.ts';
import type { QcParameter } from '../schema/generated/types.ts';
import { orderSteps } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import { loadFacts, type Facts, type FactsOptions } from './facts.ts';
import { findingIds } from './finding-names.ts';
import { valuesOf, type ParametersOf, type ParameterSpec } from './parameters.ts';
import { checkRuleNames, settingsOf, type Profile, type RuleSettings } from './profile.ts';
import { REASONS, type Severity } from './reason-codes.ts';
import type { Found, Measure, Rule, RuleGroup, Unmeasured, Verdict } from './rule.ts';
import { RULES } from './rules.ts';
import { scan, type Scan } from './secrets/scan.ts';
import { withWaivers, type Waiver } from './waivers.ts';

export type RuleResult = 'pass' | 'fail' | 'not_measured' | 'not_applicable';

/** One thing that is wrong. `id` stays the same whenever the same bundle is judged, so that a waiver can name it. */
export interface Finding extends Omit<Found, 'key'> {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Who lets it pass, and why; undefined: nobody does. */
  readonly waiver: Waiver | undefined;
}

/** What came of one rule. */
export interface RuleReport {
  readonly id: string;
  readonly group: RuleGroup;
  readonly title: string;
  readonly result: RuleResult;
  /** Why it says nothing; '' where it does. */
  readonly why: string;
  /** Where it fails, the trace does. */
  readonly gate: boolean;
  /** It keeps the trace from passing. */
  readonly stops: boolean;
  /** It would, were not all of its findings waived. */
  readonly lifted: boolean;
  /** What could not be measured is enough to stop the trace, by the profile: no waiver lifts that. */
  readonly unmeasuredStops: boolean;
  readonly needsReview: boolean;
  readonly measures: readonly Measure[];
  readonly unmeasured: readonly Unmeasured[];
  /** In time order; those without a time come first. */
  readonly findings: readonly Finding[];
  readonly parameters: Readonly<Record<string, QcParameter>>;
}

export interface QcReport {
  readonly profile: { readonly id: string; readonly version: string; readonly digest: string };
  readonly bundle: {
    readonly label: string;
    readonly id: string;
    /** See `bundleDigest`. */
    readonly digest: string;
    readonly family: string;
    readonly duration: TraceTime;
    /** See `orderSteps`. */
    readonly steps: number | undefined;
  };
  /** Rules that wait for a person or a verifier did not count. */
  readonly reviewless: boolean;
  readonly result: 'pass' | 'fail';
  readonly rules: readonly RuleReport[];
  /** Waivers that lift nothing: of findings that are not there, that cannot be waived, or that have a later one. */
  readonly idleWaivers: readonly Waiver[];
}

export interface JudgeOptions extends FactsOptions {
  readonly profile: Profile;
  /** What people let pass; see `withWaivers`. */
  readonly waivers?: readonly Waiver[];
  /** Leaves rules that wait for a person or a verifier out of the result; they are shown all the same. */
  readonly reviewless: boolean;
}

/** Rejects with `profile-invalid`, and with what reading the trace rejects with. */
export async function judge(trace: Trace, options: JudgeOptions): Promise<QcReport> {
  const { profile, reviewless, waivers = [], onProgress } = options;
  const { family } = trace.manifest.task;
  // Before anything is read: a broken profile should not take minutes to be found.
  const chosen = chooseRules(profile, family);
  const facts = await loadFacts(trace, options);
  const scans = await scanTexts(facts, chosen);
  const rules: RuleReport[] = [];
  for (const [index, { rule, settings, values }] of chosen.entries()) {
    onProgress?.({ step: 'rules', name: rule.title, done: index / chosen.length });
    const verdict = await rule.check(facts, values, scans.get(rule) ?? NOTHING);
    rules.push(reportOf(rule, settings, verdict, reviewless));
  }
  const report: QcReport = {
    profile: { id: profile.file.id, version: profile.file.version, digest: profile.digest },
    bundle: {
      label: trace.label,
      id: trace.manifest.bundle_id,
      digest: bundleDigest(trace.manifest.files),
      family,
      duration: trace.duration,
      steps: orderSteps(trace.manifest),
    },
    reviewless,
    result: rules.some(({ stops }) => stops) ? 'fail' : 'pass',
    rules,
    idleWaivers: [],
  };
  return waivers.length > 0 ? withWaivers(report, waivers) : report;
}

interface ChosenRule {
  readonly rule: Rule;
  readonly settings: RuleSettings;
  readonly values: ParametersOf<ParameterSpec>;
}

/** The rules that a profile wants run for a family. Throws `profile-invalid`. */
function chooseRules(profile: Profile, family: string): readonly ChosenRule[] {
  checkRuleNames(
    profile,
    RULES.map(({ id }) => id),
  );
  return RULES.flatMap((rule) => {
    const settings = settingsOf(profile, rule.id, family);
    if (!settings) return [];
    const { source } = profile;
    const values = valuesOf(rule.parameters, settings.parameters, { source, rule: rule.id });
    return [{ rule, settings, values }];
  });
}

/** For a rule that looks for nothing. */
const NOTHING: Scan = { findings: [], unmeasured: [] };

async function scanTexts(facts: Facts, chosen: readonly ChosenRule[]): Promise<ReadonlyMap<Rule, Scan>> {
  const searches = chosen.flatMap(({ rule, values }) => {
    const search = rule.looksFor?.(values);
    return search ? [{ rule, search }] : [];
  });
  const scans = await scan(
    facts,
    searches.map(({ search }) => search),
  );
  return new Map(searches.flatMap(({ rule }, index) => (scans[index] ? [[rule, scans[index]]] : [])));
}

function reportOf(
  rule: Rule,
  { gate, unmeasured: policy, parameters }: RuleSettings,
  verdict: Verdict,
  reviewless: boolean,
): RuleReport {
  const { measures, unmeasured = [], findings = [] } = verdict;
  const result = resultOf(verdict);
  const needsReview = rule.needsReview ?? false;
  const counts = gate && !(needsReview && reviewless) && result !== 'not_applicable';
  const unmeasuredStops = counts && policy === 'fail' && unmeasured.length > 0;
  return {
    id: rule.id,
    group: rule.group,
    title: rule.title,
    result,
    why: verdict.notApplicable ?? (result === 'not_measured' ? reasonsOf(unmeasured) : ''),
    gate,
    stops: unmeasuredStops || (counts && result === 'fail'),
    lifted: false,
    unmeasuredStops,
    needsReview,
    measures,
    unmeasured,
    findings: named(rule.id, findings),
    parameters,
  };
}

function resultOf({ measures, notApplicable }: Verdict): RuleResult {
  if (notApplicable !== undefined) return 'not_applicable';
  if (measures.some(({ ok }) => !ok)) return 'fail';
  // A number without a limit is no judgement.
  return measures.some(({ limit }) => limit !== undefined) ? 'pass' : 'not_measured';
}

function reasonsOf(unmeasured: readonly Unmeasured[]): string {
  return [...new Set(unmeasured.map(({ reason }) => reason))].join('; ');
}

/** Findings with their full names. */
function named(rule: string, found: readonly Found[]): readonly Finding[] {
  const ids = findingIds(rule, found);
  // Each field by its name: to copy "the rest" is far slower, and there may be a hundred thousand findings.
  return found
    .map(({ key, reason, severity, range, message, items }, index) => ({
      id: ids[index] ?? key,
      rule,
      reason,
      severity: severity ?? REASONS[reason].severity,
      range,
      message,
      items,
      waiver: undefined,
    }))
    .sort((a, b) => (a.range?.start ?? -1) - (b.range?.start ?? -1));
}
