/** Profiles: the standard one, and what is refused. */
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { valuesOf } from '../../src/qc/parameters.ts';
import { checkRuleNames, readProfile, settingsOf, standardProfile } from '../../src/qc/profile.ts';
import { RULES } from '../../src/qc/rules.ts';
import { put, type Json } from './sample.ts';

const standard = standardProfile();
const FAMILIES = 'bug_fix feature tdd refactor_migration code_review observability_debug orchestration'.split(
  ' ',
);

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof TraceError && error.code === 'profile-invalid')
      return (error as TraceError<'profile-invalid'>).details.reason;
    throw error;
  }
  return 'none';
}

/** The standard profile, altered. */
function altered(change: (file: Json) => unknown): Json {
  const file = structuredClone(standard.file) as unknown as Json;
  change(file);
  return file;
}

describe('the standard profile', () => {
  it('has every rule, and no other', () => {
    expect(Object.keys(standard.file.rules).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it.each([...FAMILIES, 'x-other'])('gives every rule all that it wants, for %s', (family) => {
    for (const { id, parameters } of RULES) {
      const settings = settingsOf(standard, id, family);
      expect(() =>
        valuesOf(parameters, settings?.parameters ?? {}, { source: 'standard', rule: id }),
      ).not.toThrow();
    }
  });

  it('says of each value where it comes from', () => {
    const all = Object.values(standard.file.rules).flatMap(({ parameters }) => Object.values(parameters));
    expect(all.filter(({ source }) => source === undefined)).toEqual([]);
    // Those that QC.md marks as starting values, and our own.
    expect(all.filter(({ calibrated }) => !calibrated).length).toBeGreaterThan(20);
  });

  it('has a digest that changes with any value', () => {
    const other = altered((file) => put(file, { version: '1.0.1' }));
    expect(standard.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(readProfile(other, 'other').digest).not.toBe(standard.digest);
    expect(readProfile(structuredClone(standard.file), 'same').digest).toBe(standard.digest);
  });

  it('lays the parameters of a family over those of the rule', () => {
    const of = (family: string): number | undefined =>
      settingsOf(standard, 'verbalization', family)?.parameters['window_after_s']?.value;
    expect([of('bug_fix'), of('tdd')]).toEqual([15, 10]);
  });
});

describe('a profile is refused', () => {
  it.each<readonly [string, (file: Json) => unknown, RegExp]>([
    ['of another kind', (file) => put(file, { schema: { name: 'x', version: 1 } }), /^\/schema\/name/],
    ['without a version', (file) => delete file['version'], /version/],
    ['with a key that nobody knows', (file) => put(file, { limits: {} }), /nobody knows \/limits/],
    [
      'with a rule without a gate',
      (file) => put(file['rules'], { gaps: { unmeasured: 'allow', parameters: {} } }),
      /gate/,
    ],
  ])('%s', (_what, change, reason) => {
    expect(reasonOf(() => readProfile(altered(change), 'test'))).toMatch(reason);
  });

  it.each<readonly [string, (file: Json) => void]>([
    ['as a rule', (file) => put(file['rules'], { gasp: file['rules']?.['gaps'] })],
    ['in a family', (file) => put(file['families'], { tdd: { gasp: {} } })],
  ])('for a rule that is none, %s', (_where, change) => {
    const profile = readProfile(altered(change), 'test');
    expect(
      reasonOf(() =>
        checkRuleNames(
          profile,
          RULES.map(({ id }) => id),
        ),
      ),
    ).toBe('there is no rule gasp');
  });

  it.each([
    ['lacks a parameter', {}, 'lacks the value of its parameter min'],
    [
      'misspells one',
      { min: { value: 1, calibrated: true }, mni: { value: 1, calibrated: true } },
      'has no parameter mni',
    ],
    [
      'has words for a number',
      { min: { words: ['1'], calibrated: true } },
      'lacks the value of its parameter min',
    ],
    [
      'names one of every object',
      { min: { value: 1, calibrated: true }, toString: { value: 1, calibrated: true } },
      'has no parameter toString',
    ],
  ])('that %s', (_what, given, reason) => {
    expect(reasonOf(() => valuesOf({ min: 'number' }, given, { source: 'a', rule: 'gaps' }))).toBe(
      `rule gaps ${reason}`,
    );
  });
});
