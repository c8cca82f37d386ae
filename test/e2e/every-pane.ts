/** A layout in which every pane has a place of its own, so that all are on screen at once. */
import type { Page } from '@playwright/test';

export const PANES = ['video', 'terminal', 'diff', 'tests', 'browser', 'voice', 'steps', 'outcome'] as const;

/** Room enough for eight panes beside each other. */
export const EVERY_PANE_VIEWPORT = { width: 2560, height: 1440 };

/** To be called before the page is opened. */
export async function placeEveryPane(page: Page): Promise<void> {
  await page.setViewportSize(EVERY_PANE_VIEWPORT);
  const tabset = (id: string) => ({
    type: 'tabset',
    weight: 25,
    children: [{ type: 'tab', id, name: id, component: id }],
  });
  const row = (ids: readonly string[]) => ({ type: 'row', weight: 50, children: ids.map(tabset) });
  const model = {
    global: {},
    borders: [],
    // A row within a row stands upright.
    layout: { type: 'row', children: [0, 2, 4, 6].map((from) => row(PANES.slice(from, from + 2))) },
  };
  const kept = JSON.stringify({ name: 'inspect', inspect: { model, hidden: [] } });
  await page.addInitScript((text) => {
    // Frames of recorded pages have no storage.
    if (window === window.top) localStorage.setItem('playhead.layouts.v3', text);
  }, kept);
}
