/** What a rule of quality control is, and what comes of it. Pure types, and the small makers of measures. */
import type { TimeRange } from '../base/time.ts';
import type { Facts } from './facts.ts';
import type { ParametersOf, ParameterSpec } from './parameters.ts';
import type { ReasonCode, Severity } from './reason-codes.ts';
import type { Scan, Search } from './secrets/scan.ts';

export type RuleGroup = 'completeness' | 'privacy' | 'verbalization' | 'outcome';

/** A rule gives the same for the same facts and parameters, wherever it runs. */
export interface Rule<S extends ParameterSpec = ParameterSpec> {
  /** Never changes: findings and waivers are named by it. */
  readonly id: string;
  readonly group: RuleGroup;
  /** What holds where it passes, in a few words. */
  readonly title: string;
  /** What is computed, with the parameters by name. */
  readonly formula: string;
  /** Where the formula comes from. */
  readonly source: string;
  /** It waits for what a person or a verifier adds, and cannot pass before. */
  readonly needsReview?: boolean;
  /** The parameters that it wants of a profile. */
  readonly parameters: S;
  /** What it looks for in all texts of the bundle, which are read once for all rules; left out: nothing. */
  looksFor?(parameters: ParametersOf<S>): Search;
  /** `scan`: what was found of what it looks for. */
  check(facts: Facts, parameters: ParametersOf<S>, scan: Scan): Verdict | Promise<Verdict>;
}

/** Keeps the names of the parameters known to `check`, and forgets them outside. */
export function defineRule<const S extends ParameterSpec>(rule: Rule<S>): Rule {
  return rule;
}

/** What a rule found out. It fails where a measure is not `ok`; findings alone may be remarks. */
export interface Verdict {
  readonly measures: readonly Measure[];
  /** What the trace does not record, and so nobody can tell. Never left out: silence would read as a pass. */
  readonly unmeasured?: readonly Unmeasured[];
  /** Why the rule says nothing of this trace; the rest is empty then. */
  readonly notApplicable?: string;
  readonly findings?: readonly Found[];
}

export type Unit = 'ratio' | 'count' | 's' | 'ms' | 'score';

/** One number beside its limit. */
export interface Measure {
  /** What is measured, as the formula calls it. */
  readonly name: string;
  /** Of what: the id of a layer, for example; undefined: of the whole trace. */
  readonly item: string | undefined;
  readonly value: number;
  readonly unit: Unit;
  readonly limit: { readonly at: 'least' | 'most'; readonly value: number } | undefined;
  /** False fails the rule. */
  readonly ok: boolean;
}

/** Something that cannot be told from the trace. */
export interface Unmeasured {
  readonly item: string;
  readonly reason: string;
}

/** What a finding is about. */
export interface Item {
  readonly kind:
    'layer' | 'file' | 'command' | 'edit' | 'page' | 'test' | 'cue' | 'criterion' | 'moment' | 'manifest';
  /** Its name within its kind: a layer's id, a path, a command's number, a JSON pointer. */
  readonly name: string;
}

/** One thing that is wrong, before it has its full name. */
export interface Found {
  /** Names it within its rule, the same whenever the same bundle is judged. */
  readonly key: string;
  readonly reason: ReasonCode;
  /** undefined: the default of its reason. */
  readonly severity?: Severity;
  /** When, in trace time; undefined: it has no time. An instant is one microsecond long. */
  readonly range: TimeRange | undefined;
  /** One sentence for people. Never holds what must not be shown. */
  readonly message: string;
  readonly items: readonly Item[];
}

interface MeasureOptions {
  readonly unit: Unit;
  readonly item?: string;
}

/** A measure that is right from `limit` on. */
export function atLeast(name: string, value: number, limit: number, options: MeasureOptions): Measure {
  return measure(name, value, options, { at: 'least', value: limit }, value >= limit);
}

/** A measure that is right up to `limit`. */
export function atMost(name: string, value: number, limit: number, options: MeasureOptions): Measure {
  return measure(name, value, options, { at: 'most', value: limit }, value <= limit);
}

/** A number to look at, which nothing depends on. */
export function told(name: string, value: number, options: MeasureOptions): Measure {
  return measure(name, value, options, undefined, true);
}

function measure(
  name: string,
  value: number,
  { unit, item }: MeasureOptions,
  limit: Measure['limit'],
  ok: boolean,
): Measure {
  return { name, item, value, unit, limit, ok };
}

/** The verdict of a rule that says nothing of this trace. */
export function notApplicable(why: string): Verdict {
  return { measures: [], notApplicable: why };
}
