import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { parseRubric } from '../../src/review/rubric.ts';
import { RUBRICS, standardRubric } from '../../src/review/rubrics.ts';

const [GOOD] = RUBRICS;

function refusal(change: (rubric: { criteria: { id: string; scale: unknown[] }[] }) => void): string {
  const copy = structuredClone(GOOD) as unknown as Parameters<typeof change>[0];
  change(copy);
  try {
    parseRubric(JSON.stringify(copy), 'own.json');
    return 'read';
  } catch (error) {
    return asTraceError(error).code;
  }
}

describe('rubrics', () => {
  it.each(RUBRICS.map((rubric) => [rubric.id, rubric] as const))('%s can be read', (_, rubric) => {
    expect(parseRubric(JSON.stringify(rubric), 'x')).toEqual(rubric);
  });

  it('are of each family, and of any other', () => {
    expect(standardRubric('tdd').id).toBe('tdd');
    expect(standardRubric('x-other').id).toBe('general');
    expect(new Set(RUBRICS.map(({ id }) => id)).size).toBe(8);
  });

  it('are refused where criteria share a name, or a scale does not rise', () => {
    expect(refusal(() => undefined)).toBe('read');
    expect(refusal(({ criteria }) => criteria.push(...criteria.slice(0, 1)))).toBe('rubric-invalid');
    expect(refusal(({ criteria }) => criteria[0]?.scale.reverse())).toBe('rubric-invalid');
    expect(refusal(({ criteria }) => criteria.splice(0))).toBe('rubric-invalid');
  });
});
