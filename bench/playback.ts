/**
 * `npm run bench -- playback`: whether picture, voice and terminal stay with the clock. Half an hour at each speed in
 * simulated time, with elements worse than real ones; then the sample in a real browser.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../src/cli/serve.ts';
import { findBrowser } from '../tools/find-browser.mjs';
import { buildApp } from './build.ts';
import { describeMachine, type Machine } from './machine.ts';
import { playLong } from './playback/long-run.ts';
import { LONG_RUNS } from './playback/plan.ts';
import { playReal, readSample, realRows, type RealRunSummary } from './playback/real-run.ts';
import { summarizeRun, summaryRows } from './playback/summary.ts';
import { textTable } from './table.ts';

const HELP = `Usage: npm run bench -- playback [options]

  --simulated      no browser
  --app DIR        a built app, instead of building it anew
  --seconds N      of each real run (default: 60; 20 at 16×)`;

const RESULTS = 'bench/results';
const SAMPLE = 'public/samples/bug-fix';
const REAL_SPEEDS = [1, 4, 16];
const SECONDS = 60;
const FAST_SECONDS = 20;
const VIEWPORT = { width: 1_440, height: 900 };

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      simulated: { type: 'boolean', default: false },
      app: { type: 'string' },
      seconds: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const simulated = LONG_RUNS.map((plan) => summarizeRun(plan, playLong(plan)));
  console.log(
    'Half an hour in simulated time. Milliseconds of wall time from the clock, and their limits:\n',
  );
  console.log(textTable(summaryRows(simulated)));
  const real = values.simulated ? undefined : await playInBrowser(values.app, Number(values.seconds ?? NaN));
  if (real) {
    console.log('\nThe sample in a real browser. Milliseconds of wall time from the clock:\n');
    console.log(textTable(realRows(real.runs)));
  }
  await mkdir(RESULTS, { recursive: true });
  const path = join(RESULTS, 'playback.json');
  await writeFile(path, `${JSON.stringify({ simulated, ...real }, undefined, 2)}\n`);
  console.log(`\nWritten to ${path}.`);
}

/** `seconds`: NaN for what is usual. */
async function playInBrowser(
  built: string | undefined,
  seconds: number,
): Promise<{ readonly machine: Machine; readonly runs: readonly RealRunSummary[] }> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
  const truth = await readSample(SAMPLE);
  const serving = await serve({ app: built ?? (await buildApp()), bundle: SAMPLE });
  const args = ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const machine = describeMachine(browser.version());
    const page = await browser.newPage({ viewport: VIEWPORT });
    // What runs this file wraps functions that have a name in a call of its own, which the page does not know.
    await page.addInitScript('globalThis.__name = (target) => target');
    await page.goto(serving.url);
    await page.evaluate(() => window.playhead.ready());
    const runs: RealRunSummary[] = [];
    for (const speed of REAL_SPEEDS) {
      const usual = speed > 4 ? FAST_SECONDS : SECONDS;
      runs.push(await playReal(page, truth, speed, Number.isNaN(seconds) ? usual : seconds));
    }
    return { machine, runs };
  } finally {
    await browser.close();
    await serving.close();
  }
}
