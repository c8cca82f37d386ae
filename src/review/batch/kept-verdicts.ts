/** Verdicts that this browser keeps and no file has yet, laid over those of a batch. */
import type { BatchTrace, ReviewEvent } from '../../schema/generated/types.ts';
import { ordered } from '../review.ts';
import { knownVerdicts, type KnownVerdict } from './verdicts.ts';

/** What is known of each bundle, by its id; `bundleId`: of that one alone. */
export type KeptVerdicts = (bundleId?: string) => Promise<ReadonlyMap<string, readonly KnownVerdict[]>>;

/** Of events by bundle, in any order. */
export function verdictsByBundle(
  events: ReadonlyMap<string, readonly ReviewEvent[]>,
): ReadonlyMap<string, readonly KnownVerdict[]> {
  return new Map(
    [...events].map(([bundleId, own]) => [
      bundleId,
      knownVerdicts({ bundleId, events: ordered(own, 'this browser') }),
    ]),
  );
}

/**
 * Of a reviewer of whom a verdict is kept, what is kept decides, also that it was taken back; unless the batch has one that
 * was given after all of it. Traces of which nothing was kept are the same objects.
 */
export function withKeptVerdicts(
  traces: readonly BatchTrace[],
  kept: ReadonlyMap<string, readonly KnownVerdict[]>,
): readonly BatchTrace[] {
  if (kept.size === 0) return traces;
  return traces.map((trace) => {
    const own = trace.bundle_id === undefined ? undefined : kept.get(trace.bundle_id);
    if (!own || own.length === 0) return trace;
    const verdicts = new Map((trace.verdicts ?? []).map((verdict) => [verdict.by, verdict]));
    for (const { by, verdict, at } of own) {
      const other = verdicts.get(by);
      if (other && Date.parse(other.at) > Date.parse(at)) continue;
      if (verdict) verdicts.set(by, verdict);
      else verdicts.delete(by);
    }
    return { ...trace, verdicts: [...verdicts.values()].toSorted((a, b) => (a.by < b.by ? -1 : 1)) };
  });
}
