/** A browser of its own for each measurement, and what its pages cost. */
import { readFile } from 'node:fs/promises';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { findBrowser } from '../tools/find-browser.mjs';
import { describeMachine, type Machine } from './machine.ts';
import { PlainPage } from './plain-page.ts';

const VIEWPORT = { width: 1_600, height: 900 };
// Without renderers in reserve and of the browser's own pages, whose memory would count as the page's.
const WITHOUT = ['SpareRendererForSitePerProcess', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
const ARGS = ['--no-sandbox', '--disable-gpu', `--disable-features=${WITHOUT.join(',')}`];

export async function launch(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
  return chromium.launch({ executablePath, args: [...ARGS, ...more] });
}

export async function machineOf(): Promise<Machine> {
  const browser = await launch();
  const machine = describeMachine(browser.version());
  await browser.close();
  return machine;
}

/** Runs `work` with a page in a browser of its own; `more`: further arguments of the browser. */
export async function withPage<T>(
  work: (page: Page, browser: Browser) => Promise<T>,
  more: readonly string[] = [],
): Promise<T> {
  const browser = await launch(more);
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    // What runs these files wraps functions that have a name in a call of its own, which the page does not know.
    await page.addInitScript('globalThis.__name = (target) => target');
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}

/** Runs `work` with a page that nobody looks into, in a browser of its own: what it holds is what it takes. */
export async function withPlainPage<T>(work: (page: PlainPage, browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    return await work(await PlainPage.of(browser), browser);
  } finally {
    await browser.close();
  }
}

/** Megabytes (2^20) of all renderers: PSS, which counts what is shared only in part. Rubbish is collected before. */
export async function rendererMegabytes(page: Page | PlainPage, browser: Browser): Promise<number> {
  if (page instanceof PlainPage) await page.collectGarbage();
  else {
    const session = await page.context().newCDPSession(page);
    await collect(session);
    await session.detach();
  }
  const root = await browser.newBrowserCDPSession();
  const { processInfo } = await root.send('SystemInfo.getProcessInfo');
  await root.detach();
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => pssKilobytes(id)),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_024;
}

/** Twice: what a first round frees may have held other things. */
async function collect(session: CDPSession): Promise<void> {
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
}

async function pssKilobytes(id: number): Promise<number> {
  return readPss(await readFile(`/proc/${id}/smaps_rollup`, 'utf8'));
}

/** The `Pss:` line of `/proc/PID/smaps_rollup`, in kilobytes. */
export function readPss(text: string): number {
  const [, figure] = /^Pss:\s+(\d+) kB$/m.exec(text) ?? [];
  if (figure === undefined) throw new Error('this system does not tell how much memory a process has');
  return Number(figure);
}
