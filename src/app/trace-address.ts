/** The page's own address: which trace is open, and at which moment. */
import type { TraceTime } from '../base/time.ts';
import { clampTime, ZERO } from '../base/time.ts';
import type { TraceSession } from './session-store.ts';
import { decodeFragment, encodeFragment } from './url-state.ts';

/** The address that leads back to what is shown; undefined for a trace that was opened from files. `pane`: the maximized one. */
export function addressOf({ address, clock, view }: TraceSession, pane?: string): URL | undefined {
  if (!address) return undefined;
  const url = new URL(location.pathname, location.origin);
  const text = address.origin === location.origin ? relative(address) : address.href;
  // Only what would end or change a query is escaped, so that people can read it.
  url.search = `trace=${encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
  const range = view.getState().selection;
  url.hash = encodeFragment({
    time: clock.now(),
    ...(range && { range }),
    ...(pane !== undefined && { pane }),
  });
  return url;
}

/** From the page's folder where that is shorter. */
function relative(address: URL): string {
  const folder = new URL('.', location.href).pathname;
  const path = address.pathname + address.search;
  return path.startsWith(folder) && path.length > folder.length ? path.slice(folder.length) : path;
}

/** Brings a session to what the page's fragment says; what cannot be read of it becomes a problem. Returns the pane to maximize. */
export function applyFragment({ trace, clock, view }: TraceSession): string | undefined {
  const { state, problems } = decodeFragment(location.hash);
  problems.forEach(trace.problems.add);
  const inside = (time: TraceTime): TraceTime => clampTime(time, ZERO, trace.duration);
  if (state.range) view.getState().select(inside(state.range.start), inside(state.range.end));
  if (state.time !== undefined) clock.seek(state.time);
  return state.pane;
}
