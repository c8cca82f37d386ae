/** Profiles: which rules stop a trace, and with which limits. Versioned files. */
import canonicalize from 'canonicalize';
import { TraceError } from '../base/errors.ts';
import { sha256Hex } from '../base/hash.ts';
import { checkRecord } from '../schema/check.ts';
import type { QcParameter, QcProfile } from '../schema/generated/types.ts';
import * as validators from '../schema/generated/qc-validators.js';
import standard from './profiles/standard.v1.json' with { type: 'json' };

/** A profile, and the SHA-256 of it as canonical JSON (RFC 8785), which a sign-off names. */
export interface Profile {
  readonly source: string;
  readonly digest: string;
  readonly file: QcProfile;
}

/** What a profile says of one rule, for one family. */
export interface RuleSettings {
  /** Where it fails, the trace does. */
  readonly gate: boolean;
  /** What it means that something could not be measured: that the gate stays shut, or not. */
  readonly unmeasured: 'allow' | 'fail';
  readonly parameters: Readonly<Record<string, QcParameter>>;
}

/** The profile that is used where none is named. */
export function standardProfile(): Profile {
  return readProfile(standard, 'the standard profile');
}

/** The text of a profile file. Throws `profile-invalid`. */
export function parseProfile(text: string, source: string): Profile {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TraceError('profile-invalid', { source, reason: (error as SyntaxError).message }, error);
  }
  return readProfile(json, source);
}

/** A parsed profile. Throws `profile-invalid` for what is none; see `settingsOf` for what only the rules can tell. */
export function readProfile(json: unknown, source: string): Profile {
  const { violations, unknown } = checkRecord(validators.qc_profile, json);
  const [first] = violations;
  if (first)
    throw new TraceError('profile-invalid', { source, reason: `${first.pointer || '/'} ${first.reason}` });
  if (unknown.length > 0)
    throw new TraceError('profile-invalid', { source, reason: `nobody knows ${unknown.join(', ')}` });
  // Checked just above.
  const file = json as QcProfile;
  return { source, digest: sha256Hex(new TextEncoder().encode(canonicalize(file))), file };
}

/**
 * What a profile says of rule `id` for a task family: its own parameters, and over them those of the family. undefined:
 * it leaves the rule out.
 */
export function settingsOf({ file }: Profile, id: string, family: string): RuleSettings | undefined {
  const rule = Object.hasOwn(file.rules, id) ? file.rules[id] : undefined;
  if (!rule) return undefined;
  const own = Object.hasOwn(file.families, family) ? file.families[family] : undefined;
  const over = own && Object.hasOwn(own, id) ? own[id] : undefined;
  return {
    gate: rule.gate,
    unmeasured: rule.unmeasured,
    parameters: { ...rule.parameters, ...over },
  };
}

/** Throws `profile-invalid` where a profile speaks of a rule that is none: a misspelt one would judge nothing. */
export function checkRuleNames({ file, source }: Profile, known: readonly string[]): void {
  const named = [file.rules, ...Object.values(file.families)].flatMap((rules) => Object.keys(rules));
  const [stranger] = named.filter((id) => !known.includes(id));
  if (stranger !== undefined)
    throw new TraceError('profile-invalid', { source, reason: `there is no rule ${stranger}` });
}
