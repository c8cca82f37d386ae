/** What panes show, read off the page. */
import type { Page } from '@playwright/test';

/** The lines of the newer text that Monaco draws whole, by number; of a wrapped line the parts follow each other. */
export async function linesInSight(page: Page): Promise<ReadonlyMap<number, string>> {
  const rows = await page.evaluate(() => {
    const editor = document.querySelector('[data-pane="diff"] .editor.modified');
    const tops = (selector: string): (readonly [number, HTMLElement])[] =>
      [...(editor?.querySelectorAll<HTMLElement>(selector) ?? [])].map((row) => [
        parseFloat(row.style.top),
        row,
      ]);
    const texts = new Map(
      tops('.view-lines > .view-line').map(([top, { textContent }]) => [top, textContent]),
    );
    return tops('.margin-view-overlays > div')
      .sort(([a], [b]) => a - b)
      .map(([top, margin]) => ({
        number: Number(margin.querySelector('.line-numbers')?.textContent || NaN),
        text: texts.get(top)?.replaceAll('\u00a0', ' '),
      }));
  });
  const lines = new Map<number, string>();
  let current: number | undefined;
  for (const { number, text } of rows) {
    // Rows without text hold what was removed.
    if (text === undefined) continue;
    if (!Number.isNaN(number)) current = number;
    if (current !== undefined) lines.set(current, (lines.get(current) ?? '') + text);
  }
  // The last may go on out of sight.
  if (current !== undefined) lines.delete(current);
  return lines;
}

/** Without blanks: where Monaco wraps a line it indents what follows. */
export function solid(line: string): string {
  return line.replace(/\s/g, '');
}

/** Lines of the newer text, in sight, that are marked as spoken about. */
export function remarkedLines(page: Page): Promise<readonly number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-pane="diff"] .editor.modified .margin-view-overlays > div')]
      .filter((row) => row.querySelector('[class*="remarked"]'))
      .map((row) => Number(row.querySelector('.line-numbers')?.textContent)),
  );
}

/** What the tests pane's rows say of the run at the playhead: name → passed. */
export async function testMarks(page: Page): Promise<Readonly<Record<string, boolean>>> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll('[data-pane="tests"] [role=option]')];
    return Object.fromEntries(
      rows.flatMap((row) => {
        const name = row.querySelector('bdi')?.getAttribute('title');
        // The row's first sign is that of the run at the playhead; the others are those of all runs.
        const state = row.firstElementChild?.firstElementChild?.getAttribute('data-state');
        return name && state ? [[name, state === 'passed']] : [];
      }),
    );
  });
}
