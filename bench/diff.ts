/**
 * `npm run bench -- diff`: how long a seek takes until a file and its changes are painted, in a session of 5,000 saves with
 * files of 49,000 lines and with lines of a megabyte; beside Monaco alone with the same texts, already in memory.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { chromium, type Browser } from 'playwright-core';
import { createServer } from 'vite';
import { findBrowser } from '../tools/find-browser.mjs';
import type { Measured, Sample } from './diff/main.ts';
import type { Size } from './diff/session.ts';
import { describeMachine } from './machine.ts';
import { formatMs, quantile, textTable, type Row } from './table.ts';

const HELP = `Usage: npm run bench -- diff [options]

  --quick          40 seeks instead of 200`;

const RESULTS = 'bench/results';
const EDITS = 5000;
const WHO = ['ours', 'monaco'] as const;
const SIZES: Readonly<Record<Size, string>> = {
  small: '80 to 780 lines',
  lines: '49,000 lines',
  wide: 'a line of 1 MB',
};

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
  const server = await createServer({
    configFile: false,
    plugins: [react()],
    root: resolve('.'),
    logLevel: 'error',
    server: { port: 0, hmr: false },
  });
  await server.listen();
  const [origin = ''] = server.resolvedUrls?.local ?? [];
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const machine = describeMachine(browser.version());
    const measured: Partial<Record<(typeof WHO)[number], Measured>> = {};
    for (const who of WHO)
      measured[who] = await measure(browser, `${origin}bench/diff/index.html`, who, values.quick ? 40 : 200);
    const rows = WHO.flatMap((who) => rowsOf(who, measured[who]));
    console.log(
      textTable([
        ['who, file', 'seeks', 'text ms p50 / p95', 'changes ms p50 / p95', 'longest task ms'],
        ...rows,
      ]),
    );
    await mkdir(RESULTS, { recursive: true });
    const path = join(RESULTS, 'diff.json');
    await writeFile(path, `${JSON.stringify({ machine, edits: EDITS, measured }, undefined, 2)}\n`);
    console.log(`\nWritten to ${path}.`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Each in a page of its own. */
async function measure(
  browser: Browser,
  url: string,
  who: (typeof WHO)[number],
  seeks: number,
): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  try {
    page.on('pageerror', (error) => console.error(error.message));
    // What is found while the page loads is bundled, and the page loaded anew, the first time.
    for (let tries = 0; tries < 3; tries++)
      try {
        await page.goto(url);
        await page.waitForFunction(() => 'diffBench' in window, undefined, { timeout: 60_000 });
        await page.evaluate((edits) => window.diffBench.prepare(edits), EDITS);
        return await page.evaluate(([name, count]) => window.diffBench[name](count), [who, seeks] as const);
      } catch (error) {
        if (tries === 2) throw error;
      }
    throw new Error('the page did not load');
  } finally {
    await page.close();
  }
}

function rowsOf(who: string, measured: Measured | undefined): readonly Row[] {
  if (!measured) return [];
  const row = (name: string, samples: readonly Sample[], longest: string): Row => [
    `${who}, ${name}`,
    `${samples.length}`,
    pair(samples.map(({ text }) => text)),
    pair(samples.map(({ changes }) => changes)),
    longest,
  ];
  const sizes = Object.entries(SIZES).map(([size, name]) =>
    row(
      name,
      measured.samples.filter((sample) => sample.size === size),
      '',
    ),
  );
  return [row('all', measured.samples, formatMs(measured.longest)), ...sizes];
}

function pair(times: readonly number[]): string {
  return `${formatMs(quantile(times, 0.5))} / ${formatMs(quantile(times, 0.95))}`;
}
