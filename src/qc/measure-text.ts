/** Measures as people read them, in the command and on the page. Pure. */
import type { Measure, Unit } from './rule.ts';

/** Of the measures of one name, the one that is nearest to its limit, or furthest beyond it. */
export function worstMeasures(measures: readonly Measure[]): readonly Measure[] {
  const found = new Map<string, Measure>();
  for (const measure of measures) {
    const other = found.get(measure.name);
    if (!other || room(measure) < room(other)) found.set(measure.name, measure);
  }
  return [...found.values()];
}

function room({ value, limit }: Measure): number {
  if (!limit) return Infinity;
  return limit.at === 'least' ? value - limit.value : limit.value - value;
}

/** How a value stands to its limit: where it holds, and where it does not. */
const SIGNS = { least: ['≥', '<'], most: ['≤', '>'] } as const;

/** Name, value and limit: `COV 0.9979 ≥ 0.995 (screen)`. */
export function measureText({ name, item, value, unit, limit, ok }: Measure): string {
  const of = item === undefined ? '' : ` (${item})`;
  const beside = limit ? ` ${SIGNS[limit.at][ok ? 0 : 1]} ${limit.value}` : '';
  return `${name} ${numberText(value, unit)}${beside}${of}`;
}

function numberText(value: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return String(value);
    case 'ratio':
    case 'score':
      // Cut, so that nothing looks whole that is not.
      return String(Math.trunc(value * 10_000) / 10_000);
    case 'ms':
    case 's':
      return `${value.toFixed(1)} ${unit}`;
  }
}
