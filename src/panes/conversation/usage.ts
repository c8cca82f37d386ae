/** Tokens and cost, by step and in all. Pure. */
import type { AgentStep, Usage } from '../../trace/agent-steps.ts';

export type UsageName = keyof Usage;

export const USAGE_NAMES = ['prompt', 'completion', 'cached', 'cost'] as const satisfies readonly UsageName[];

/** Sums of the steps [0, i] at index i; a column that no step has is undefined. */
export class UsageSums {
  readonly #columns: Readonly<Record<UsageName, Float64Array | undefined>>;

  constructor(steps: readonly Pick<AgentStep, 'usage' | 'copied'>[]) {
    const columnOf = (name: UsageName): Float64Array | undefined => {
      // What was taken over from an earlier run was paid there.
      const values = steps.map(({ usage, copied }) => (copied ? undefined : usage?.[name]));
      if (values.every((value) => value === undefined)) return undefined;
      let sum = 0;
      return Float64Array.from(values, (value) => (sum += value ?? 0));
    };
    this.#columns = {
      prompt: columnOf('prompt'),
      completion: columnOf('completion'),
      cached: columnOf('cached'),
      cost: columnOf('cost'),
    };
  }

  /** Of the steps up to `index`, which is included; -1: of none. */
  upTo(index: number): Usage {
    const at = (name: UsageName): number | undefined => {
      const column = this.#columns[name];
      return column && (index < 0 ? 0 : column[Math.min(index, column.length - 1)]);
    };
    return { prompt: at('prompt'), completion: at('completion'), cached: at('cached'), cost: at('cost') };
  }
}

/** US dollars; sums of fractions are never quite the same. */
const COST_SLACK = 1e-6;

/** What the run's own totals say otherwise than the sum of its steps. */
export function disagreements(sum: Usage, final: Usage | undefined): readonly UsageName[] {
  return USAGE_NAMES.filter((name) => {
    const [ours, theirs] = [sum[name], final?.[name]];
    if (ours === undefined || theirs === undefined) return false;
    return Math.abs(ours - theirs) > (name === 'cost' ? COST_SLACK : 0);
  });
}

/** `1,234 in (1,000 cached) · 56 out · $0.0123`; '' where nothing is known. */
export function usageWords({ prompt, completion, cached, cost }: Usage): string {
  const parts = [
    prompt === undefined ? undefined : `${count(prompt)} in${cached ? ` (${count(cached)} cached)` : ''}`,
    prompt === undefined && cached !== undefined ? `${count(cached)} cached` : undefined,
    completion === undefined ? undefined : `${count(completion)} out`,
    cost === undefined ? undefined : dollars(cost),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

const NAMES: Readonly<Record<UsageName, string>> = {
  prompt: 'tokens in',
  completion: 'tokens out',
  cached: 'cached tokens',
  cost: 'cost',
};

/** One of the totals with its name: `48 tokens out`. */
export function amountWords(name: UsageName, value: number | undefined): string {
  if (value === undefined) return `${NAMES[name]} unknown`;
  return name === 'cost' ? `a cost of ${dollars(value)}` : `${count(value)} ${NAMES[name]}`;
}

function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}

/** Small sums keep their digits: $0.0004 is not $0.00. */
function dollars(value: number): string {
  const digits = value !== 0 && value < 0.1 ? 4 : 2;
  return `$${value.toFixed(digits)}`;
}
