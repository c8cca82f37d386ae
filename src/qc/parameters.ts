/** The numbers and lists of words that a rule takes from a profile. Pure. */
import { TraceError } from '../base/errors.ts';
import type { QcParameter } from '../schema/generated/types.ts';

/** Name → what it must be. A name ends with its unit: `_s` seconds, `_ms` milliseconds; others are ratios or counts. */
export type ParameterSpec = Readonly<Record<string, 'number' | 'words'>>;

export type ParametersOf<S extends ParameterSpec> = {
  readonly [K in keyof S]: S[K] extends 'number' ? number : readonly string[];
};

/**
 * The values that `spec` asks for. Throws `profile-invalid` where one is missing, of the wrong kind, or not asked for:
 * a misspelt name must not fall back to anything. `source`: the profile's name, `rule`: the rule's id.
 */
export function valuesOf<S extends ParameterSpec>(
  spec: S,
  given: Readonly<Record<string, QcParameter>>,
  { source, rule }: { readonly source: string; readonly rule: string },
): ParametersOf<S> {
  const refuse = (reason: string): never => {
    throw new TraceError('profile-invalid', { source, reason: `rule ${rule} ${reason}` });
  };
  for (const name of Object.keys(given)) if (!Object.hasOwn(spec, name)) refuse(`has no parameter ${name}`);
  const values = Object.entries(spec).map(([name, kind]) => {
    const parameter = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = kind === 'number' ? parameter?.value : parameter?.words;
    const key = kind === 'number' ? 'value' : 'words';
    return [name, value ?? refuse(`lacks the ${key} of its parameter ${name}`)] as const;
  });
  // Each was compared with its kind just above.
  return Object.fromEntries(values) as ParametersOf<S>;
}
