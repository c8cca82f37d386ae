/**
 * `npm run bench -- encrypted`: the trace as an encrypted bundle beside itself as a plain zip, from the same server (nginx as
 * documented, where there is one) in the same run: opening it, random seeks, and what is read of the file for both.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keyFragment, newKey } from '../src/bundle/bundle-key.ts';
import { encrypted } from '../src/bundle/encrypt.ts';
import { machineOf, withPage } from './browsers.ts';
import { serveBundles, type BundleSite } from './bundle-site.ts';
import { median, report, type Figure } from './figures.ts';
import { open } from './opening.ts';
import { COMMON_HELP, readBenchOptions } from './options.ts';
import { p50p95, randomTimes, seekAll } from './seeking.ts';
import { aboutTrace, traceFacts } from './trace-file.ts';

const HELP = `Usage: npm run bench -- encrypted [options]

${COMMON_HELP}`;

const RUNS = { runs: 3, quick: 1 };
const SEEKS = { usual: 30, quick: 10 };
/** Milliseconds. */
const PATIENCE = 180_000;
const PLAIN = '/trace.trace.zip';
const ENCRYPTED = '/trace.trace.enc';
const PEER = 'the plain zip';

/** Times in milliseconds, bytes and requests of the bundle alone. */
interface Cost {
  readonly frame: number;
  readonly settled: number;
  readonly longest: number;
  readonly bytesAtFrame: number;
  readonly requestsAtFrame: number;
  readonly p50: number;
  readonly p95: number;
  readonly bytesOfSeeks: number;
}

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, RUNS);
  const facts = await traceFacts(options.trace);
  const machine = await machineOf();
  const folder = await mkdtemp(join(tmpdir(), 'playhead-encrypted-'));
  const key = newKey();
  const file = join(folder, 'trace.trace.enc');
  try {
    const began = performance.now();
    await pipeline(encrypted(createReadStream(options.trace), key), createWriteStream(file));
    const rate = facts.bytes / 1e3 / (performance.now() - began);
    const times = randomTimes(options.quick ? SEEKS.quick : SEEKS.usual, facts.duration);
    const site = await serveBundles(options.app, { [PLAIN]: options.trace, [ENCRYPTED]: file });
    try {
      const ours: Cost[] = [];
      const plain: Cost[] = [];
      for (let round = 0; round < options.runs; round += 1) {
        plain.push(await costOf(site, PLAIN, '', times));
        ours.push(await costOf(site, ENCRYPTED, `#${keyFragment(key)}`, times));
        console.log(
          `round ${round + 1} of ${options.runs}: ${JSON.stringify(plain.at(-1))} ${JSON.stringify(ours.at(-1))}`,
        );
      }
      const notes = [
        aboutTrace(facts),
        `Served by ${site.name}.`,
        `Encrypted at ${rate.toFixed(0)} MB/s by the command.`,
        `Medians of ${options.runs} rounds, encrypted and plain by turns, each in a new browser; ${times.length} random seeks a round.`,
        'Bytes and requests are of the bundle, without the app.',
      ];
      await report(
        { name: 'encrypted', machine, notes, figures: figuresOf(ours, plain, facts.bytes) },
        options.keep,
      );
    } finally {
      await site.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function costOf(
  site: BundleSite,
  path: string,
  fragment: string,
  times: readonly number[],
): Promise<Cost> {
  // The log is of all rounds.
  const before = site.sent(path);
  return withPage(async (page) => {
    const opening = await open(page, site.page(path) + fragment, PATIENCE);
    const at = site.sent(path, opening.origin + opening.frame);
    const opened = site.sent(path);
    const { p50, p95 } = p50p95(await seekAll(page, times));
    return {
      frame: opening.frame,
      settled: opening.settled,
      longest: opening.longest,
      bytesAtFrame: at.bytes - before.bytes,
      requestsAtFrame: at.requests - before.requests,
      ...{ p50, p95 },
      bytesOfSeeks: site.sent(path).bytes - opened.bytes,
    };
  }, site.browserArguments);
}

function figuresOf(ours: readonly Cost[], plain: readonly Cost[], bytes: number): readonly Figure[] {
  const figure = (
    what: string,
    unit: Figure['unit'],
    pick: (cost: Cost) => number,
    goal?: number,
  ): Figure => {
    const [own, value] = [median(ours.map(pick)), median(plain.map(pick))];
    return {
      ...{ what, unit, ours: own, peer: { name: PEER, value } },
      ...(goal !== undefined && { goal: `≤ ${goal}× the plain one`, reached: own / value <= goal }),
    };
  };
  return [
    figure('first exact frame', 'ms', (cost) => cost.frame),
    figure('all panes settled', 'ms', (cost) => cost.settled),
    figure('longest task until then', 'ms', (cost) => cost.longest),
    figure('read until the first exact frame', 'KB', (cost) => cost.bytesAtFrame / 1e3, 1.1),
    figure('the same, of the bundle', '%', (cost) => (100 * cost.bytesAtFrame) / bytes),
    figure('requests until then', '', (cost) => cost.requestsAtFrame),
    figure('random seek, p50', 'ms', (cost) => cost.p50),
    figure('random seek, p95', 'ms', (cost) => cost.p95),
    figure('read for the seeks', 'MB', (cost) => cost.bytesOfSeeks / 1e6, 1.1),
  ];
}
