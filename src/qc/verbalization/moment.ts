/** Moments at which somebody decided something, as the other layers tell. Pure. */
import { fromMicros, type TimeRange } from '../../base/time.ts';

export type MomentKind =
  | 'command'
  | 'navigation'
  | 'tool-switch'
  | 'edits'
  | 'test-run'
  | 'configuration'
  | 'revert'
  | 'strategy'
  | 'claim';

/** How much it matters that each is explained (rule set C.2). */
export const WEIGHTS: Readonly<Record<MomentKind, number>> = {
  command: 1,
  navigation: 1,
  'tool-switch': 1,
  edits: 2,
  'test-run': 2,
  configuration: 2,
  revert: 3,
  strategy: 3,
  claim: 3,
};

/** One reason to think that something was decided. */
export interface Sign {
  readonly kind: MomentKind;
  readonly range: TimeRange;
  /** What people would call it by. */
  readonly tokens: readonly string[];
  /** Whose act it was, where an agent's; undefined: a person's, or nobody says whose. */
  readonly agent?: string | undefined;
}

/** Signs so near to each other that one sentence explains them. */
export interface Moment {
  readonly range: TimeRange;
  /** The greatest of its signs'. */
  readonly weight: number;
  readonly kinds: readonly MomentKind[];
  readonly tokens: ReadonlySet<string>;
  /** Of all its signs. */
  readonly agent?: string | undefined;
}

interface MergeLimits {
  /** Microseconds between the end of a moment and the next sign that still belongs to it. */
  readonly near: number;
  /** The longest moment, in microseconds: what is longer ends there. */
  readonly cap: number;
}

/** A moment in the making. */
interface Draft {
  readonly start: number;
  end: number;
  readonly signs: Sign[];
  readonly agent: string | undefined;
}

/** Moments in time order. What different agents do is never one. */
export function mergeSigns(signs: readonly Sign[], { near, cap }: MergeLimits): readonly Moment[] {
  const moments: Draft[] = [];
  /** The last one of each agent. */
  const latest = new Map<string | undefined, Draft>();
  for (const sign of [...signs].sort((a, b) => a.range.start - b.range.start)) {
    const { start } = sign.range;
    const end = Math.min(sign.range.end, start + cap);
    const last = latest.get(sign.agent);
    if (last && start - last.end <= near && Math.max(last.end, end) - last.start <= cap) {
      last.end = Math.max(last.end, end);
      last.signs.push(sign);
    } else {
      const moment = { start, end, signs: [sign], agent: sign.agent };
      latest.set(sign.agent, moment);
      moments.push(moment);
    }
  }
  return moments.map(({ start, end, signs: own, agent }) => ({
    range: { start: fromMicros(start), end: fromMicros(end) },
    weight: own.reduce((most, { kind }) => Math.max(most, WEIGHTS[kind]), 0),
    kinds: [...new Set(own.map(({ kind }) => kind))],
    tokens: new Set(own.flatMap(({ tokens }) => tokens)),
    agent,
  }));
}
