/**
 * `npm run bench -- timeline`: what a frame of the timeline costs with a million marks a lane and with ten, beside a loop
 * over all of them; and what a step of zooming into a sound costs, beside wavesurfer.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { findBrowser } from '../tools/find-browser.mjs';
import { describeMachine } from './machine.ts';
import { report, type Figure } from './figures.ts';
import { formatMs, quantile, textTable, type Row } from './table.ts';
import type { Frames, Move } from './timeline/main.ts';

const HELP = `Usage: npm run bench -- timeline [options]

  --quick          fewer frames, and no ten million marks
  --keep           write the table into docs/PERFORMANCE.md`;

const FRAMES = 120;
/** A frame of the loop over all marks may take seconds. */
const NAIVE_FRAMES = 4;
const WAVE_STEPS = 60;

interface Case {
  readonly marks: number;
  readonly lanes: number;
  readonly view: string;
  readonly ratio: number;
  readonly who: 'ours' | 'naive';
  readonly script: { readonly p50: number; readonly p95: number };
  readonly frame: { readonly p50: number; readonly p95: number };
}

const VIEWS: readonly { readonly name: string; readonly move: Move; readonly share: number }[] = [
  { name: 'whole trace', move: 'pan', share: 0.999 },
  { name: 'a tenth, panning', move: 'pan', share: 0.1 },
  { name: 'a thousandth, panning', move: 'pan', share: 0.001 },
  { name: 'zooming ×1 to ×5,000', move: 'zoom', share: 1 },
];

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
  const server = await createServer({ root: resolve('.'), logLevel: 'error', server: { port: 0 } });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const machine = describeMachine(browser.version());
    const page = await browser.newPage({ viewport: { width: 1700, height: 900 } });
    const [origin = ''] = server.resolvedUrls?.local ?? [];
    await page.goto(`${origin}bench/timeline/index.html`);
    await page.waitForFunction(() => 'timelineBench' in window);
    const cases: Case[] = [];
    const hits: Row[] = [];
    for (const marks of values.quick ? [1e6] : [1e6, 1e7])
      for (const lanes of [8, 20]) {
        const made = await page.evaluate(([m, l]) => window.timelineBench.prepare(m, l), [
          marks,
          lanes,
        ] as const);
        console.log(
          `${marks.toLocaleString('en')} marks a lane, ${lanes} lanes: made in ${formatMs(made)} ms`,
        );
        for (const view of VIEWS)
          for (const ratio of [1, 2]) {
            const ours = await draw(page, 'ours', view, ratio, values.quick ? 30 : FRAMES);
            cases.push({ marks, lanes, view: view.name, ratio, who: 'ours', ...ours });
            if (marks > 1e6 || lanes > 8 || ratio > 1) continue;
            const naive = await draw(page, 'naive', view, ratio, NAIVE_FRAMES);
            cases.push({ marks, lanes, view: view.name, ratio, who: 'naive', ...naive });
          }
        const times = await page.evaluate(() => window.timelineBench.hit(0.1));
        hits.push([`${marks}`, `${lanes}`, formatUs(quantile(times, 0.5)), formatUs(quantile(times, 0.95))]);
      }
    const wave = {
      ours: await page.evaluate((steps) => window.timelineBench.zoomWave('ours', steps), WAVE_STEPS),
      wavesurfer: await page.evaluate(
        (steps) => window.timelineBench.zoomWave('wavesurfer', steps),
        WAVE_STEPS,
      ),
    };
    console.log(`\n${textTable(rowsOf(cases))}`);
    console.log(`\n${textTable([['marks a lane', 'lanes', 'hit µs p50', 'p95'], ...hits])}`);
    const notes = [
      'A plot of 1,600 CSS pixels, lanes of all shapes in turn; the loop draws each mark in sight.',
    ];
    const figures = [...figuresOf(cases), waveFigure(wave)];
    await report({ name: 'timeline', machine, notes, figures }, values.keep);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function draw(
  page: Page,
  who: Case['who'],
  { move, share }: (typeof VIEWS)[number],
  ratio: number,
  frames: number,
): Promise<Pick<Case, 'script' | 'frame'>> {
  const drawn: Frames = await page.evaluate(
    ([name, how, part, pixels, count]) => window.timelineBench.draw(name, how, part, pixels, count),
    [who, move, share, ratio, frames] as const,
  );
  return { script: spread(drawn.script), frame: spread(drawn.frame) };
}

function spread(times: readonly number[]): { readonly p50: number; readonly p95: number } {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

function pair({ p50, p95 }: { readonly p50: number; readonly p95: number }): string {
  return `${formatMs(p50)} / ${formatMs(p95)}`;
}

function formatUs(ms: number): string {
  return (ms * 1000).toFixed(0);
}

function rowsOf(cases: readonly Case[]): readonly Row[] {
  const head = ['marks a lane, lanes, view', 'ratio', 'who', 'script ms p50 / p95', 'frame ms p50 / p95'];
  const rows = cases.map(({ marks, lanes, view, ratio, who, script, frame }): Row => [
    `${marks.toLocaleString('en')} × ${lanes}, ${view}`,
    `${ratio}`,
    who,
    pair(script),
    pair(frame),
  ]);
  return [head, ...rows];
}

/** Of each number of marks and lanes: the whole trace beside the loop, and the worst of all views. */
function figuresOf(cases: readonly Case[]): readonly Figure[] {
  const naive = cases.find(({ who, view }) => who === 'naive' && view === VIEWS[0]?.name)?.script.p50;
  const groups = new Map<string, Case[]>();
  for (const one of cases.filter(({ who }) => who === 'ours')) {
    const name = `${one.marks / 1e6} M marks × ${one.lanes} lanes`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].flatMap(([name, group]): readonly Figure[] => {
    const few = (group[0]?.lanes ?? 0) <= 8;
    const whole = group[0]?.script.p50 ?? NaN;
    const worst = Math.max(...group.map(({ script }) => script.p95));
    const limit = few ? 4 : 16.7;
    return [
      {
        what: `${name}, whole trace: script of a frame, p50`,
        unit: 'ms',
        ours: whole,
        ...(naive !== undefined &&
          few &&
          group[0]?.marks === 1e6 && { peer: { name: 'a loop over all', value: naive } }),
        goal: `< ${limit} ms`,
        reached: whole < limit,
      },
      { what: `${name}, worst view and resolution: script, p95`, unit: 'ms', ours: worst },
    ];
  });
}

function waveFigure(wave: {
  readonly ours: readonly number[];
  readonly wavesurfer: readonly number[];
}): Figure {
  const ours = quantile(wave.ours, 0.95);
  return {
    what: 'a step of zooming into an hour of sound: script, p95',
    unit: 'ms',
    ours,
    peer: { name: 'wavesurfer', value: quantile(wave.wavesurfer, 0.95) },
    goal: '< 2 ms',
    reached: ours < 2,
  };
}
