import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlainHttpNote } from '../../../src/app/PlainHttpNote.tsx';
import { openOfflineCopy } from '../../../src/app/offline/offline-copy.ts';
import { OfflineSettings } from '../../../src/app/offline/OfflineSettings.tsx';

const PAGE = 'https://viewer.example/some/where/?trace=a';
const SCOPE = 'https://viewer.example/some/where/';

class Worker extends EventTarget {
  state = 'installing';
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** A browser's service workers, with one registration at most. */
class Container extends EventTarget {
  registration:
    { scope: string; active: Worker | null; installing: Worker | null; waiting: null } | undefined;
  readonly asked: string[] = [];
  readonly dropped: string[] = [];
  full = false;

  getRegistration = () =>
    Promise.resolve(this.registration && { ...this.registration, unregister: this.#unregister });
  register = (url: string, { scope }: { scope: string }) => {
    this.asked.push(url);
    if (this.full) return Promise.reject(new Error('QuotaExceededError'));
    this.registration = { scope, active: null, installing: new Worker(), waiting: null };
    return Promise.resolve(this.registration);
  };
  readonly #unregister = () => {
    this.registration = undefined;
    return Promise.resolve(true);
  };
  readonly caches: { delete: (name: string) => Promise<boolean> } = {
    delete: (name: string) => Promise.resolve(this.dropped.push(name) > 0),
  };
}

function show(container: Container): void {
  const open = () =>
    openOfflineCopy(
      container as unknown as ServiceWorkerContainer,
      container.caches as unknown as CacheStorage,
      PAGE,
    );
  render(<OfflineSettings open={open} />);
}

const box = () => screen.findByRole('checkbox', { name: 'Open Playhead without a network' });

beforeEach(() => vi.stubGlobal('isSecureContext', true));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('keeping the page for use without a network', () => {
  it('asks for nothing before a person does, tells how far it is, and puts all away again', async () => {
    const container = new Container();
    show(container);
    await screen.findByText(/Traces are not kept/);
    expect(container.asked).toEqual([]);
    fireEvent.click(await box());
    await screen.findByRole('progressbar');
    expect(container.asked).toEqual([`${SCOPE}service-worker.js`]);
    await vi.waitFor(() => expect(container.registration?.scope).toBe(SCOPE));
    container.dispatchEvent(new MessageEvent('message', { data: { kept: 3, of: 12 } }));
    await vi.waitFor(() => expect(screen.getByRole('progressbar').getAttribute('value')).toBe('3'));
    container.registration?.installing?.become('activated');
    await screen.findByText(/MB are kept/);
    fireEvent.click(await box());
    await screen.findByText(/Keeps the page's own/);
    expect(container.registration).toBeUndefined();
    expect(container.dropped).toEqual([`playhead offline ${SCOPE}`]);
  });

  it('shows the choice at once where putting away takes long, and ends as chosen last', async () => {
    const container = new Container();
    container.registration = { scope: SCOPE, active: new Worker(), installing: null, waiting: null };
    let putAway: () => void = () => undefined;
    container.caches.delete = () => new Promise((resolve) => (putAway = () => resolve(true)));
    show(container);
    await screen.findByText(/MB are kept/);
    fireEvent.click(await box());
    await screen.findByText(/Puts the kept files away/);
    expect((await box()).matches(':checked')).toBe(false);
    fireEvent.click(await box());
    expect(container.asked).toEqual([]);
    putAway();
    await screen.findByRole('progressbar');
    expect(container.asked).toHaveLength(1);
  });

  it('says so where not all files came, or there was no room', async () => {
    const container = new Container();
    show(container);
    fireEvent.click(await box());
    await screen.findByRole('progressbar');
    await vi.waitFor(() => expect(container.registration).toBeDefined());
    container.registration?.installing?.become('redundant');
    await screen.findByText(/Not all files could be kept/);
    expect((await box()).matches(':checked')).toBe(false);
    container.full = true;
    fireEvent.click(await box());
    await vi.waitFor(() => expect(container.asked).toHaveLength(2));
    await screen.findByText(/Not all files could be kept/);
  });

  it('knows what is kept already, and takes a worker of the whole site for none', async () => {
    const container = new Container();
    container.registration = { scope: SCOPE, active: new Worker(), installing: new Worker(), waiting: null };
    show(container);
    await screen.findByText(/MB are kept/);
    cleanup();
    container.registration.scope = 'https://viewer.example/';
    show(container);
    await screen.findByText(/Keeps the page's own/);
  });

  it('says over plain http that it cannot be, and what else the page is without', () => {
    vi.stubGlobal('isSecureContext', false);
    show(new Container());
    expect(screen.getByText(/https or from localhost/)).toBeTruthy();
    render(<PlainHttpNote className={undefined} />);
    expect(screen.getByText(/came over plain http/)).toBeTruthy();
    cleanup();
    vi.stubGlobal('isSecureContext', true);
    expect(render(<PlainHttpNote className={undefined} />).container.textContent).toBe('');
  });
});
