/** The page's own address: which trace is open, and at which moment. */
import type { TraceTime } from '../base/time.ts';
import { clampTime, ZERO } from '../base/time.ts';
import type { BatchAround } from './batch-around.ts';
import type { TraceSession } from './session-store.ts';
import { decodeFragment, encodeFragment, type UrlState } from './url-state.ts';

/** The address that leads back to what is shown, in `place` and in the batch `around` it; undefined for a trace that was opened from files. */
export function addressOf(
  { address, clock, view }: TraceSession,
  place: PanePlace,
  around?: BatchAround,
): URL | undefined {
  if (!address) return undefined;
  const url = new URL(location.pathname, location.origin);
  url.search = `${around ? `batch=${shownAddress(around.address)}&` : ''}trace=${shownAddress(address)}`;
  const range = view.getState().selection;
  url.hash = encodeFragment({
    time: clock.now(),
    ...(range && { range }),
    ...place,
  });
  const filter = around?.fragment() ?? '';
  if (filter !== '') url.hash += `&${filter}`;
  return url;
}

/** An address as it stands in a query: only what would end or change that is escaped, so that people can read it. */
export function shownAddress(address: URL): string {
  const text = address.origin === location.origin ? relative(address) : address.href;
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** From the page's folder where that is shorter. */
function relative(address: URL): string {
  const folder = new URL('.', location.href).pathname;
  const path = address.pathname + address.search;
  return path.startsWith(folder) && path.length > folder.length ? path.slice(folder.length) : path;
}

/** Brings a session to what the page's fragment says; what cannot be read of it becomes a problem. Returns where the panes are to stand. */
export function applyFragment({ trace, clock, view }: TraceSession): PanePlace {
  const { state, problems } = decodeFragment(location.hash);
  problems.forEach(trace.problems.add);
  const inside = (time: TraceTime): TraceTime => clampTime(time, ZERO, trace.duration);
  if (state.range) view.getState().select(inside(state.range.start), inside(state.range.end));
  if (state.time !== undefined) clock.seek(state.time);
  return placeOf(state);
}

/** What an address says of where the panes stand, and what is searched for. */
export type PanePlace = Pick<UrlState, 'pane' | 'layout' | 'find'>;

function placeOf({ pane, layout, find }: UrlState): PanePlace {
  return {
    ...(pane !== undefined && { pane }),
    ...(layout !== undefined && { layout }),
    ...(find && { find }),
  };
}

/** What the page's fragment says of it now. */
export function fragmentPlace(): PanePlace {
  return placeOf(decodeFragment(location.hash).state);
}
