/** Verdicts and waivers that this browser keeps and no file has yet, laid over those of a batch. */
import type { BatchTrace, ReviewEvent } from '../../schema/generated/types.ts';
import { ordered } from '../review.ts';
import { knownVerdicts, knownWaivers, type KnownVerdict, type KnownWaiver } from './verdicts.ts';

/** What is kept of one bundle. */
export interface Kept {
  readonly verdicts: readonly KnownVerdict[];
  readonly waivers: readonly KnownWaiver[];
}

/** What is known of each bundle, by its id; `bundleId`: of that one alone. */
export type KeptVerdicts = (bundleId?: string) => Promise<ReadonlyMap<string, Kept>>;

/** Of events by bundle, in any order. */
export function verdictsByBundle(
  events: ReadonlyMap<string, readonly ReviewEvent[]>,
): ReadonlyMap<string, Kept> {
  return new Map(
    [...events].map(([bundleId, own]) => {
      const review = { bundleId, events: ordered(own, 'this browser') };
      return [bundleId, { verdicts: knownVerdicts(review), waivers: knownWaivers(review) }];
    }),
  );
}

/**
 * Of a reviewer of whom a verdict is kept, and of a finding of which a waiver is, what is kept decides, also that it was taken
 * back; unless the batch has one that was given after all of it. Traces of which nothing was kept are the same objects.
 */
export function withKeptVerdicts(
  traces: readonly BatchTrace[],
  kept: ReadonlyMap<string, Kept>,
): readonly BatchTrace[] {
  if (kept.size === 0) return traces;
  return traces.map((trace) => {
    const own = trace.bundle_id === undefined ? undefined : kept.get(trace.bundle_id);
    if (!own || own.verdicts.length + own.waivers.length === 0) return trace;
    const { verdicts, waivers } = own;
    return {
      ...trace,
      ...(verdicts.length > 0 && {
        verdicts: laidOver(
          trace.verdicts ?? [],
          verdicts.map(({ by, verdict, at }) => ({ key: by, value: verdict, at })),
          ({ by }) => by,
        ),
      }),
      ...(waivers.length > 0 && {
        waivers: laidOver(
          trace.waivers ?? [],
          waivers.map(({ finding, waiver, at }) => ({ key: finding, value: waiver, at })),
          ({ finding }) => finding,
        ),
      }),
    };
  });
}

/** By key. */
function laidOver<T extends { readonly at: string }>(
  before: readonly T[],
  kept: readonly { readonly key: string; readonly value: T | undefined; readonly at: string }[],
  keyOf: (value: T) => string,
): readonly T[] {
  const values = new Map(before.map((value) => [keyOf(value), value]));
  for (const { key, value, at } of kept) {
    const other = values.get(key);
    if (other && Date.parse(other.at) > Date.parse(at)) continue;
    if (value) values.set(key, value);
    else values.delete(key);
  }
  return [...values.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
