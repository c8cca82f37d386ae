/** What scorers said of samples, as rewards and criteria. Pure. */
import type { Criterion, CriterionResult, Outcome } from '../../schema/generated/types.ts';
import { field, isObject, listField, numberField, textField } from '../../base/json.ts';
import { idOf } from './read-log.ts';

const MAX_CRITERIA = 1_000;

export interface Scored {
  readonly criteria: readonly Criterion[];
  readonly results: readonly CriterionResult[];
  readonly success: Outcome['success'];
  /** Of the only sample; of several, the log’s own metrics over all. */
  readonly rewards: Readonly<Record<string, number>>;
}

export function scored(header: unknown, samples: readonly unknown[]): Scored {
  const criteria: Criterion[] = [];
  const results: CriterionResult[] = [];
  const rewards = new Map<string, number>();
  for (const [index, sample] of samples.entries())
    for (const [name, score] of scoresOf(sample)) {
      const value = field(score, 'value');
      if (samples.length === 1) addReward(rewards, name, value);
      if (criteria.length >= MAX_CRITERIA) continue;
      const id = `sample-${index + 1}-${name}`
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, '-')
        .slice(0, 60);
      criteria.push({ id: unused(id, criteria), text: `Sample ${idOf(sample)}: ${name}`, check: 'metric' });
      results.push({ id: criteria.at(-1)?.id ?? id, result: resultOf(value) });
    }
  if (samples.length !== 1)
    for (const score of listField(field(header, 'results'), 'scores'))
      for (const [metric, value] of Object.entries(objectOf(field(score, 'metrics'))))
        addReward(rewards, `${textField(score, 'name') ?? 'score'} ${metric}`, numberField(value, 'value'));
  return { criteria, results, success: successOf(results), rewards: Object.fromEntries(rewards) };
}

function scoresOf(sample: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(objectOf(field(sample, 'scores')));
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** C, P and I are correct, partial and incorrect, as its own metrics count them; of a number only its maker knows what it means. */
function resultOf(value: unknown): CriterionResult['result'] {
  if (value === 'C' || value === true) return 'met';
  return value === 'I' || value === false ? 'not_met' : 'unknown';
}

function addReward(rewards: Map<string, number>, name: string, value: unknown): void {
  const letters: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };
  if (typeof value === 'string' && Object.hasOwn(letters, value)) rewards.set(name, letters[value] ?? 0);
  else if (typeof value === 'boolean') rewards.set(name, value ? 1 : 0);
  else if (typeof value === 'number' && Number.isFinite(value)) rewards.set(name, value);
}

function successOf(results: readonly CriterionResult[]): Outcome['success'] {
  if (results.length === 0 || results.some(({ result }) => result === 'unknown')) return 'unknown';
  if (results.every(({ result }) => result === 'met')) return 'met';
  return results.every(({ result }) => result === 'not_met') ? 'not_met' : 'partly_met';
}

function unused(id: string, criteria: readonly Criterion[]): string {
  return criteria.some((one) => one.id === id) ? `${id}-${criteria.length + 1}` : id;
}
