import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { copyLink } from '../../../src/app/link/copy-link.ts';
import { createLayoutStore } from '../../../src/app/layout-store.ts';
import { keepOpened } from '../../../src/app/link-key.ts';
import { createSideStore } from '../../../src/app/link/side-store.ts';
import { ShareDialog } from '../../../src/app/link/ShareDialog.tsx';
import { stateOf, type Linked } from '../../../src/app/link/view-state.ts';
import type { SearchStore } from '../../../src/app/search-state.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { createPaneViews } from '../../../src/timeline/pane-views.ts';
import { createViewStore } from '../../../src/timeline/view-store.ts';

afterEach(cleanup);

const SIGNED = '?se=2100-01-01T00:00:00Z&sig=secret';

/** A trace at that address, in which nothing is searched for. */
function linkedTo(address: string): Linked {
  return {
    session: {
      address: new URL(address),
      clock: { now: () => fromSeconds(5) },
      view: createViewStore(fromSeconds(60)),
      trace: { manifest: { clock: {}, layers: [] } },
    },
    layouts: createLayoutStore([{ id: 'video', title: 'Screen' }]),
    search: createStore(() => ({ open: false })) as unknown as SearchStore,
    views: createPaneViews(),
    sides: createSideStore(),
  } as unknown as Linked;
}

function show(linked: Linked): void {
  render(
    <ShareDialog
      linked={linked}
      frame={undefined}
      around={undefined}
      say={() => undefined}
      onClose={() => undefined}
    />,
  );
}

const link = (): string => screen.getByLabelText<HTMLTextAreaElement>('The link').value;

describe('the dialog of a link', () => {
  it('offers the key of an encrypted trace whose address is signed, and says all that there is to say', () => {
    const address = `https://x.example/a.trace.enc${SIGNED}`;
    keepOpened(address, 'key=theirs');
    show(linkedTo(address));
    screen.getByText(/^The link works until 2100-01-01/);
    screen.getByText('The link does not carry the key of this encrypted trace.');
    screen.getByText('The link works on this computer alone.');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Its key/ }));
    screen.getByText('The link carries the key of this encrypted trace.');
    expect(link()).toMatch(/trace=https:\/\/x\.example\/a\.trace\.enc%3F…#v=2&t=5&layout=inspect&key=…$/);
  });
});

describe('a comment that came with a link', () => {
  it('is not passed on as that of whoever makes another, and stays in the address of the page', async () => {
    const linked = linkedTo('https://x.example/a.zip');
    linked.sides.setState({ note: 'Theirs' });
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    expect(await copyLink(linked, undefined)).toMatch(/copied/);
    expect(writeText.mock.calls).toEqual([[expect.stringMatching(/#v=2&t=5&layout=inspect$/)]]);
    show(linked);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Comment/).value).toBe('');
    expect(link()).toMatch(/#v=2&t=5&layout=inspect$/);
    fireEvent.change(screen.getByLabelText(/^Comment/), { target: { value: 'Mine' } });
    expect(link()).toMatch(/&note=Mine$/);
    expect(stateOf(linked).note).toBe('Theirs');
  });
});
