/** What the sign-offs of earlier batches say of the people of this one. Pure. */
import { TraceError } from '../../base/errors.ts';
import type { SignedEarlier, SignoffPredicate } from '../../schema/generated/types.ts';
import { countedVerdicts } from '../sign/verdicts.ts';
import { capturersOf, plainName } from './people.ts';
import { blindWords } from './verdict-words.ts';

/** A sign-off, by the SHA-256 of its payload. */
export interface EarlierSignoff {
  /** What to call it. */
  readonly source: string;
  readonly sha256: string;
  readonly signoff: Pick<SignoffPredicate, 'batch' | 'supersedes' | 'traces'>;
}

/**
 * The same for the same sign-offs in any order; one that is given twice counts once. Throws `earlier-invalid` for one of the
 * batch `batchId` itself, and one that another replaces: who captured would not be new, and pairs would count twice.
 */
export function earlierOf(signoffs: readonly EarlierSignoff[], batchId: string): SignedEarlier {
  const replaced = new Set(signoffs.map(({ signoff }) => signoff.supersedes));
  for (const { source, sha256, signoff } of signoffs) {
    if (signoff.batch.batch_id === batchId)
      throw new TraceError('earlier-invalid', { source, reason: 'it is of this very batch' });
    if (replaced.has(sha256))
      throw new TraceError('earlier-invalid', { source, reason: 'another one that is given replaces it' });
  }
  const each = [...new Map(signoffs.map((one) => [one.sha256, one])).values()].sort((a, b) =>
    a.sha256 < b.sha256 ? -1 : 1,
  );
  const counts = new Map<string, number>();
  const traces = each.flatMap(({ signoff }) => signoff.traces);
  for (const { capturer } of traces)
    for (const person of new Set(capturersOf(capturer.name).map(plainName)))
      counts.set(person, (counts.get(person) ?? 0) + 1);
  return {
    signoffs: each.map(({ sha256 }) => sha256),
    capturers: [...counts]
      .map(([name, count]) => ({ name, traces: count }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    verdicts: traces
      .filter(({ sampled }) => sampled)
      .map(({ verdicts, capturer }) => [...blindWords(countedVerdicts(verdicts, capturer.name))])
      .filter(({ length }) => length > 1),
  };
}

/** Traces of each person that were signed before, by plain name. */
export function tracesBefore(earlier: SignedEarlier | undefined): ReadonlyMap<string, number> {
  return new Map(earlier?.capturers.map(({ name, traces }) => [name, traces]));
}
