/** The first traces of people who are new: each is judged, whatever is drawn. Rule set for captured traces C.4. Pure. */
import { capturersOf, plainName } from './people.ts';

/** Traces of a new capturer that are all judged. */
export const FIRST_OF_NEW = 5;

export interface Captured {
  readonly name: string;
  /** All who worked in it, with commas between them. */
  readonly capturer: string;
  /** When it begins, RFC 3339; undefined: its manifest does not tell. */
  readonly recorded?: string | undefined;
}

/**
 * Names of the first of each capturer's traces, until there are five with those of earlier batches. They are taken by the
 * time that their manifests tell; those that tell none come first, since nobody knows that they do not. `traces`: those of
 * the same time in the order in which they are to be taken. `earlier`: by plain name, how many were signed; who is not in
 * it is new.
 */
export function firstOfNew(
  traces: readonly Captured[],
  earlier: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const counts = new Map(earlier);
  const first = new Set<string>();
  const inTime = traces
    .map((trace) => ({ ...trace, time: trace.recorded === undefined ? 0 : Date.parse(trace.recorded) }))
    .sort((a, b) => a.time - b.time);
  for (const { name, capturer } of inTime)
    for (const person of new Set(capturersOf(capturer).map(plainName))) {
      const before = counts.get(person) ?? 0;
      counts.set(person, before + 1);
      if (before < FIRST_OF_NEW) first.add(name);
    }
  return first;
}
