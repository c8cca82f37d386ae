/**
 * `npm run bench -- frames`: whether the frame shown is the frame named. Asks Playhead, a plain media element and plain
 * video.js for the same frames of the same files, reads off the page's pixels which frame is there, and how long it took.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { MANIFEST_PATH } from '../src/bundle/bundle-source.ts';
import { run as playhead } from '../src/cli/run.ts';
import { serve } from '../src/cli/serve.ts';
import { findBrowser } from '../tools/find-browser.mjs';
import { buildApp, buildPeers, CACHE } from './build.ts';
import { keepInDocument } from './document.ts';
import { describeMachine } from './machine.ts';
import { measure, type Measured } from './measure.ts';
import { makePlan, type Plan } from './plan.ts';
import { openPlayer, PLAYER_NAMES, type PlayerName } from './players.ts';
import {
  markdownReport,
  outcomeOf,
  textReport,
  type FileResult,
  type Outcome,
  type Report,
} from './report.ts';
import { readTruth, type Truth } from './truth.ts';
import { TEST_VIDEOS, testVideo, type TestVideo } from './videos.ts';

const QUICK_FILES: readonly string[] = ['cfr30-short', 'vfr', 'fragmented-cfr'];

const HELP = `Usage: npm run bench -- frames [options]

  --files a,b      only these test videos: ${TEST_VIDEOS.map(({ name }) => name).join(', ')}
  --players a,b    only these players: ${PLAYER_NAMES.join(', ')}
  --seeks N        random seeks, and single steps, a file (default: 300)
  --quick          30 of each, and only of ${QUICK_FILES.join(', ')} unless --files says otherwise
  --videos DIR     where the test videos are, or are made
  --app DIR        a built app, instead of building it anew
  --keep           write the tables into docs/PERFORMANCE.md`;

const RESULTS = 'bench/results';
const SEEKS = 300;
const QUICK_SEEKS = 30;
/** Of the seeks, those that the peers do: they are wrong so often that more would only take longer. */
const PEER_SEEKS = 60;
/** Of the runs of single steps, likewise: each of their steps takes as long as a seek. */
const PEER_RUNS = 2;
const SEED = 20_260_101;
const VIEWPORT = { width: 1_100, height: 760 };

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string' },
      players: { type: 'string' },
      seeks: { type: 'string' },
      quick: { type: 'boolean', default: false },
      videos: { type: 'string', default: join(CACHE, 'videos') },
      app: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const files = values.files ?? (values.quick ? QUICK_FILES.join(',') : undefined);
  const videos = chosen(files, TEST_VIDEOS, ({ name }) => name);
  const players = chosen(values.players, PLAYER_NAMES, (name) => name);
  const seeks = values.seeks === undefined ? (values.quick ? QUICK_SEEKS : SEEKS) : Number(values.seeks);
  if (!Number.isInteger(seeks) || seeks < 1) throw new Error('--seeks takes a whole number from 1.');

  // Made before anything is measured: an encoder beside it would spoil the times.
  const paths = new Map<TestVideo, string>();
  for (const video of videos) paths.set(video, await testVideo(video, values.videos, console.log));
  const apps: Apps = { app: values.app ?? (await buildApp()), peers: await buildPeers() };

  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
  const launch = (): Promise<Browser> =>
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const first = await launch();
  const machine = describeMachine(first.version());
  await first.close();

  const results: FileResult[] = [];
  for (const [video, path] of paths) {
    const truth = await readTruth(path, video.late);
    const plan = makePlan(truth.times.length, seeks, SEED);
    const subject = await openSubject(video, path, apps);
    const outcomes: Partial<Record<PlayerName, Outcome>> = {};
    for (const name of players) {
      const browser = await launch();
      outcomes[name] = await tryPlayer(name, browser, subject, truth, plan);
      await browser.close();
    }
    await subject.close();
    const { name, what } = video;
    const result = { name, what, frames: truth.times.length, outcomes };
    results.push(result);
    console.log(`${textReport({ machine, seeks, files: [result] })}\n`);
  }
  const report: Report = { machine, seeks, files: results };
  if (results.length > 1) console.log(textReport(report));
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, 'frames.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (values.keep) await keepInDocument('frames', markdownReport(report));
  // The one claim that must never be false.
  if (results.some(({ outcomes: { Playhead: ours } }) => ours && ours.exactButWrong !== 0))
    process.exitCode = 1;
}

/** Folders of built pages. */
interface Apps {
  readonly app: string;
  readonly peers: string;
}

/** One test video as a bundle, on two servers: that of the app, and that of the peers. */
interface Subject {
  readonly app: string;
  readonly peers: string;
  /** Address of the video on either. */
  readonly video: string;
  close(): Promise<void>;
}

async function openSubject({ name }: TestVideo, path: string, { app, peers }: Apps): Promise<Subject> {
  // Anew each time: what the command writes may have changed since.
  const bundle = join(CACHE, 'bundles', name);
  await rm(bundle, { recursive: true, force: true });
  await mkdir(join(CACHE, 'bundles'), { recursive: true });
  const said: string[] = [];
  const output = { print: () => undefined, warn: (line: string) => void said.push(line) };
  if ((await playhead(['new', '--video', path, '--title', name, '-o', bundle], output)) !== 0)
    throw new Error(said.join('\n'));
  const manifest = JSON.parse(await readFile(join(bundle, MANIFEST_PATH), 'utf8')) as {
    readonly layers: readonly { readonly paths?: readonly string[] }[];
  };
  const servers = [await serve({ app, bundle }), await serve({ app: peers, bundle })] as const;
  return {
    app: new URL(servers[0].url).origin,
    peers: new URL(servers[1].url).origin,
    video: `/bundle/${manifest.layers.find(({ paths }) => paths !== undefined)?.paths?.[0] ?? ''}`,
    close: async () => {
      for (const server of servers) await server.close();
      await rm(bundle, { recursive: true });
    },
  };
}

/** A player that fails on one file does not end the run: the table says so. */
async function tryPlayer(
  name: PlayerName,
  browser: Browser,
  { app, peers, video }: Subject,
  truth: Truth,
  plan: Plan,
): Promise<Outcome> {
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const ours = name === 'Playhead';
    const player = await openPlayer(name, page, { origin: ours ? app : peers, video }, truth);
    const own = ours
      ? plan
      : { ...plan, seeks: plan.seeks.slice(0, PEER_SEEKS), runs: plan.runs.slice(0, PEER_RUNS) };
    const measured: Measured = await measure(player, own, truth.firstStamp);
    return outcomeOf(measured);
  } catch (error) {
    return outcomeOf(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Those of `all` that the list of an option names; all without it. Throws where it names none. */
function chosen<T>(list: string | undefined, all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  if (list === undefined) return all;
  return list.split(',').map((name) => {
    const found = all.find((one) => nameOf(one) === name);
    if (found === undefined) throw new Error(`${name} is none of: ${all.map(nameOf).join(', ')}.`);
    return found;
  });
}
