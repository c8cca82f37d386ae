/**
 * `npm run bench -- terminal`: seeking in a large terminal recording, beside asciinema-player on the same file and on its
 * form in segments; how many of a thousand screens are those of a recording played from its start; what the index costs.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { seededRandom } from '../capture/record/random.ts';
import { parseCast } from '../src/trace/cast.ts';
import { castLines } from '../tools/make-trace/terminal.ts';
import { machineOf, rendererMegabytes, withPage } from './browsers.ts';
import { CACHE } from './build.ts';
import { median, report, type Figure } from './figures.ts';
import { quantile } from './table.ts';
import { countExact, indexCost, playOnce, scriptOf, type Played } from './terminal/exact.ts';
import { writeSegments } from './terminal/segments.ts';
import { serveTrace } from './trace-server.ts';

const HELP = `Usage: npm run bench -- terminal [options]

  --runs N         rounds, of which the median counts (default: 3)
  --quick          a smoke run: a recording of 3 MB, one round
  --keep           write the table into docs/PERFORMANCE.md`;

const USUAL = { megabytes: 50, hours: 2, seeks: 40, drags: 60, checks: 1_000, runs: 3 };
const QUICK = { megabytes: 3, hours: 0.2, seeks: 10, drags: 10, checks: 60, runs: 1 };
const PLAYERS = ['playhead', 'plain', 'segmented'] as const;
type Player = (typeof PLAYERS)[number];
const NAMES = { plain: 'asciinema', segmented: 'asciinema, segments' } as const;
/** Where dragging starts, and each step, as parts of the whole. */
const DRAG = { from: 0.9, step: 0.000_5 };
/** Frames come as fast as they are drawn: else all wait for the same refresh of the screen. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      runs: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const plan = values.quick ? QUICK : USUAL;
  const runs = values.runs === undefined ? plan.runs : Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const folder = await recordingIn(plan);
  const pages = await buildPages();
  const machine = await machineOf();
  const cast = parseCast(await readFile(join(folder, 'plain.cast')), 'plain.cast');
  const script = scriptOf(cast);
  const random = seededRandom(7);
  const { length } = script.texts;
  const seconds = (count: number): number => cast.columns.seconds[count - 1] ?? 0;
  const duration = seconds(length);

  const counts = Array.from({ length: plan.checks }, () => 1 + Math.floor(random() * length)).map((count) =>
    lastAtSameTime(cast.columns.seconds, count),
  );
  const truth = new Map(
    (
      await playOnce(
        script,
        [...counts].sort((a, b) => a - b),
      )
    ).map((played) => [played.count, played]),
  );
  const wanted = counts.flatMap((count) => truth.get(count) ?? []);
  const exact = await countExact(script, wanted);
  console.log(`${exact} of ${wanted.length} states are exact`);

  const costs = [];
  for (let round = 0; round < runs; round += 1) costs.push(await indexCost(script));

  const server = await serveTrace({ '/page/': pages, '/cast/': folder }, {});
  try {
    const measured = new Map<Player, Measured[]>(PLAYERS.map((player) => [player, []]));
    for (let round = 0; round < runs; round += 1)
      for (const player of PLAYERS) {
        const file = player === 'segmented' ? 'segments/index.json' : 'plain.cast';
        const times = Array.from({ length: plan.seeks }, () => random() * duration);
        const one = await withPage(async (page, browser) => {
          await page.goto(`${server.origin}/page/?player=${player}`);
          const opened = await opening(page, `/cast/${file}`);
          // What is read or indexed behind the first picture gets its time.
          await page.waitForTimeout(values.quick ? 500 : 4_000);
          const seeks = await seekAll(page, times);
          const back = await seekAll(page, dragTimes(duration, plan.drags, -1));
          const forward = await seekAll(page, dragTimes(duration, plan.drags, 1));
          return { opened, seeks, back, forward, megabytes: await rendererMegabytes(page, browser) };
        }, UNPACED);
        measured.get(player)?.push(one);
        console.log(`round ${round + 1} of ${runs}, ${player}: ${JSON.stringify(summaryOf(one))}`);
      }
    const seen = await withPage(async (page) => {
      await page.goto(`${server.origin}/page/?player=playhead`);
      await opening(page, '/cast/plain.cast');
      return screensAt(
        page,
        wanted.map(({ count }) => seconds(count)),
      );
    });
    const shown = wanted.filter(
      ({ screen }, index) => JSON.stringify(screen) === JSON.stringify(seen[index]),
    ).length;
    const figures = figuresOf(measured, { exact, shown, wanted, costs });
    const notes = [
      `A recording of ${((await stat(join(folder, 'plain.cast'))).size / 1e6).toFixed(0)} MB, ${length} events, ${(duration / 60).toFixed(0)} minutes of logs, an editor, progress bars and wide text (\`tools/make-trace/terminal.ts\`), 120 × 40.`,
      `${plan.seeks} random seeks, then ${plan.drags} steps of ${DRAG.step * 100} % back and forth, in a browser of its own without a limit on frames; medians of ${runs} rounds, the players in turn.`,
      'Ready: the player says that it is there; painted: the frame after that is done. The segments of 64 KB were made for the peer beforehand.',
    ];
    await report({ name: 'terminal', machine, notes, figures }, values.keep);
  } finally {
    await server.close();
  }
}

interface Seek {
  readonly ready: number;
  readonly painted: number;
}

interface Measured {
  /** Milliseconds from asking for the file until the first screen. */
  readonly opened: number;
  readonly seeks: readonly Seek[];
  readonly back: readonly Seek[];
  readonly forward: readonly Seek[];
  readonly megabytes: number;
}

const p = (seeks: readonly Seek[], of: keyof Seek, share: number): number =>
  quantile(
    seeks.map((seek) => seek[of]),
    share,
  );

function summaryOf({ opened, seeks, back, forward, megabytes }: Measured): Readonly<Record<string, number>> {
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return {
    opened: rounded(opened),
    readyP50: rounded(p(seeks, 'ready', 0.5)),
    readyP95: rounded(p(seeks, 'ready', 0.95)),
    paintedP50: rounded(p(seeks, 'painted', 0.5)),
    paintedP95: rounded(p(seeks, 'painted', 0.95)),
    backP95: rounded(p(back, 'painted', 0.95)),
    forwardP95: rounded(p(forward, 'painted', 0.95)),
    megabytes: rounded(megabytes),
  };
}

interface Checked {
  readonly exact: number;
  readonly shown: number;
  readonly wanted: readonly Played[];
  readonly costs: readonly { readonly index: number; readonly bare: number; readonly megabytes: number }[];
}

function figuresOf(
  measured: ReadonlyMap<Player, readonly Measured[]>,
  { exact, shown, wanted, costs }: Checked,
): readonly Figure[] {
  const of = (player: Player, pick: (one: Measured) => number): number =>
    median((measured.get(player) ?? []).map(pick));
  const beside = (
    what: string,
    peer: 'plain' | 'segmented',
    pick: (one: Measured) => number,
    times?: number,
  ): Figure => {
    const ours = of('playhead', pick);
    const value = of(peer, pick);
    const goal = times === undefined ? {} : { goal: `≥ ${times}×`, reached: value / ours >= times };
    return { what, unit: 'ms', ours, peer: { name: NAMES[peer], value }, ...goal };
  };
  const paintedP50 = ({ seeks }: Measured): number => p(seeks, 'painted', 0.5);
  const paintedP95 = ({ seeks }: Measured): number => p(seeks, 'painted', 0.95);
  const readyP95 = of('playhead', ({ seeks }) => p(seeks, 'ready', 0.95));
  const backP95 = of('playhead', ({ back }) => p(back, 'painted', 0.95));
  const forwardP95 = of('playhead', ({ forward }) => p(forward, 'painted', 0.95));
  const index = median(costs.map((one) => one.index));
  const bare = median(costs.map((one) => one.bare));
  const all = wanted.length;
  return [
    beside('open: the file to the first screen', 'plain', ({ opened }) => opened),
    beside('random seek, painted, p50', 'plain', paintedP50),
    beside('random seek, painted, p95', 'plain', paintedP95, 20),
    beside('random seek, painted, p50, to segments', 'segmented', paintedP50),
    beside('random seek, painted, p95, to segments', 'segmented', paintedP95, 3),
    {
      what: 'random seek, ready, p95',
      unit: 'ms',
      ours: readyP95,
      peer: { name: NAMES.segmented, value: of('segmented', ({ seeks }) => p(seeks, 'ready', 0.95)) },
      goal: '< 16 ms',
      reached: readyP95 < 16,
    },
    beside('dragging back, painted, p95', 'plain', ({ back }) => p(back, 'painted', 0.95)),
    beside('dragging back, painted, p95, to segments', 'segmented', ({ back }) => p(back, 'painted', 0.95)),
    {
      what: 'dragging forward, painted, p95',
      unit: 'ms',
      ours: forwardP95,
      goal: 'back ≤ 1.5× of it',
      reached: backP95 <= 1.5 * forwardP95,
    },
    {
      what: 'memory of the renderer after it',
      unit: 'MB',
      ours: of('playhead', ({ megabytes }) => megabytes),
      peer: { name: NAMES.plain, value: of('plain', ({ megabytes }) => megabytes) },
    },
    {
      what: `exact of ${all} random states: every cell, mode and scrolled line`,
      unit: '',
      ours: exact,
      goal: String(all),
      reached: exact === all,
    },
    {
      what: `exact of ${all} random screens in the browser: text and cursor`,
      unit: '',
      ours: shown,
      goal: String(all),
      reached: shown === all,
    },
    {
      what: 'index, processor time',
      unit: 'ms',
      ours: index,
      peer: { name: 'xterm.js alone', value: bare },
      goal: '≤ 1.5× of it',
      reached: index <= 1.5 * bare,
    },
    {
      what: 'index, beside the recording',
      unit: 'MB',
      ours: median(costs.map(({ megabytes }) => megabytes)),
    },
  ];
}

/** All that happened at one moment is shown with it. */
function lastAtSameTime(seconds: Float64Array, count: number): number {
  let last = count;
  while (last < seconds.length && seconds[last] === seconds[last - 1]) last += 1;
  return last;
}

function dragTimes(duration: number, steps: number, direction: 1 | -1): readonly number[] {
  const from = direction < 0 ? DRAG.from : DRAG.from - steps * DRAG.step;
  return Array.from({ length: steps }, (_, step) => duration * (from + direction * step * DRAG.step));
}

function opening(page: Page, address: string): Promise<number> {
  return page.evaluate(async (file) => {
    const began = performance.now();
    await window.terminalPlayer.open(file);
    return performance.now() - began;
  }, address);
}

function seekAll(page: Page, times: readonly number[]): Promise<readonly Seek[]> {
  return page.evaluate(async (list) => {
    const taken: { ready: number; painted: number }[] = [];
    for (const time of list) {
      taken.push(await window.terminalPlayer.seek(time));
      await new Promise((done) => setTimeout(done, 30));
    }
    return taken;
  }, times);
}

function screensAt(
  page: Page,
  times: readonly number[],
): Promise<readonly (readonly string[] | undefined)[]> {
  return page.evaluate(async (list) => {
    const seen: (readonly string[] | undefined)[] = [];
    for (const time of list) {
      await window.terminalPlayer.seek(time);
      seen.push(window.terminalPlayer.screen());
    }
    return seen;
  }, times);
}

/** Makes the recording and its segments, once. */
async function recordingIn({
  megabytes,
  hours,
}: {
  readonly megabytes: number;
  readonly hours: number;
}): Promise<string> {
  const folder = resolve(CACHE, `terminal-${megabytes}`);
  const file = join(folder, 'plain.cast');
  if (await isThere(join(folder, 'segments', 'index.json'))) return folder;
  await mkdir(folder, { recursive: true });
  const out = createWriteStream(`${file}.new`);
  for (const line of castLines({ seed: 1, megabytes, hours }))
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
  await rename(`${file}.new`, file);
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) lines.push(line);
  await writeSegments(lines, join(folder, 'segments'));
  return folder;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function buildPages(): Promise<string> {
  const folder = join(CACHE, 'terminal-pages');
  await build({
    configFile: false,
    root: 'bench/terminal',
    base: './',
    logLevel: 'error',
    build: { outDir: resolve(folder), emptyOutDir: true, target: 'es2023' },
  });
  return folder;
}
