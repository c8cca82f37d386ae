import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAddress, type Keeping } from '../../../src/app/link/address-keeper.ts';
import { decodeFragment, encodeFragment, type UrlState } from '../../../src/app/url-state.ts';
import { fromSeconds, toSeconds, type TraceTime } from '../../../src/base/time.ts';

interface Written {
  state: unknown;
  href: string;
}

/** As much of a window as there is a history in. */
class Page extends EventTarget {
  readonly entries: Written[] = [{ state: null, href: 'https://p.example/?trace=a/' }];
  at = 0;
  changes = 0;

  readonly history = {
    page: this,
    get state(): unknown {
      return this.page.entry.state;
    },
    replaceState: (state: unknown, _: string, url: URL): void => {
      this.changes += 1;
      this.entries[this.at] = { state, href: url.href };
    },
    pushState: (state: unknown, _: string, url: URL): void => {
      this.changes += 1;
      this.entries.splice(this.at + 1, Infinity, { state, href: url.href });
      this.at += 1;
    },
  };

  get entry(): Written {
    return this.entries[this.at] ?? { state: null, href: '' };
  }

  get location(): URL {
    return new URL(this.entry.href);
  }

  get hashes(): readonly string[] {
    return this.entries.map(({ href }) => new URL(href).hash);
  }

  go(by: number): void {
    this.at += by;
    this.dispatchEvent(Object.assign(new Event('popstate'), { state: this.entry.state }));
    this.dispatchEvent(new Event('hashchange'));
  }

  /** `meanwhile`: what happens before the page hears of it a second time, as browsers tell it in another task. */
  paste(hash: string, meanwhile: () => void = () => undefined): void {
    this.entries.splice(this.at + 1, Infinity, { state: null, href: new URL(hash, this.entry.href).href });
    this.at += 1;
    this.dispatchEvent(Object.assign(new Event('popstate'), { state: null }));
    meanwhile();
    this.dispatchEvent(new Event('hashchange'));
  }
}

function keep({ files = false } = {}) {
  const page = new Page();
  const listeners = new Set<() => void>();
  const clock = {
    time: fromSeconds(0),
    jumps: 0,
    playing: false,
    now: (): TraceTime => clock.time,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  let shown: UrlState = {};
  let lent = false;
  let changed: () => void = () => undefined;
  const came: [number | undefined, boolean][] = [];
  const keeping: Keeping = {
    clock,
    state: () => ({ ...shown, time: clock.time }),
    lent: () => lent,
    address: (state) => (files ? undefined : new URL(`https://p.example/?trace=a/#${encodeFragment(state)}`)),
    isHere: () => page.location.searchParams.get('trace') === (files ? null : 'a/'),
    watch: (listener) => {
      changed = listener;
      return () => undefined;
    },
    come: (fragment, back, theirs) => {
      const { time, ...rest } = decodeFragment(fragment).state;
      shown = rest;
      lent = theirs;
      if (time !== undefined) seek(toSeconds(time));
      came.push([time === undefined ? undefined : toSeconds(time), back]);
    },
  };
  const seek = (seconds: number, jump = false): void => {
    clock.time = fromSeconds(seconds);
    if (jump) clock.jumps += 1;
    for (const listener of listeners) listener();
  };
  const keeper = keepAddress(
    keeping,
    page as unknown as Window,
    () => vi.getMockedSystemTime()?.getTime() ?? 0,
  );
  const show = (next: UrlState, theirs = false): void => {
    shown = next;
    lent = theirs;
    changed();
  };
  return { ...keeper, page, clock, seek, show, came, lent: () => lent };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('the address', () => {
  it('follows at rest, in the same entry', () => {
    const { page, seek } = keep();
    for (let at = 1; at <= 50; at += 1) {
      seek(at);
      vi.advanceTimersByTime(50);
    }
    expect(page.changes).toBe(0);
    vi.advanceTimersByTime(300);
    expect(page.hashes).toEqual(['#v=2&t=50']);
    expect(page.changes).toBe(1);
  });

  it('goes along once a second while it plays', () => {
    const { page, clock, seek } = keep();
    clock.playing = true;
    for (let at = 0; at < 10_000; at += 16) {
      seek(at / 1_000);
      vi.advanceTimersByTime(16);
    }
    expect(page.changes).toBeLessThanOrEqual(11);
    expect(page.changes).toBeGreaterThan(5);
    expect(page.entries).toHaveLength(1);
  });

  it('makes an entry of a jump, and leaves the one before where it was left', () => {
    const { page, seek, show } = keep();
    seek(10);
    vi.advanceTimersByTime(400);
    // Moved on, and not at rest yet.
    seek(12);
    // What is chosen changes with the jump.
    show({ pane: 'video' });
    seek(80, true);
    expect(page.hashes).toEqual(['#v=2&t=12', '#v=2&t=80&pane=video']);
    show({ pane: 'video', side: 'review' });
    vi.advanceTimersByTime(400);
    expect(page.hashes).toEqual(['#v=2&t=12', '#v=2&t=80&pane=video&side=review']);
  });

  it('makes one entry of jumps that follow each other soon, and ends a flood of them', () => {
    const { page, seek } = keep();
    for (let at = 1; at <= 200; at += 1) {
      seek(at, true);
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(2_000);
    expect(page.hashes).toEqual(['#v=2&t=0', '#v=2&t=200']);
    seek(5, true);
    expect(page.entries).toHaveLength(3);
  });

  it('shows what it said when somebody goes back and forward, once each', () => {
    const { page, seek, show, came, clock } = keep();
    seek(10);
    show({ range: { start: fromSeconds(1), end: fromSeconds(2) } });
    vi.advanceTimersByTime(400);
    show({});
    seek(80, true);
    vi.advanceTimersByTime(400);
    page.go(-1);
    expect(came).toEqual([[10, true]]);
    expect(toSeconds(clock.time)).toBe(10);
    vi.advanceTimersByTime(2_000);
    expect(page.hashes).toEqual(['#v=2&t=10&range=1,2', '#v=2&t=80']);
    page.go(1);
    expect(came).toEqual([
      [10, true],
      [80, true],
    ]);
    vi.advanceTimersByTime(2_000);
    expect(page.hashes).toEqual(['#v=2&t=10&range=1,2', '#v=2&t=80']);
  });

  it('knows of each entry whose layout it is, whatever was chosen since', () => {
    const { page, seek, show, lent } = keep();
    show({ dock: 'video' }, true);
    vi.advanceTimersByTime(400);
    seek(10, true);
    vi.advanceTimersByTime(2_000);
    // The own one, and a jump before the address came to rest.
    show({});
    seek(80, true);
    vi.advanceTimersByTime(400);
    const told: boolean[] = [];
    for (const by of [-1, -1, 1, 1]) {
      page.go(by);
      told.push(lent());
    }
    expect(told).toEqual([true, true, true, false]);
    // One that does not say so, as of an earlier version, is taken for somebody else's.
    page.entries[0] = { state: { playhead: 'v=2&t=1' }, href: 'https://p.example/?trace=a/#v=2&t=1' };
    page.go(-2);
    expect(lent()).toBe(true);
  });

  it('takes one that is pasted for somebody else’s', () => {
    const { page, came } = keep();
    vi.advanceTimersByTime(400);
    page.paste('#v=1&t=33');
    expect(came).toEqual([[33, false]]);
    vi.advanceTimersByTime(400);
    expect(page.hashes).toEqual(['#v=2&t=0', '#v=2&t=33']);
  });

  it('is the same, however it is escaped', () => {
    const { page, came } = keep();
    page.entries[0] = { state: null, href: 'https://p.example/?trace=a%2F' };
    page.paste('#v=1&t=33');
    expect(came).toEqual([[33, false]]);
  });

  it('is not written over what was pasted just before', () => {
    const { page, seek, came } = keep();
    seek(5);
    page.paste('#v=1&t=33', () => vi.advanceTimersByTime(400));
    expect(came).toEqual([[33, false]]);
  });

  it('is left alone when the page goes to another trace', () => {
    const { page, seek } = keep();
    seek(7, true);
    page.entries[0] = { state: { playhead: 'v=2&t=1' }, href: 'https://p.example/?trace=b/#v=2&t=1' };
    page.go(-1);
    seek(9);
    vi.advanceTimersByTime(2_000);
    expect(page.entries[0].href).not.toContain('t=9');
  });

  it('is that of what is shown again where the other trace does not come', () => {
    const { page, seek, stay } = keep();
    seek(7, true);
    page.entries[0] = { state: { playhead: 'v=2&t=1' }, href: 'https://p.example/?trace=b/#v=2&t=1' };
    page.go(-1);
    seek(9);
    stay();
    expect(page.entry.href).toBe('https://p.example/?trace=a/#v=2&t=9');
    seek(11);
    vi.advanceTimersByTime(400);
    expect(page.hashes).toEqual(['#v=2&t=11', '#v=2&t=7']);
    // Nothing to be put right where it never was another's.
    const { changes } = page;
    seek(12);
    stay();
    expect(page.changes).toBe(changes);
  });

  it('of files is bare, and still there is something to come back to', () => {
    const { page, seek, came } = keep({ files: true });
    page.entries[0] = { state: null, href: 'https://p.example/' };
    seek(10);
    vi.advanceTimersByTime(400);
    seek(80, true);
    expect(page.entries.map(({ href }) => href)).toEqual(['https://p.example/', 'https://p.example/']);
    page.go(-1);
    expect(came).toEqual([[10, true]]);
  });

  it('stays when nobody keeps it any more', () => {
    const { page, seek, stop } = keep();
    seek(3);
    stop();
    vi.advanceTimersByTime(2_000);
    page.go(0);
    expect(page.changes).toBe(0);
  });
});
