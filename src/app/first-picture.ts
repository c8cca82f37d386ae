import type { PaneReport } from '../panes/pane.tsx';
import type { Clock } from '../timeline/clock.ts';
import type { PaneReports } from './pane-reports.ts';

/**
 * Milliseconds: a recording that never comes must not keep all else from being read. Shorter, a slow machine or line would read
 * and decode all the rest beside the picture, which then comes later still.
 */
const PATIENCE = 10_000;

/**
 * Resolves once the video pane shows a picture, says why it has none, or is not on screen, where the panes are; after some
 * seconds in any case.
 */
export function firstPicture(
  clock: Pick<Clock, 'subscribe'> & { readonly holders: readonly string[] },
  reports: Pick<PaneReports, 'all' | 'subscribe'>,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const report = reports.all[VIDEO];
      // Before the panes are there, nobody knows whether one of them is the video's.
      const awaited = clock.holders.includes(THE_PANES) || clock.holders.includes(VIDEO);
      if (isShown(report) || !awaited) end();
    };
    const stop = (): void => {
      clearTimeout(timer);
      for (const each of stops) each();
    };
    const end = (): void => {
      stop();
      // Once it has been painted; a page that nobody sees is not.
      requestAnimationFrame(() => setTimeout(resolve));
    };
    const timer = setTimeout(() => {
      stop();
      resolve();
    }, PATIENCE);
    const stops = [clock.subscribe(look), reports.subscribe(look)];
    look();
  });
}

/** What holds the clock of a new session until its panes do. */
export const THE_PANES = 'the panes';
/** The video pane's id, by which it holds until its code is there, and as which it holds then. */
const VIDEO = 'video';

/** Whether the video pane is seen: another trace's picture can be, too, then. */
export function showsVideo(reports: Pick<PaneReports, 'all'>): boolean {
  return isShown(reports.all[VIDEO]) && !document.hidden;
}

function isShown(report: PaneReport | undefined): boolean {
  if (!report) return false;
  const { frame, error } = report;
  return error !== null || (typeof frame === 'number' && frame >= 0);
}
