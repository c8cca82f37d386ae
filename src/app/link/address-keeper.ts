/** Keeps the page's address at what is shown, and makes an entry of the history for each jump. */
import type { TraceTime } from '../../base/time.ts';
import type { Transport } from '../../timeline/clock.ts';
import { encodeFragment, type UrlState } from '../url-state.ts';

/** The address follows what is shown, this many milliseconds after it came to rest. */
const REST = 300;
/** While the trace plays it never rests; browsers allow some changes of the address a second. */
const PLAYING = 1_000;
/** Jumps that follow each other sooner are one: nobody goes back through each, and browsers would refuse so many. */
const APART = 1_000;

export interface Keeping {
  readonly clock: Pick<Transport, 'now' | 'playing' | 'jumps' | 'subscribe'>;
  /** What is shown now. */
  readonly state: () => UrlState;
  /** Whether the layout that is shown is somebody else's. */
  readonly lent: () => boolean;
  /** The address of that; undefined for a trace from files, which has none: the page then stays where it is. */
  readonly address: (state: UrlState) => URL | undefined;
  /** Whether the page's address names the trace that is shown, however it is written; without an address, none. */
  readonly isHere: () => boolean;
  /** Tells of all that changes beside the time. Returns how to stop. */
  readonly watch: (changed: () => void) => () => void;
  /** Shows what an address says. `back`: it is one that was shown before, and says all there is to say; `lent`: its layout is somebody else's. */
  readonly come: (fragment: string, back: boolean, lent: boolean) => void;
}

type Page = Pick<Window, 'history' | 'location' | 'addEventListener' | 'removeEventListener'>;

/** What stands beside an entry of the history: files have no address, but moments to come back to. */
interface Entry {
  readonly playhead: string;
  readonly lent: boolean;
}

interface Shown {
  readonly state: UrlState;
  readonly lent: boolean;
}

export interface AddressKeeper {
  /** The page went to another trace, which is not coming any more: the address is again that of what is shown. */
  readonly stay: () => void;
  readonly stop: () => void;
}

/** `wall`: milliseconds of a clock that never goes back. */
export function keepAddress(
  keeping: Keeping,
  page: Page = window,
  wall = () => performance.now(),
): AddressKeeper {
  const { clock } = keeping;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the present entry says. */
  let written: Shown | undefined;
  /** As of the last word of the clock. */
  let last: TraceTime = clock.now();
  let { jumps } = clock;
  let jumped = -Infinity;
  /** The page went to another trace, which is on its way. */
  let left = false;

  const shown = (): Shown => ({ state: keeping.state(), lent: keeping.lent() });
  const put = (how: 'pushState' | 'replaceState', what: Shown): void => {
    const { state, lent } = what;
    const entry: Entry = { playhead: encodeFragment(state), lent };
    const url = keeping.address(state) ?? new URL(page.location.pathname, page.location.origin);
    written = what;
    const before = entryOf(page.history.state);
    const same =
      url.href === page.location.href && before?.playhead === entry.playhead && before.lent === lent;
    if (how === 'replaceState' && same) return;
    page.history[how](entry, '', url);
  };
  const write = (): void => {
    timer = undefined;
    if (!left) put('replaceState', shown());
  };
  const later = (): void => {
    if (clock.playing) timer ??= setTimeout(write, PLAYING);
    else {
      clearTimeout(timer);
      timer = setTimeout(write, REST);
    }
  };
  const onClock = (): void => {
    if (clock.jumps !== jumps && !left) {
      const at = wall();
      if (at - jumped >= APART) {
        // Where it was left: what the jump itself has changed since is of the next one.
        const { state, lent } = written ?? shown();
        put('replaceState', { state: { ...state, time: last }, lent });
        put('pushState', shown());
      }
      jumped = at;
    }
    ({ jumps } = clock);
    last = clock.now();
    later();
  };
  const come = (fragment: string, back: boolean, lent: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    keeping.come(fragment, back, lent);
    written = shown();
    last = clock.now();
    jumped = -Infinity;
  };
  const onPop = ({ state }: PopStateEvent): void => {
    left = !keeping.isHere();
    const entry = entryOf(state);
    if (left) return;
    if (entry) come(entry.playhead, true, entry.lent);
    else {
      // One that was just pasted: `hashchange` tells of it in a moment, and until then nothing may be written over it.
      clearTimeout(timer);
      timer = undefined;
    }
  };
  // An address that was typed or pasted into the open page; going back to one of ours was heard of before.
  const onHash = (): void => {
    if (!left && !entryOf(page.history.state)) come(page.location.hash, false, true);
  };

  later();
  const stops = [clock.subscribe(onClock), keeping.watch(later)];
  page.addEventListener('popstate', onPop);
  page.addEventListener('hashchange', onHash);
  return {
    stay: () => {
      if (!left) return;
      left = false;
      // Where it has come back by itself, that entry says what is to be shown.
      if (!keeping.isHere()) put('replaceState', shown());
    },
    stop: () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      page.removeEventListener('popstate', onPop);
      page.removeEventListener('hashchange', onHash);
    },
  };
}

function entryOf(state: unknown): Entry | undefined {
  if (typeof state !== 'object' || state === null || !('playhead' in state)) return undefined;
  if (typeof state.playhead !== 'string') return undefined;
  return { playhead: state.playhead, lent: !('lent' in state && state.lent === false) };
}
