/**
 * `npm run bench -- diff`: how long a seek takes until a file and its changes are painted, in a session of 5,000 saves with
 * files of 49,000 lines and with lines of a megabyte; beside Monaco alone with the same texts, already in memory.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { chromium, type Browser } from 'playwright-core';
import { createServer } from 'vite';
import { findBrowser } from '../tools/find-browser.mjs';
import type { Measured, Sample } from './diff/main.ts';
import type { Size } from './diff/session.ts';
import { report, type Figure } from './figures.ts';
import { describeMachine } from './machine.ts';
import { formatMs, quantile, textTable, type Row } from './table.ts';

const HELP = `Usage: npm run bench -- diff [options]

  --quick          40 seeks instead of 200
  --keep           write the table into docs/PERFORMANCE.md`;

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
    options: {
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
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
    const notes = [
      `${EDITS} saves of 300 files; Monaco alone is given both texts, which are in memory already.`,
    ];
    await report({ name: 'diff', machine, notes, figures: figuresOf(measured) }, values.keep);
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

function figuresOf({ ours, monaco }: Partial<Record<(typeof WHO)[number], Measured>>): readonly Figure[] {
  if (!ours || !monaco) return [];
  const figure = (size: Size, part: 'text' | 'changes', limit: number): Figure => {
    const at = ({ samples }: Measured): number =>
      quantile(
        samples.filter((sample) => sample.size === size).map((sample) => sample[part]),
        0.95,
      );
    return {
      what: `${SIZES[size]}: ${part} painted, p95`,
      unit: 'ms',
      ours: at(ours),
      peer: { name: 'Monaco alone', value: at(monaco) },
      goal: `< ${limit} ms`,
      reached: at(ours) < limit,
    };
  };
  const sizes: readonly Size[] = ['small', 'lines', 'wide'];
  return [
    ...sizes.flatMap((size) => [figure(size, 'text', 60), figure(size, 'changes', 130)]),
    {
      what: 'longest task',
      unit: 'ms',
      ours: ours.longest,
      peer: { name: 'Monaco alone', value: monaco.longest },
      goal: '< 50 ms',
      reached: ours.longest < 50,
    },
  ];
}
