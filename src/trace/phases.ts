/** The named parts of a session. Pure. */
import type { TraceTime } from '../base/time.ts';
import type { Manifest } from '../schema/generated/types.ts';

export type Phase = NonNullable<Manifest['outcome']['phases']>[number];

/** Index of the phase at `now`, of several the one that began last; -1 where there is none. */
export function phaseAt(phases: readonly Phase[], now: TraceTime, duration: TraceTime): number {
  let found = -1;
  phases.forEach(({ t_start: start, t_end: end }, index) => {
    // Ranges are half-open, but the last phase goes on at the very end of the trace.
    const inside = start <= now && (now < end || (now === duration && end >= duration));
    if (inside && start >= (phases[found]?.t_start ?? -Infinity)) found = index;
  });
  return found;
}
