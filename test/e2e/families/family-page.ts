/**
 * A sample of a family on the page, as somebody looks at it who comes for that. Its moments are found by what was said, run
 * and written then, so that it may be recorded anew.
 */
import type { Locator } from '@playwright/test';
import type { PlayheadState } from '../../../src/app/page-api.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import type { BundleTruth } from '../bundle-truth.ts';
import { expect, test as base, type PlayheadPage } from '../playhead-page.ts';

/** At its end nothing has complained, and the trace has no problem. */
export const test = base.extend<{ readonly quiet: undefined }>({
  quiet: [
    async ({ playhead }, use) => {
      await use(undefined);
      expect((await playhead.state()).problems).toEqual([]);
      expect(playhead.complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens it by its card on the landing page, and says which panes are in front. */
export async function openByCard(
  playhead: PlayheadPage,
  { manifest: { task } }: BundleTruth,
  front: readonly string[],
): Promise<void> {
  const { page } = playhead;
  await playhead.goto();
  const card = page.getByRole('button', { name: task.title });
  await expect(card).toContainText(task.family.replaceAll('_', ' '));
  await card.click();
  await page.getByRole('slider', { name: 'Playhead', exact: true }).waitFor();
  await page.evaluate(() => window.playhead.ready());
  await expect
    .poll(async () => Object.keys((await playhead.state()).panes).sort())
    .toEqual([...front].sort());
}

/** Brings a pane to the front, and waits until it shows something. */
export async function bringToFront(playhead: PlayheadPage, title: string): Promise<void> {
  await playhead.page.getByRole('tab', { name: title, exact: true }).first().click();
  await expect(playhead.page.getByRole('region', { name: title, exact: true })).toBeVisible();
  await playhead.settled();
}

/** Seeks to a moment in microseconds. */
export function seekTo(playhead: PlayheadPage, micros: number): Promise<PlayheadState> {
  return playhead.seek(micros / 1e6);
}

/** What a pane says that it shows; that of one that has just come to the front may still be on its way. */
export async function expectShown(
  playhead: PlayheadPage,
  pane: string,
  shown: Readonly<Record<string, unknown>>,
): Promise<PaneReport> {
  await expect.poll(async () => (await playhead.state()).panes[pane]).toMatchObject(shown);
  return (await playhead.state()).panes[pane] ?? {};
}

/** Points at a moment in the lane whose title begins so; gives what the timeline then says. */
export async function pointAt(playhead: PlayheadPage, lane: string, micros: number): Promise<Locator> {
  const { page } = playhead;
  const title = page.getByRole('list', { name: 'Tracks' }).locator(`li[title^="${lane}"]`).first();
  await title.scrollIntoViewIfNeeded();
  const row = await title.boundingBox();
  const plot = await page.getByRole('slider', { name: 'Playhead', exact: true }).boundingBox();
  if (!row || !plot) throw new Error(`the timeline has no lane ${lane}`);
  const { duration } = await playhead.state();
  await page.mouse.move(plot.x + (plot.width * micros) / 1e6 / duration, row.y + row.height / 2);
  return page.locator('[class*="cardText"]');
}

/** A moment as the page writes it. */
export function moment(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const seconds = ((millis % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${Math.floor(millis / 60_000)}:${seconds}`;
}
