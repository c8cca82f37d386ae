/** The table of a batch: what its filters, its order and its keys do. */
import axe from 'axe-core';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createStore } from 'zustand/vanilla';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BatchScreen } from '../../../src/app/batch/BatchScreen.tsx';
import { createBatchStore, type BatchStore } from '../../../src/app/batch/batch-store.ts';
import type { ReadAhead } from '../../../src/app/batch/ahead.ts';
import type { SessionStore } from '../../../src/app/session-store.ts';
import '../../../src/ui/theme.css';
import { batchOf, qcOf, traceRow } from '../../review/batch/rows.ts';

const ADDRESS = new URL('https://x.example/all/batch.json?sig=secret');
const BATCH = batchOf(
  traceRow(1, { title: 'Cron fields', duration_us: 30_000_000, qc: qcOf() }),
  traceRow(2, {
    title: 'Leap days',
    family: 'tdd',
    duration_us: 90_000_000,
    qc: qcOf({ result: 'fail', coverage: 0.5, findings: { S1: 2, S2: 0, S3: 0 } }),
    verdicts: [{ by: 'Ada', verdict: 'reject', at: '2026-01-05T10:00:00.000Z' }],
  }),
  traceRow(3, { title: 'Retry queue', duration_us: 60_000_000, capturer: { name: 'Coder', kind: 'agent' } }),
  { name: 'broken', href: 'broken/', problem: { code: 'zip-invalid', message: 'No zip.' } },
);

const opened = vi.fn<(url: string) => void>();
const show = vi.fn<(open: boolean) => void>();
const dialog = vi.fn<() => void>();
let root: Root;
let viewer: string;
const seen = new Set<string>();
let store: BatchStore;

beforeEach(async () => {
  // Narrower ones have no room for what is known of the current trace.
  await page.viewport(1300, 700);
  vi.clearAllMocks();
  viewer = 'Ada';
  seen.clear();
  const ahead = { want: vi.fn(), drop: vi.fn(), take: () => undefined, settled: () => Promise.resolve() };
  const sessions = createStore(
    () => ({ state: { phase: 'empty' }, close: vi.fn() }) as unknown as SessionStore,
  );
  store = createBatchStore(
    ADDRESS,
    {
      read: () => Promise.resolve(BATCH),
      kept: () => Promise.resolve(new Map()),
      fragment: '',
      viewer: () => ({ name: viewer, hasSeen: (id) => seen.has(id) }),
      keepSeen: (ids) => {
        for (const id of ids) seen.add(id);
      },
      sessions,
      openTrace: (url) => {
        opened(url.href);
        return Promise.resolve();
      },
    },
    ahead as unknown as ReadAhead,
  );
  await store.getState().load();
  document.documentElement.lang = 'en';
  const place = document.createElement('div');
  place.style.cssText = 'width:1300px;height:600px';
  document.body.replaceChildren(place);
  root = createRoot(place);
  root.render(
    <StrictMode>
      <BatchScreen
        store={store}
        session={{ phase: 'empty' }}
        sessions={sessions}
        tools={{ signing: undefined, open: false, failed: undefined, show }}
        onDialog={dialog}
      />
    </StrictMode>,
  );
  await expect.poll(rows).toHaveLength(4);
});
afterEach(() => root.unmount());

const all = (selector: string): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];
/** Titles of the rows, from above. */
function rows(): readonly string[] {
  return all('[role=option]')
    .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map((row) => row.querySelector('[data-cell=what] strong')?.textContent ?? '');
}
const current = (): string | undefined =>
  document.querySelector('[role=option][aria-selected=true] [data-cell=what] strong')?.textContent;
function labelled(selector: string, words: string): HTMLElement {
  const found = all(selector).find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).startsWith(words),
  );
  if (!found) throw new Error(`no ${selector} of ${words}`);
  return found;
}
const search = (): HTMLInputElement | null => document.querySelector('input[type=search]');

/** By the palette, which comes once it is loaded: before, keys would be lost. */
async function chooseCommand(words: string, title: string): Promise<void> {
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('combobox');
  await userEvent.keyboard(words);
  await expect
    .poll(() => document.querySelector('[cmdk-item][aria-selected=true]')?.textContent)
    .toContain(title);
  await userEvent.keyboard('{Enter}');
}

it('says where it lies, but not what signs that address', () => {
  expect(document.querySelector('h1')?.title).toBe('https://x.example/all/batch.json');
  expect(document.body.outerHTML).not.toContain('secret');
});

it('shows what is typed, and says of how many', async () => {
  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(search());
  await userEvent.keyboard('leap');
  await expect.poll(rows).toEqual(['Leap days']);
  await expect.poll(() => document.querySelector('[role=status]')?.textContent).toBe('1 of 4 traces');
  await userEvent.clear(search() ?? document.body);
  await expect.poll(rows).toHaveLength(4);
  await userEvent.keyboard('nothing like that');
  await expect.poll(() => document.body.textContent).toContain('No trace is like that.');
  await userEvent.click(labelled('button', 'Show all'));
  await expect.poll(rows).toHaveLength(4);
});

it('filters by facets, which count what is left, and takes all of it back', async () => {
  await userEvent.click(labelled('label', 'tdd'));
  await expect.poll(rows).toEqual(['Leap days']);
  // Two values of one facet are either; two facets are both.
  await userEvent.click(labelled('label', 'bug fix'));
  await expect.poll(rows).toEqual(['Cron fields', 'Leap days', 'Retry queue']);
  await userEvent.click(labelled('label', 'Reject'));
  await expect.poll(rows).toEqual(['Leap days']);
  await expect.poll(() => labelled('label', 'bug fix').textContent).toBe('bug fix0');
  await userEvent.click(labelled('button', 'Clear all filters'));
  await expect.poll(rows).toHaveLength(4);
  await expect.poll(() => labelled('label', 'bug fix').textContent).toBe('bug fix2');
});

it('sorts upwards, downwards, and then as the batch has them', async () => {
  const before = rows();
  await userEvent.click(labelled('button', 'Length'));
  // What has no length comes last.
  await expect.poll(rows).toEqual(['Cron fields', 'Retry queue', 'Leap days', 'broken']);
  await expect.poll(() => labelled('button', 'Length').getAttribute('aria-label')).toBe('Length, ascending');
  await userEvent.click(labelled('button', 'Length'));
  await expect.poll(() => labelled('button', 'Length').getAttribute('aria-label')).toBe('Length, descending');
  await expect
    .poll(() => rows().filter((title) => title !== 'broken'))
    .toEqual(['Leap days', 'Retry queue', 'Cron fields']);
  await userEvent.click(labelled('button', 'Length'));
  await expect.poll(rows).toEqual(before);
});

it('is gone through by keys, and opens what is current', async () => {
  expect(current()).toBe('Cron fields');
  await userEvent.keyboard('j');
  await expect.poll(current).toBe('Leap days');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(current).toBe('Retry queue');
  await userEvent.keyboard('k');
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenLastCalledWith('https://x.example/all/trace-2/');
  await userEvent.keyboard('{End}');
  await expect.poll(current).toBe('broken');
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledTimes(1);
});

it('leaves keys to the field, and takes arrows and Enter from it', async () => {
  await userEvent.keyboard('/');
  await userEvent.keyboard('jO');
  expect([search()?.value, show.mock.calls.length]).toEqual(['jO', 0]);
  await userEvent.clear(search() ?? document.body);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(current).toBe('Leap days');
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenLastCalledWith('https://x.example/all/trace-2/');
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).not.toBe(search());
});

it('asks for the sign-off, the keys and the commands by keys', async () => {
  await userEvent.keyboard('{Shift>}O{/Shift}');
  expect(show).toHaveBeenLastCalledWith(true);
  await userEvent.keyboard('?');
  await expect.poll(() => document.querySelector('dialog')?.textContent).toContain('Sign-off of the batch');
  // Keys are those of the dialog as long as there is one.
  await userEvent.keyboard('j');
  expect(current()).toBe('Cron fields');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.querySelector('dialog')).toBeNull();
  await chooseCommand('open a trace', 'Open a trace');
  await expect.poll(() => dialog.mock.calls.length).toBe(1);
});

it('hides what others said from who has not judged, until they ask by a button or the palette', async () => {
  viewer = '';
  await store.getState().load();
  await expect.poll(rows).toHaveLength(4);
  const screen = (): string => document.body.textContent;
  await expect.poll(screen).not.toContain('Reject');
  expect(screen()).toContain('1 of 4 reviewed');
  expect(screen()).toContain('judged by Ada');
  store.getState().choose(1);
  await expect.poll(screen).toContain('Judged by Ada. Shown once you have judged it.');
  labelled('button', 'Show, to settle').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(screen).toContain('Reject, Ada, 5 Jan 2026');
  expect([...seen]).toEqual([traceRow(2).bundle_id]);
  await expect.poll(() => document.activeElement?.tagName).toBe('ASIDE');
  seen.clear();
  await store.getState().load();
  await expect.poll(screen).toContain('Show what others said of 1');
  await chooseCommand('what others said', 'Show what others said');
  await expect.poll(() => seen.size).toBe(1);
  await expect.poll(screen).not.toContain('Show what others said of');
});

it('has nothing that axe finds', async () => {
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  });
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
});
