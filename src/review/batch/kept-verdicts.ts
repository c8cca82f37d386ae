/** Verdicts that this browser keeps and no file has yet, laid over those of a batch. */
import type { BatchTrace, BatchVerdict, ReviewEvent } from '../../schema/generated/types.ts';
import { verdictsIn } from './verdicts.ts';

/** What was said of each bundle, by its id. */
export type KeptVerdicts = () => Promise<ReadonlyMap<string, readonly BatchVerdict[]>>;

/** Of events by bundle. */
export function verdictsByBundle(
  events: ReadonlyMap<string, readonly ReviewEvent[]>,
): ReadonlyMap<string, readonly BatchVerdict[]> {
  return new Map([...events].map(([bundleId, own]) => [bundleId, verdictsIn({ bundleId, events: own })]));
}

/** Of two verdicts of one reviewer the later holds. Traces of which nothing was kept are the same objects. */
export function withKeptVerdicts(
  traces: readonly BatchTrace[],
  kept: ReadonlyMap<string, readonly BatchVerdict[]>,
): readonly BatchTrace[] {
  if (kept.size === 0) return traces;
  return traces.map((trace) => {
    const own = trace.bundle_id === undefined ? undefined : kept.get(trace.bundle_id);
    if (!own || own.length === 0) return trace;
    const verdicts = new Map((trace.verdicts ?? []).map((verdict) => [verdict.by, verdict]));
    for (const verdict of own) {
      const other = verdicts.get(verdict.by);
      if (!other || Date.parse(other.at) < Date.parse(verdict.at)) verdicts.set(verdict.by, verdict);
    }
    return { ...trace, verdicts: [...verdicts.values()].toSorted((a, b) => (a.by < b.by ? -1 : 1)) };
  });
}
