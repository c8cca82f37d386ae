/**
 * `npm run bench -- events`: a million input events read into columns by a worker, beside JSON.parse for each line, which
 * is how they would be read otherwise.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { inputEvents } from '../tools/make-trace/input.ts';
import { bursts, SECOND } from '../tools/make-trace/session.ts';
import type { PageTimes } from './events/main.ts';
import { machineOf, withPage } from './browsers.ts';
import { buildEvents, CACHE } from './build.ts';
import { median, report, type Figure } from './figures.ts';
import { serveTrace } from './trace-server.ts';

const HELP = `Usage: npm run bench -- events [options]

  --lines N        input events (default: 1000000)
  --runs N         rounds, of which the median counts (default: 5)
  --quick          a smoke run: 50000 events, once
  --keep           write the table into docs/PERFORMANCE.md`;

const LINES = 1_000_000;
const QUICK_LINES = 50_000;
const RUNS = 5;
const SEED = 1;
const DURATION = 2 * 3_600 * SECOND;
/** Something is typed so often, in seconds. */
const TYPED_EVERY = 20;
const TEXT = 'git commit -am "Read the file once"\nnpm test -- --project node\n';
const FILE = '/events.jsonl';
const PEER = 'JSON.parse';
/** Rows have times of their own beside the native ones, unless both count alike. */
const TIME_BYTES = 8;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      lines: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { quick, keep } = values;
  const lines = Number(values.lines ?? (quick ? QUICK_LINES : LINES));
  const runs = Number(values.runs ?? (quick ? 1 : RUNS));
  if (!Number.isInteger(lines) || lines < 1) throw new Error('--lines takes a whole number from 1.');
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const path = await eventsFile(lines);
  const { size } = await stat(path);
  const page = await buildEvents();
  const machine = await machineOf();
  const server = await serveTrace({ '/': page }, { [FILE]: path });
  try {
    const address = `${server.origin}${FILE}`;
    const { parsed, sent } = await withPage(async (open) => {
      await open.goto(server.origin);
      await open.waitForFunction(() => 'events' in window);
      return {
        parsed: await open.evaluate(([file, rounds]) => window.events.parse(file, rounds), [
          address,
          runs,
        ] as const),
        sent: await open.evaluate((file) => window.events.transfer(file), address),
      };
    });
    const whole: PageTimes[] = [];
    const plain: PageTimes[] = [];
    for (let round = 0; round < runs; round += 1)
      for (const [way, list] of [
        ['readWhole', whole],
        ['readPlainly', plain],
      ] as const)
        list.push(
          await withPage(async (open) => {
            await open.goto(server.origin);
            await open.waitForFunction(() => 'events' in window);
            return open.evaluate(([name, file]) => window.events[name](file), [way, address] as const);
          }),
        );
    const wrong = [...whole, ...plain, ...parsed].filter(({ rows }) => rows !== lines);
    if (wrong.length > 0) throw new Error(`not all of ${lines} events were read: ${JSON.stringify(wrong)}`);
    const columns = median(parsed.map((one) => one.columns));
    const objects = median(parsed.map((one) => one.objects));
    const perRow = sent.bytes / lines + TIME_BYTES;
    const longest = median(whole.map((one) => one.longest));
    const figures: readonly Figure[] = [
      {
        what: 'bytes into columns, in a worker',
        unit: 'ms',
        ours: columns,
        peer: { name: `${PEER} a line`, value: objects },
        goal: '≥ 2× faster',
        reached: objects / columns >= 2,
      },
      {
        what: 'megabytes of lines into columns',
        unit: 'a second',
        ours: size / 1e3 / columns,
      },
      { what: 'bytes a row', unit: '', ours: perRow, goal: '< 40', reached: perRow < 40 },
      {
        what: 'from the worker to the page',
        unit: 'ms',
        ours: sent.columns,
        peer: { name: 'objects', value: sent.objects },
      },
      {
        what: 'from the request to all rows in the page, with SHA-256',
        unit: 'ms',
        ours: median(whole.map((one) => one.ready)),
        peer: {
          name: `${PEER} a line on the page, nothing checked`,
          value: median(plain.map((one) => one.ready)),
        },
      },
      {
        what: 'longest task of the page meanwhile (0: none over 50 ms)',
        unit: 'ms',
        ours: longest,
        peer: { name: `${PEER} a line on the page`, value: median(plain.map((one) => one.longest)) },
        goal: '≤ 50 ms',
        reached: longest <= 50,
      },
    ];
    const notes = [
      `${lines.toLocaleString('en')} input events, ${(size / 1e6).toFixed(1)} MB of JSON Lines of seed ${SEED}.`,
      `Medians of ${runs}; the parsing alone in one worker in turns, the whole way in a new browser each.`,
    ];
    await report({ name: 'events', machine, notes, figures }, keep);
  } finally {
    await server.close();
  }
}

/** The file; it is made where it is not there. */
async function eventsFile(count: number): Promise<string> {
  const folder = join(CACHE, 'events');
  const path = join(folder, `${count}.jsonl`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const typed = Array.from({ length: Math.floor(DURATION / SECOND / TYPED_EVERY) }, (_, index) => ({
    start: index * TYPED_EVERY * SECOND,
    end: (index * TYPED_EVERY + TYPED_EVERY / 2) * SECOND,
    text: TEXT,
  }));
  const options = {
    ...{ seed: SEED, count, bursts: bursts(SEED, DURATION), typed },
    ...{ width: 1_920, height: 1_080, duration: DURATION },
  };
  const draft = `${path}.making`;
  const written = function* (): Generator<string> {
    for (const event of inputEvents(options)) yield `${JSON.stringify(event)}\n`;
  };
  await pipeline(Readable.from(written()), createWriteStream(draft));
  await rename(draft, path);
  return path;
}
