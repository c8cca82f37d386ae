import { clampTime, ZERO, type TraceTime } from '../../base/time.ts';
import type { TraceSession } from '../session-store.ts';
import type { UrlState } from '../url-state.ts';

/** Goes to the moment and range that an address says; `whole`: where it says no range, none is to be marked. */
export function goToState(
  { trace, clock, view }: Pick<TraceSession, 'trace' | 'clock' | 'view'>,
  { time, range }: UrlState,
  whole = false,
): void {
  const inside = (moment: TraceTime): TraceTime => clampTime(moment, ZERO, trace.duration);
  if (range) view.getState().select(inside(range.start), inside(range.end));
  else if (whole && view.getState().selection) view.getState().clearRange();
  if (time !== undefined) clock.seek(time);
}
