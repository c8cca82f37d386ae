/** Where the page's address leads while traces are opened, over a store that opens them when it is told to. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { installPageApi } from '../../src/app/page-api.ts';
import type { SessionState, SessionStore, TraceSession } from '../../src/app/session-store.ts';
import { fromSeconds } from '../../src/base/time.ts';

const opening = { label: 'a/', note: 'Reading' } as const;

function sessionOf(name: string) {
  const seek = vi.fn();
  const session = {
    address: new URL(name, document.baseURI),
    clock: { seek },
    trace: { duration: fromSeconds(100), problems: { add: vi.fn() } },
  } as unknown as TraceSession;
  return { session, seek };
}

const verbs = { open: vi.fn<SessionStore['open']>(), dismissNext: vi.fn(), close: vi.fn() };
const sessions = createStore<SessionStore>()(() => ({
  state: { phase: 'empty' },
  correct: () => undefined,
  undoCorrection: () => undefined,
  openBy: () => undefined,
  ...verbs,
}));
// Once: it listens as long as the page is there.
const { openFromAddress } = installPageApi(sessions);

beforeEach(() => {
  vi.resetAllMocks();
  verbs.open.mockReturnValue(new Promise(() => undefined));
});

/** What is called when somebody goes to an address, back or forward. */
function cameTo(search: string, state: SessionState): readonly string[] {
  sessions.setState({ state });
  history.replaceState(null, '', `/app/${search}`);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
  return Object.entries(verbs)
    .filter(([, verb]) => verb.mock.calls.length > 0)
    .map(([name]) => name);
}

describe('back or forward', () => {
  beforeEach(() => history.replaceState(null, '', '/app/'));
  const open = (next?: typeof opening): SessionState => ({
    phase: 'ready',
    session: sessionOf('b/').session,
    ...(next && { next }),
  });

  it('to another trace opens it', () => {
    expect(cameTo('?trace=a/', open())).toEqual(['open']);
    expect(verbs.open.mock.calls[0]?.[0]).toBe('a/');
  });

  it('to the one that is open opens nothing, and gives up what is on its way', () => {
    expect(cameTo('?trace=b/', open())).toEqual([]);
    expect(cameTo('?trace=b/', open(opening))).toEqual(['dismissNext']);
  });

  it('to where nothing was open closes it, or gives up what is on its way', () => {
    expect(cameTo('', open(opening))).toEqual(['close']);
    vi.resetAllMocks();
    const files = { ...sessionOf('b/').session, address: undefined };
    expect(cameTo('', { phase: 'ready', session: files })).toEqual([]);
    expect(cameTo('', { phase: 'ready', session: files, next: opening })).toEqual(['dismissNext']);
    vi.resetAllMocks();
    expect(cameTo('', { phase: 'opening', ...opening })).toEqual(['dismissNext']);
    vi.resetAllMocks();
    expect(cameTo('', { phase: 'empty' })).toEqual([]);
  });
});

describe('the moment of the address', () => {
  it.each([
    ['?trace=a/', [[fromSeconds(5)]]],
    // Named with what no server is to be told.
    ['?trace=a/%23key=x', [[fromSeconds(5)]]],
    ['?trace=b/', []],
    ['', []],
  ])('is gone to where that names what was opened, as %j', async (search, sought) => {
    history.replaceState(null, '', '/app/?trace=a/#v=2&t=5');
    const { session, seek } = sessionOf('a/');
    verbs.open.mockImplementation(async () => {
      await Promise.resolve();
      history.replaceState(null, '', `/app/${search}#v=2&t=5`);
      return session;
    });
    openFromAddress();
    // As late as what reads addresses.
    await import('../../src/app/trace-address.ts');
    await new Promise((resolve) => setTimeout(resolve));
    await vi.waitFor(() => expect(seek.mock.calls).toEqual(sought));
  });
});
