/**
 * `npm run bench -- seek`: random seeks until all panes show the moment, and each pane by itself; dragging the playhead
 * over the timeline. Beside it plain video.js for the video alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { machineOf, withPage } from './browsers.ts';
import { buildPeers } from './build.ts';
import { median, report, type Figure } from './figures.ts';
import { open } from './opening.ts';
import { COMMON_HELP, readBenchOptions, type BenchOptions } from './options.ts';
import { p50p95, randomTimes, scrub, seekAll, watchTasks, type Scrub } from './seeking.ts';
import { aboutTrace, storedEntry, traceFacts, type TraceFacts } from './trace-file.ts';
import { serveTrace, type TraceServer } from './trace-server.ts';

const HELP = `Usage: npm run bench -- seek [options]

${COMMON_HELP}`;

const RUNS = { runs: 3, quick: 1 };
const SEEKS = { first: 20, all: 100, alone: 50, quick: 10 };
/** Seconds from when a page has settled until it is asked to seek at random: what it reads once for all is read by then. */
const REST_SECONDS = 8;
/** Other moments than those that are sought later. */
const FIRST_SEED = 20;
const PANES = ['video', 'terminal', 'diff', 'tests', 'browser', 'voice', 'steps'] as const;
const SCRUB_SECONDS = { usual: 8, quick: 2 };
/** Seconds of one way there and back over the whole timeline. */
const SCRUB_PERIOD = 4;
const TRACE = '/trace.trace.zip';
const VIDEO = '/peer/video.mp4';
const PATIENCE = 180_000;
const PEER = 'video.js';

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, RUNS);
  const facts = await traceFacts(options.trace);
  const peers = await buildPeers();
  const machine = await machineOf();
  const video = await videoOf(options.trace, facts);
  const server = await serveTrace(
    { '/': options.app, '/peer/': peers },
    { [TRACE]: options.trace, ...(video && { [VIDEO]: video }) },
  );
  try {
    const figures = await measure(server, options, facts, video !== undefined);
    const notes = [
      aboutTrace(facts),
      `${options.quick ? SEEKS.quick : SEEKS.all} random seeks a round (${options.quick ? SEEKS.quick : SEEKS.alone} of a pane by itself), medians of ${options.runs} rounds in browsers of their own.`,
      'Times are from the call of seek() until it resolved: every pane on screen shows that moment.',
      `The first ${SEEKS.first} seeks begin when the page has just settled, and wait for what it still reads; all others after ${REST_SECONDS} seconds of rest.`,
    ];
    await report({ name: 'seek', machine, notes, figures }, options.keep);
  } finally {
    await server.close();
  }
}

interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly failed: number;
}

async function measure(
  server: TraceServer,
  { runs, quick }: BenchOptions,
  { duration }: TraceFacts,
  hasVideo: boolean,
): Promise<readonly Figure[]> {
  const count = quick ? SEEKS.quick : SEEKS.all;
  const times = randomTimes(count, duration);
  const alone = times.slice(0, quick ? SEEKS.quick : SEEKS.alone);
  const first: Times[] = [];
  const all: Times[] = [];
  const each = new Map<string, Times[]>(PANES.map((pane) => [pane, []]));
  const peer: Times[] = [];
  const scrubs: Scrub[] = [];
  const peerPictures: number[] = [];
  for (let round = 0; round < runs; round += 1) {
    await withTrace(server, '', async (page) => {
      first.push(p50p95(await seekAll(page, randomTimes(SEEKS.first, duration, FIRST_SEED))));
      await wait(REST_SECONDS * 1000);
      all.push(p50p95(await seekAll(page, times)));
      scrubs.push(await scrub(page, quick ? SCRUB_SECONDS.quick : SCRUB_SECONDS.usual, SCRUB_PERIOD));
    });
    for (const [pane, found] of each)
      await withTrace(server, `#v=1&pane=${pane}`, async (page) => {
        await wait(REST_SECONDS * 1000);
        found.push(p50p95(await seekAll(page, alone)));
      });
    if (hasVideo) {
      const { seeks, pictures } = await seekPeer(server, alone, quick);
      peer.push(p50p95(seeks));
      peerPictures.push(pictures);
    }
    console.log(
      `round ${round + 1} of ${runs}: first ${JSON.stringify(first.at(-1))} all ${JSON.stringify(all.at(-1))} scrub ${JSON.stringify(scrubs.at(-1))}`,
    );
    for (const [pane, found] of each) console.log(`  ${pane} ${JSON.stringify(found.at(-1))}`);
    console.log(
      `  ${PEER} ${JSON.stringify(peer.at(-1))}, ${peerPictures.at(-1)?.toFixed(1) ?? '–'} pictures a second`,
    );
  }
  const of = (some: readonly Times[], pick: 'p50' | 'p95'): number => median(some.map((one) => one[pick]));
  const failed = [...first, ...all].reduce((sum, one) => sum + one.failed, 0);
  const drag = (pick: (one: Scrub) => number): number => median(scrubs.map(pick));
  const beside = (value: number) => (hasVideo ? { peer: { name: PEER, value } } : {});
  return [
    { what: `first ${SEEKS.first} seeks, all panes, p50`, unit: 'ms', ours: of(first, 'p50') },
    { what: `first ${SEEKS.first} seeks, all panes, p95`, unit: 'ms', ours: of(first, 'p95') },
    {
      what: 'random seek, all panes, p50',
      unit: 'ms',
      ours: of(all, 'p50'),
      goal: '< 100 ms',
      reached: of(all, 'p50') < 100,
    },
    {
      what: 'random seek, all panes, p95',
      unit: 'ms',
      ours: of(all, 'p95'),
      goal: '< 250 ms',
      reached: of(all, 'p95') < 250,
    },
    { what: 'seeks that never settled', unit: '', ours: failed, goal: '0', reached: failed === 0 },
    ...[...each].flatMap(([pane, found]): readonly Figure[] => {
      const p95 = of(found, 'p95');
      const video = pane === 'video';
      return [
        {
          what: `${pane} alone, p50`,
          unit: 'ms',
          ours: of(found, 'p50'),
          ...(video && beside(of(peer, 'p50'))),
        },
        {
          what: `${pane} alone, p95`,
          unit: 'ms',
          ours: p95,
          ...(video ? beside(of(peer, 'p95')) : { goal: '< 50 ms', reached: p95 < 50 }),
        },
      ];
    }),
    {
      what: 'dragging: frames',
      unit: 'a second',
      ours: drag(({ frames }) => frames),
      goal: '60 a second',
      reached: drag(({ frames }) => frames) > 57,
    },
    { what: 'dragging: 95 % of frames within', unit: 'ms', ours: drag(({ frameP95 }) => frameP95) },
    {
      what: 'dragging: longest task',
      unit: 'ms',
      ours: drag(({ longest }) => longest),
      goal: '≤ 50 ms',
      reached: drag(({ longest }) => longest) <= 50,
    },
    {
      what: 'dragging: tasks over 50 ms',
      unit: '',
      ours: drag(({ long }) => long),
      goal: '0',
      reached: drag(({ long }) => long) === 0,
    },
    {
      what: 'dragging: pictures',
      unit: 'a second',
      ours: drag(({ pictures }) => pictures),
      ...beside(median(peerPictures)),
      goal: '≥ 15 a second',
      reached: drag(({ pictures }) => pictures) >= 15,
    },
  ];
}

/** Opens the trace in a new browser, at a fragment. */
export async function withTrace<T>(
  server: TraceServer,
  fragment: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  return withPage(async (page) => {
    await page.addInitScript(watchTasks);
    const { settled } = await open(page, `${server.origin}/?trace=${TRACE}${fragment}`, PATIENCE);
    if (Number.isNaN(settled))
      throw new Error(`the trace had not settled after ${PATIENCE / 1_000} s (${fragment})`);
    return work(page);
  });
}

async function seekPeer(
  server: TraceServer,
  times: readonly number[],
  quick: boolean,
): Promise<{ readonly seeks: readonly number[]; readonly pictures: number }> {
  return withPage(async (page) => {
    await page.goto(`${server.origin}/peer/?player=${PEER}`);
    await page.evaluate((address) => window.peer.open(address), VIDEO);
    const seeks = await page.evaluate(async (list) => {
      const taken: number[] = [];
      for (const time of list) {
        const began = performance.now();
        await window.peer.seek(time, 1);
        taken.push(performance.now() - began);
        await new Promise((done) => setTimeout(done, 80));
      }
      return taken;
    }, times);
    const seconds = quick ? SCRUB_SECONDS.quick : SCRUB_SECONDS.usual;
    const pictures = await page.evaluate(dragPeer, { seconds, period: SCRUB_PERIOD });
    return { seeks, pictures };
  });
}

/** Runs in the page: sets the peer's time at every frame, as if dragged. Pictures a second. */
async function dragPeer({
  seconds,
  period,
}: {
  readonly seconds: number;
  readonly period: number;
}): Promise<number> {
  const video = document.querySelector('video');
  if (!video) throw new Error('there is no video element');
  let pictures = 0;
  const presented = (): void => {
    pictures += 1;
    video.requestVideoFrameCallback(presented);
  };
  video.requestVideoFrameCallback(presented);
  const began = performance.now();
  for (let time = 0; time < seconds; time = (performance.now() - began) / 1_000) {
    await new Promise(requestAnimationFrame);
    video.currentTime = video.duration * (0.5 - 0.45 * Math.cos((2 * Math.PI * time) / period));
  }
  return pictures / seconds;
}

async function videoOf(trace: string, { manifest }: TraceFacts) {
  const path = manifest.layers.find(({ kind }) => kind === 'screen_video')?.paths?.[0];
  const file = manifest.files.find((one) => one.path === path);
  return file && storedEntry(trace, file.path, file.bytes);
}
