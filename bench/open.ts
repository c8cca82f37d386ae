/**
 * `npm run bench -- open`: from the link to the first exact frame, a usable timeline and settled panes, and how much of
 * the bundle was read by then; beside it Playwright's trace viewer on a trace of its own of the same size.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { machineOf, rendererMegabytes, withPage } from './browsers.ts';
import { median, report, type Figure } from './figures.ts';
import { open, type Opening } from './opening.ts';
import { COMMON_HELP, readBenchOptions } from './options.ts';
import { actionsIn, playwrightTrace } from './playwright-trace.ts';
import { aboutTrace, traceFacts } from './trace-file.ts';
import { HOME, LOCAL, serveTrace, type Line } from './trace-server.ts';

const HELP = `Usage: npm run bench -- open [options]

${COMMON_HELP}`;

const RUNS = { runs: 5, quick: 1 };
/** Milliseconds. */
const PATIENCE = 180_000;
const TRACE = '/trace.trace.zip';
const PEER_TRACE = '/playwright.zip';
const VIEWER = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/vite/traceViewer',
);
const PEER = 'Playwright’s viewer';

/** One opening; bytes and requests are of the bundle alone, not of the app. */
export interface OpeningCost extends Opening {
  readonly bytesAtFrame: number;
  readonly requestsAtFrame: number;
  readonly bytesSettled: number;
  readonly requestsSettled: number;
  readonly megabytes: number;
}

interface ViewerCost {
  readonly list: number;
  readonly bytes: number;
  readonly megabytes: number;
}

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, RUNS);
  const facts = await traceFacts(options.trace);
  const peerTrace = await playwrightTrace(facts.bytes, console.log);
  const machine = await machineOf();
  const figures: Figure[] = [];
  for (const line of options.quick ? [LOCAL] : [LOCAL, HOME]) {
    const ours: OpeningCost[] = [];
    const theirs: ViewerCost[] = [];
    for (let round = 0; round < options.runs; round += 1) {
      ours.push(await openOnce(options.app, options.trace, line));
      // Over a slow line the whole of a large file takes minutes, the same each time.
      if (line === LOCAL || round === 0) theirs.push(await openViewer(peerTrace, line));
      console.log(
        `${line.name}, round ${round + 1} of ${options.runs}: ${JSON.stringify(ours.at(-1))} ${JSON.stringify(theirs.at(-1))}`,
      );
    }
    figures.push(...figuresOf(line, ours, theirs, facts.bytes));
  }
  const notes = [
    aboutTrace(facts),
    `The viewer opens a trace of its own, of ${await actionsIn(facts.bytes)} actions and about the same size.`,
    `Medians of ${options.runs}, each in a new browser with an empty cache; over the slow line the viewer once.`,
    `Bytes and requests are of the bundle, without the app.`,
  ];
  await report({ name: 'open', machine, notes, figures }, options.keep);
}

/** Opens the trace in a new browser. */
export async function openOnce(app: string, trace: string, line: Line, fragment = ''): Promise<OpeningCost> {
  const server = await serveTrace({ '/': app }, { [TRACE]: trace }, line);
  try {
    return await withPage(async (page, browser) => {
      const opening = await open(page, `${server.origin}/?trace=${TRACE}${fragment}`, PATIENCE);
      const at = (mark: number): number => opening.origin + (Number.isNaN(mark) ? Infinity : mark);
      const frame = server.sent(TRACE, at(opening.frame));
      const settled = server.sent(TRACE, at(opening.settled));
      return {
        ...opening,
        bytesAtFrame: frame.bytes,
        requestsAtFrame: frame.requests,
        bytesSettled: settled.bytes,
        requestsSettled: settled.requests,
        megabytes: await rendererMegabytes(page, browser),
      };
    });
  } finally {
    await server.close();
  }
}

/** Opens the peer's trace until its actions are listed. */
async function openViewer(trace: string, line: Line): Promise<ViewerCost> {
  const server = await serveTrace({ '/': VIEWER }, { [PEER_TRACE]: trace }, line);
  try {
    return await withPage(async (page, browser) => {
      const address = `${server.origin}/index.html?trace=${server.origin}${PEER_TRACE}`;
      await page.goto(address, { waitUntil: 'commit' });
      const list = await page
        .waitForFunction(listed, undefined, { timeout: PATIENCE * 2, polling: 'raf' })
        .then((handle) => handle.jsonValue())
        .catch((error: unknown) => {
          if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
          return NaN;
        });
      const { bytes } = server.sent(PEER_TRACE);
      return { list: list === false ? NaN : list, bytes, megabytes: await rendererMegabytes(page, browser) };
    });
  } finally {
    await server.close();
  }
}

/** Milliseconds at which actions stand in the list; false before. */
function listed(): number | false {
  return document.querySelectorAll('.action-title').length > 1 && performance.now();
}

function figuresOf(
  line: Line,
  ours: readonly OpeningCost[],
  theirs: readonly ViewerCost[],
  bytes: number,
): readonly Figure[] {
  const of = (pick: (cost: OpeningCost) => number): number => median(ours.map(pick));
  const list = median(theirs.map((cost) => cost.list));
  const read = median(theirs.map((cost) => cost.bytes));
  const settled = of((cost) => cost.settled);
  const part = (100 * of((cost) => cost.bytesAtFrame)) / bytes;
  const local = line === LOCAL;
  return [
    {
      what: `tracks named in the timeline, ${line.name}`,
      unit: 'ms',
      ours: of((cost) => cost.timeline),
      peer: { name: PEER, value: list },
      goal: '≥ 5× faster',
      reached: list / of((cost) => cost.timeline) >= 5,
    },
    {
      what: `first exact frame, ${line.name}`,
      unit: 'ms',
      ours: of((cost) => cost.frame),
      peer: { name: PEER, value: list },
      goal: '≥ 5× faster',
      reached: list / of((cost) => cost.frame) >= 5,
    },
    { what: `all panes settled, ${line.name}`, unit: 'ms', ours: settled, peer: { name: PEER, value: list } },
    {
      what: `all lanes drawn, ${line.name}`,
      unit: 'ms',
      ours: of((cost) => cost.lanes),
      peer: { name: PEER, value: list },
    },
    {
      what: `read by the first exact frame, ${line.name}`,
      unit: 'MB',
      ours: of((cost) => cost.bytesAtFrame) / 1e6,
      peer: { name: PEER, value: read / 1e6 },
      goal: '≥ 10× less',
      reached: read / of((cost) => cost.bytesAtFrame) >= 10,
    },
    {
      what: `the same as a part of the bundle, ${line.name}`,
      unit: '%',
      ours: part,
      goal: '< 1 %',
      reached: part < 1,
    },
    { what: `requests by then, ${line.name}`, unit: '', ours: of((cost) => cost.requestsAtFrame) },
    {
      what: `read when all has settled, ${line.name}`,
      unit: 'MB',
      ours: of((cost) => cost.bytesSettled) / 1e6,
    },
    ...(local
      ? ([
          {
            what: 'longest task of the main thread while opening',
            unit: 'ms',
            ours: of((cost) => cost.longest),
            goal: '≤ 50 ms',
            reached: of((cost) => cost.longest) <= 50,
          },
          {
            what: 'memory of the renderer when settled',
            unit: 'MB',
            ours: of((cost) => cost.megabytes),
            peer: { name: PEER, value: median(theirs.map((cost) => cost.megabytes)) },
            goal: '< 300 MB',
            reached: of((cost) => cost.megabytes) < 300,
          },
        ] as const)
      : []),
  ];
}
