/** A page that reads a file of input events as the app does, and as it would be read in the plainest way. */
import { connect } from '../../src/base/rpc.ts';
import { inSlices } from '../../src/base/slices.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { readInWorker } from '../../src/trace/files.client.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { InputPlacer } from '../../src/trace/input-placer.ts';
import type { Parser, ParseTimes } from './parse.worker.ts';

export interface PageTimes {
  /** Milliseconds from the request until every row can be asked for. */
  readonly ready: number;
  /** The longest time that the page was busy at one go meanwhile; 0: none was over 50 ms. */
  readonly longest: number;
  readonly rows: number;
}

export interface EventsPage {
  readWhole(address: string): Promise<PageTimes>;
  readPlainly(address: string): Promise<PageTimes>;
  parse(address: string, rounds: number): Promise<readonly ParseTimes[]>;
  transfer(address: string): Promise<{ columns: number; objects: number; bytes: number }>;
}

declare global {
  interface Window {
    events: EventsPage;
  }
}

const CLOCK = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
const HOURS = 10;

async function timed(work: () => Promise<number>): Promise<PageTimes> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const started = performance.now();
  const rows = await work();
  const ready = performance.now() - started;
  // Told once the task is over.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { ready, longest, rows };
}

async function withParser<T>(
  address: string,
  use: (parser: ReturnType<typeof connect<Parser>>) => Promise<T>,
) {
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' });
  const parser = connect<Parser>(worker);
  await parser.load(address);
  const answer = await use(parser);
  worker.terminate();
  return answer;
}

window.events = {
  readWhole: (address) =>
    timed(async () => {
      const response = await fetch(address);
      if (!response.body) throw new Error('no body');
      const pieces = response.body as unknown as AsyncIterable<Uint8Array>;
      const size = Number(response.headers.get('Content-Length'));
      const file = { kind: 'input_events', path: 'events.jsonl', newer: false } as const;
      const { holds } = await readInWorker(file, { size, pieces }, {});
      if ('code' in holds) throw new Error(holds.code);
      const context = {
        id: 'input',
        map: clockMap(CLOCK),
        duration: fromSeconds(HOURS * 3_600),
        newer: false,
        report: () => undefined,
      };
      return (await inSlices(new InputPlacer(context).place(holds.head))).length;
    }),
  readPlainly: (address) =>
    timed(async () => {
      const text = await (await fetch(address)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown).length;
    }),
  parse: (address, rounds) =>
    withParser(address, async (parser) => {
      const all: ParseTimes[] = [];
      for (let round = 0; round < rounds; round += 1) all.push(await parser.round());
      return all;
    }),
  transfer: (address) => withParser(address, (parser) => parser.transfer()),
};
