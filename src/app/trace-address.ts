/** The page's own address: which trace is open, and at which moment. */
import type { BatchAround } from './batch-around.ts';
import { goToState } from './link/go-to-state.ts';
import { isNamed } from './named-trace.ts';
import type { TraceSession } from './session-store.ts';
import { decodeFragment, encodeFragment, type UrlState } from './url-state.ts';

/** The address that leads back to what is shown, in the batch `around` it; undefined for a trace that was opened from files. */
export function addressOf(
  { address }: Pick<TraceSession, 'address'>,
  state: UrlState,
  around?: BatchAround,
): URL | undefined {
  if (!address) return undefined;
  const url = new URL(location.pathname, location.origin);
  url.search = `${around ? `batch=${shownAddress(around.address)}&` : ''}trace=${shownAddress(address)}`;
  url.hash = encodeFragment(state);
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

/** Brings a session to the moment and range of the page's fragment; what cannot be read of it becomes a problem. */
export function applyFragment(session: TraceSession): void {
  const { state, problems } = decodeFragment(location.hash);
  problems.forEach(session.trace.problems.add);
  goToState(session, state);
}

/** What the page's fragment says of a trace: where the panes stand, and where it is the one that the address names, all of it. */
export function fragmentState(address: URL | undefined): UrlState {
  const { state } = decodeFragment(location.hash);
  if (isNamed(address)) return state;
  // Of another trace: its panes and what is searched go along, what is chosen in it does not.
  const { pane, layout, dock, find } = state;
  return {
    ...(pane !== undefined && { pane }),
    ...(layout && { layout }),
    ...(dock !== undefined && { dock }),
    ...(find && { find }),
  };
}
