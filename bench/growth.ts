/** `npm run bench -- growth`: opening and seeking in traces of ten minutes, two hours and eight hours, of an hour alike. */
import { parseArgs } from 'node:util';
import { machineOf } from './browsers.ts';
import { median, report, type Figure } from './figures.ts';
import { openOnce, type OpeningCost } from './open.ts';
import { COMMON_HELP, COMMON_OPTIONS, readBenchOptions } from './options.ts';
import { withTrace } from './seek.ts';
import { p50p95, randomTimes, scrub, seekAll } from './seeking.ts';
import { referenceTrace, traceFacts, type TraceLength } from './trace-file.ts';
import { LOCAL, serveTrace } from './trace-server.ts';

const HELP = `Usage: npm run bench -- growth [options]

${COMMON_HELP}
  --lengths a,b    of 3min, 10min, 2h, 8h (default: 10min, 2h, 8h; --quick: 3min, 10min)
                   (--trace has no meaning here)`;

const RUNS = { runs: 3, quick: 1 };
const SEEKS = { usual: 40, quick: 8 };
const LENGTHS: readonly TraceLength[] = ['3min', '10min', '2h', '8h'];
/** What opens in so many times the time of the shortest trace is nearly flat, and what is sought. */
const FLAT = 1.5;

interface Grown {
  readonly opening: readonly OpeningCost[];
  readonly seeks: readonly number[];
  readonly frames: number;
  readonly longest: number;
  readonly bytes: number;
}

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const { values } = parseArgs({
    args: [...args],
    options: { ...COMMON_OPTIONS, lengths: { type: 'string' } },
  });
  const lengths = chosen(values.lengths ?? (values.quick ? '3min,10min' : '10min,2h,8h'));
  const paths: (readonly [TraceLength, string])[] = [];
  for (const length of lengths) paths.push([length, await referenceTrace(length, console.log)]);
  const common = args.filter((_, index) => args[index] !== '--lengths' && args[index - 1] !== '--lengths');
  const options = await readBenchOptions([...common, '--trace', paths[0]?.[1] ?? ''], RUNS);
  const machine = await machineOf();
  const grown = new Map<TraceLength, Grown>();
  for (const [length, path] of paths) {
    grown.set(
      length,
      await measure(options.app, path, options.runs, options.quick ? SEEKS.quick : SEEKS.usual),
    );
    console.log(`${length}: ${JSON.stringify(grown.get(length))}`);
  }
  const notes = [
    `Each ratio is to the trace of ${lengths[0] ?? ''} in the same run; medians of ${options.runs} openings, ${options.quick ? SEEKS.quick : SEEKS.usual} random seeks.`,
  ];
  await report({ name: 'growth', machine, notes, figures: figuresOf(grown) }, options.keep);
}

async function measure(app: string, trace: string, runs: number, seeks: number): Promise<Grown> {
  const { duration, bytes } = await traceFacts(trace);
  const opening: OpeningCost[] = [];
  for (let round = 0; round < runs; round += 1) opening.push(await openOnce(app, trace, LOCAL));
  const server = await serveTrace({ '/': app }, { '/trace.trace.zip': trace });
  try {
    return await withTrace(server, '', async (page) => {
      const taken = await seekAll(page, randomTimes(seeks, duration));
      const { frames, longest } = await scrub(page, 4, 4);
      return { opening, seeks: taken, frames, longest, bytes };
    });
  } finally {
    await server.close();
  }
}

function figuresOf(grown: ReadonlyMap<TraceLength, Grown>): readonly Figure[] {
  const [first] = grown.values();
  const opening = (pick: (cost: OpeningCost) => number) => (one: Grown) => median(one.opening.map(pick));
  const rows: readonly (readonly [string, Figure['unit'], (one: Grown) => number, boolean])[] = [
    ['first exact frame', 'ms', opening(({ frame }) => frame), true],
    ['all panes settled', 'ms', opening(({ settled }) => settled), false],
    [
      'read by the first exact frame',
      'MB',
      (one) => opening(({ bytesAtFrame }) => bytesAtFrame / 1e6)(one),
      false,
    ],
    [
      '… as a part of the bundle',
      '%',
      (one) => opening(({ bytesAtFrame }) => (100 * bytesAtFrame) / one.bytes)(one),
      false,
    ],
    ['memory after opening', 'MB', opening(({ megabytes }) => megabytes), false],
    ['random seek, p50', 'ms', (one) => p50p95(one.seeks).p50, true],
    ['random seek, p95', 'ms', (one) => p50p95(one.seeks).p95, true],
    ['dragging: frames', 'a second', ({ frames }) => frames, false],
    ['dragging: longest task', 'ms', ({ longest }) => longest, false],
  ];
  return rows.flatMap(([what, unit, value, isFlat]) =>
    [...grown].map(([length, one]): Figure => {
      const times = first ? value(one) / value(first) : NaN;
      const judged =
        isFlat && one !== first ? { goal: `< ${FLAT}× of the shortest`, reached: times < FLAT } : {};
      return { what: `${what}, ${length}`, unit, ours: value(one), ...judged };
    }),
  );
}

function chosen(list: string): readonly TraceLength[] {
  return list.split(',').map((name) => {
    const found = LENGTHS.find((length) => length === name);
    if (!found) throw new Error(`${name} is none of: ${LENGTHS.join(', ')}.`);
    return found;
  });
}
