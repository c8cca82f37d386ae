/**
 * `npm run bench -- batch`: a batch of 2,000 traces is opened, searched, filtered and sorted; then the next trace is opened,
 * read ahead and not, beside the same trace by its link in a new browser.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { writeBatch } from '../src/review/batch/batch-file.ts';
import type { BatchTrace } from '../src/schema/generated/types.ts';
import { madeBatch } from '../tools/make-trace/batch.ts';
import { pressesOf, type Press } from './batch/plan.ts';
import { watchBatch } from './batch/watch.ts';
import { machineOf, withPage } from './browsers.ts';
import { CACHE } from './build.ts';
import { median, report, type Figure } from './figures.ts';
import { open } from './opening.ts';
import { COMMON_HELP, readBenchOptions } from './options.ts';
import { quantile } from './table.ts';
import { aboutTrace, traceFacts } from './trace-file.ts';
import { serveTrace, type TraceServer } from './trace-server.ts';

const HELP = `Usage: npm run bench -- batch [options]

${COMMON_HELP}`;

/** Of ten minutes, as the tasks of a batch are. */
const USUAL = { runs: 3, quick: 1, trace: '10min' } as const;
const TRACES = 2_000;
const SEED = 1;
const FOLDER = '/batch/';
const PATIENCE = 180_000;
/** Milliseconds without a byte after which nothing more is read. */
const QUIET = 1_500;
/** Keys that open another trace. One that turns around opens a trace that was not read ahead. */
const STEPS = ['n', 'n', 'p', 'p', 'n', 'n'] as const;

interface Round {
  /** Milliseconds from the link to the painted list. */
  readonly list: number;
  readonly openingTask: number;
  /** Milliseconds from each key to the painted list. */
  readonly filters: readonly number[];
  readonly filterTask: number;
  /** Milliseconds from each key to the first exact frame. */
  readonly ahead: readonly number[];
  readonly unread: readonly number[];
  readonly stepTask: number;
  /** Of the same trace by its link, in a browser of its own. */
  readonly cold: number;
}

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, USUAL);
  const { traces } = madeBatch(TRACES, SEED);
  const file = await batchFile();
  const presses = pressesOf(traces);
  const served = Object.fromEntries(traces.map(({ href }) => [FOLDER + href, options.trace]));
  const server = await serveTrace({ '/': options.app }, { [`${FOLDER}batch.json`]: file, ...served });
  const machine = await machineOf();
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < options.runs; round += 1) {
      rounds.push(await roundOf(server, traces, presses));
      console.log(
        `round ${round + 1} of ${options.runs}: ${JSON.stringify({ ...rounds.at(-1), filters: undefined })}`,
      );
    }
  } finally {
    await server.close();
  }
  const notes = [
    `${TRACES.toLocaleString('en')} traces, made by \`npm run make-batch -- batch.json --traces ${TRACES} --seed ${SEED}\`; each address of them answers with ${aboutTrace(await traceFacts(options.trace))}`,
    `${presses.length} keys a round: letters of words, boxes of six facets one upon the other, sorts both ways; ${STEPS.length} steps to another trace. ${options.runs} rounds, each in a new browser.`,
    'From the key, as the browser stamps it, until the list is painted that the filter gives; until the browser confirmed the first frame of the other trace.',
  ];
  await report({ name: 'batch', machine, notes, figures: figuresOf(rounds) }, options.keep);
}

async function batchFile(): Promise<string> {
  const path = join(CACHE, `batch-${TRACES}-${SEED}.json`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(path, writeBatch(madeBatch(TRACES, SEED)));
  return path;
}

async function roundOf(
  server: TraceServer,
  traces: readonly BatchTrace[],
  presses: readonly Press[],
): Promise<Round> {
  const [first] = traces;
  const link = `${server.origin}/?trace=${FOLDER}${first?.href ?? ''}`;
  const { frame: cold } = await withPage((page) => open(page, link, PATIENCE));
  return withPage(async (page) => {
    await page.addInitScript(watchBatch);
    await page.goto(`${server.origin}/?batch=${FOLDER}batch.json`, { waitUntil: 'commit' });
    const list = await page
      .waitForFunction(() => Number.isFinite(window.batchWatch.list) && window.batchWatch.list, undefined, {
        timeout: PATIENCE,
      })
      .then((handle) => handle.jsonValue());
    await quiet(server);
    const openingTask = await longest(page);
    const filters: number[] = [];
    for (const press of presses) filters.push(await timed(page, press));
    const filterTask = await longest(page);
    const steps = await stepsOf(page, server);
    return { list: Number(list), openingTask, filters, filterTask, cold, ...steps };
  });
}

/** Presses a key, and gives the milliseconds until the list was painted. Throws where another one stands there. */
async function timed(page: Page, { on, key, count, names }: Press): Promise<number> {
  await page.locator(on).focus();
  await page.evaluate((wanted) => window.batchWatch.shows(wanted), count);
  await page.keyboard.press(key);
  const took = await page.evaluate(() => window.batchWatch.awaited?.after);
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll('[role="option"]')].map((row) => ({
      place: Number(row.getAttribute('aria-posinset')),
      text: row.textContent,
    })),
  );
  const other = seen.find(({ place, text }) => !text.includes(names[place - 1] ?? '?'));
  if (took === undefined || other || (count > 0 && seen.length === 0))
    throw new Error(`the list is not what ${key} on ${on} leads to: ${JSON.stringify(other)}`);
  return took;
}

/** Opens the first trace, and others from there. */
async function stepsOf(
  page: Page,
  server: TraceServer,
): Promise<Pick<Round, 'ahead' | 'unread' | 'stepTask'>> {
  // From the table itself, not from what was pressed last.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('Enter');
  const ahead: number[] = [];
  const unread: number[] = [];
  let stepTask = 0;
  let heading: string = 'n';
  for (const key of STEPS) {
    await page.evaluate(() => window.playhead.ready());
    await quiet(server);
    await longest(page);
    await page.evaluate(() => window.batchWatch.opens());
    await page.keyboard.press(key);
    const took = await page.evaluate(() => window.batchWatch.awaited?.after);
    (key === heading ? ahead : unread).push(took ?? NaN);
    // Its other panes follow the picture.
    await page.evaluate(() => window.playhead.ready());
    stepTask = Math.max(stepTask, await longest(page));
    heading = key;
  }
  return { ahead, unread, stepTask };
}

/** Of the main thread, since it was asked for last. */
function longest(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { longest: found } = window.batchWatch;
    window.batchWatch.longest = 0;
    return found;
  });
}

/** Resolves when nothing more is read: what opened is whole, and the next is read ahead. */
async function quiet(server: TraceServer): Promise<void> {
  let before = -1;
  for (;;) {
    const { bytes } = server.sent('/');
    if (bytes === before) return;
    before = bytes;
    await wait(QUIET);
  }
}

function figuresOf(rounds: readonly Round[]): readonly Figure[] {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const all = (pick: (round: Round) => readonly number[]): readonly number[] => rounds.flatMap(pick);
  const filters = all(({ filters: some }) => some);
  const ahead = all(({ ahead: some }) => some);
  const list = of((round) => round.list);
  const cold = of((round) => round.cold);
  const opened = { name: 'opening the batch', value: list };
  const linked = { name: 'by its link, cold', value: cold };
  const within = (value: number, limit: number) => ({
    unit: 'ms' as const,
    ours: value,
    goal: `< ${limit} ms`,
    reached: value < limit,
  });
  const task = (what: string, value: number): Figure => ({
    what: `longest task of the main thread while ${what}`,
    unit: 'ms',
    ours: value,
    goal: '≤ 50 ms',
    reached: value <= 50,
  });
  return [
    { what: 'from the link to the list of 2,000 traces', unit: 'ms', ours: list },
    { what: 'a key until the list is filtered, p50', peer: opened, ...within(quantile(filters, 0.5), 100) },
    { what: 'the same, p95', peer: opened, ...within(quantile(filters, 0.95), 100) },
    { what: 'the same, the longest', unit: 'ms', ours: Math.max(...filters), peer: opened },
    {
      what: 'first exact frame of the next trace, read ahead, p50',
      peer: linked,
      ...within(quantile(ahead, 0.5), 300),
    },
    { what: 'the same, p95', peer: linked, ...within(quantile(ahead, 0.95), 300) },
    {
      what: 'first exact frame of a trace that was not read ahead, p50',
      unit: 'ms',
      ours: quantile(
        all(({ unread }) => unread),
        0.5,
      ),
      peer: linked,
    },
    task(
      'the batch opens',
      of(({ openingTask }) => openingTask),
    ),
    task(
      'it is filtered',
      of(({ filterTask }) => filterTask),
    ),
    task(
      'the next trace opens',
      of(({ stepTask }) => stepTask),
    ),
  ];
}
