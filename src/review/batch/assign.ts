/** Who is to judge which traces. Pure: the same for the same names, traces and seed. */
import { sha256Hex } from '../../base/hash.ts';
import type { BatchTrace } from '../../schema/generated/types.ts';
import { isCapturer } from '../sign/verdicts.ts';

export interface AssignOptions {
  /** Names, each once. */
  readonly reviewers: readonly string[];
  /** How many are to judge each trace; as many as there are, where there are fewer. */
  readonly each: number;
  /** Names of the traces that two or more are to judge: see `conduct/double-review.ts`. */
  readonly double: ReadonlySet<string>;
  /** Names of the traces that are to be judged at all; undefined: every one. */
  readonly wanted: ReadonlySet<string> | undefined;
  /** Another one gives another choice. */
  readonly seed: string;
}

/**
 * Each readable trace with reviewers assigned, in place of those before. Nobody judges what he captured himself. Loads differ
 * by one at most where nobody has to be passed over. Neither the order of the traces nor that of the names matters.
 */
export function assignReviewers(
  traces: readonly BatchTrace[],
  { reviewers, each, double, wanted, seed }: AssignOptions,
): readonly BatchTrace[] {
  const names = [...new Set(reviewers)].sort();
  const loads = new Map(names.map((name) => [name, 0]));
  const assigned = new Map<string, readonly string[]>();
  const drawn = traces
    .filter(({ problem, name }) => problem === undefined && (wanted?.has(name) ?? true))
    .map((trace) => ({ trace, lot: sha256Hex(bytesOf(`${seed}\n${trace.bundle_id}\n${trace.name}`)) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  for (const { trace, lot } of drawn) {
    const captured = trace.capturer?.name ?? '';
    const chosen = names
      .filter((name) => !isCapturer(name, captured))
      .map((name) => ({ name, load: loads.get(name) ?? 0, lot: sha256Hex(bytesOf(`${lot}\n${name}`)) }))
      .sort((a, b) => a.load - b.load || (a.lot < b.lot ? -1 : 1))
      .slice(0, double.has(trace.name) ? Math.max(2, each) : each);
    for (const { name, load } of chosen) loads.set(name, load + 1);
    assigned.set(trace.name, chosen.map(({ name }) => name).sort());
  }
  return traces.map((trace) => {
    const own = assigned.get(trace.name);
    if (own) return { ...trace, assigned: own };
    const { assigned: _before, ...rest } = trace;
    return wanted && !wanted.has(trace.name) ? rest : trace;
  });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
