/** `npm run bench -- voice`: the sound's pane from its peaks, beside wavesurfer as it comes, which decodes the whole file. */
import { join, resolve } from 'node:path';
import { machineOf, rendererMegabytes, withPage } from './browsers.ts';
import { buildPeers, CACHE } from './build.ts';
import { median, report, type Figure } from './figures.ts';
import { openOnce } from './open.ts';
import { COMMON_HELP, readBenchOptions } from './options.ts';
import { runProgram } from './run-program.ts';
import { storedEntry, traceFacts, type StoredEntry } from './trace-file.ts';
import { LOCAL, serveTrace } from './trace-server.ts';

const HELP = `Usage: npm run bench -- voice [options]

${COMMON_HELP}`;

const RUNS = { runs: 3, quick: 1 };
/** The peer takes long, and differs little from one time to the next. */
const PEER_RUNS = 1;
/** Chromium refuses to decode a whole sound of two hours. */
const PEER_SECONDS = 3_600;
const SOUND = '/peer/voice.opus';
const PEER = 'wavesurfer, decoding';

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, RUNS);
  const { name, bytes, manifest } = await traceFacts(options.trace);
  const path = manifest.layers.find(({ kind }) => kind === 'speech_audio')?.paths?.[0];
  const sound = manifest.files.find((one) => one.path === path);
  if (!sound) throw new Error(`${name} has no sound`);
  const entry = await storedEntry(options.trace, sound.path, sound.bytes);
  const hour = await firstHour(entry);
  const peers = await buildPeers();
  const machine = await machineOf();
  const ours = [];
  for (let round = 0; round < options.runs; round += 1)
    ours.push(await openOnce(options.app, options.trace, LOCAL, '#v=1&pane=voice'));
  const theirs: { ready: number; bytes: number; megabytes: number }[] = [];
  for (let round = 0; round < PEER_RUNS; round += 1) {
    const server = await serveTrace({ '/peer/': peers }, { [SOUND]: hour });
    theirs.push(
      await withPage(async (page, browser) => {
        await page.goto(`${server.origin}/peer/?player=wavesurfer`);
        const ready = await page.evaluate(async (address) => {
          await window.peer.open(address);
          return performance.now();
        }, SOUND);
        return { ready, bytes: server.sent(SOUND).bytes, megabytes: await rendererMegabytes(page, browser) };
      }),
    );
    await server.close();
  }
  const settled = median(ours.map((one) => one.settled));
  const peer = (value: number): { readonly peer: { readonly name: string; readonly value: number } } => ({
    peer: { name: PEER, value },
  });
  const figures: readonly Figure[] = [
    {
      what: 'from the link to the waveform',
      unit: 'ms',
      ours: settled,
      ...peer(median(theirs.map(({ ready }) => ready))),
    },
    {
      what: 'read by then',
      unit: 'MB',
      ours: median(ours.map(({ bytesSettled }) => bytesSettled)) / 1e6,
      ...peer(median(theirs.map((one) => one.bytes)) / 1e6),
    },
    {
      what: 'memory of the renderer then',
      unit: 'MB',
      ours: median(ours.map(({ megabytes }) => megabytes)),
      ...peer(median(theirs.map((one) => one.megabytes))),
    },
  ];
  const notes = [
    `The sound of ${name} (${(bytes / 1e6).toFixed(0)} MB), ${(sound.bytes / 1e6).toFixed(0)} MB of Opus.`,
    `Playhead: the whole app from navigation until the voice pane has settled, with what it reads of other layers meanwhile; wavesurfer: a bare page until its ready event, of the first hour of the sound at most, since Chromium decodes no whole sound of two. Medians of ${options.runs}, the peer once.`,
  ];
  await report({ name: 'voice', machine, notes, figures }, options.keep);
}

/** The first hour of a sound, as a file: its packets as they are. */
async function firstHour({ file, start, end }: StoredEntry): Promise<string> {
  const hour = join(CACHE, 'voice-hour.opus');
  const part = `subfile,,start,${start},end,${end},,:${resolve(file)}`;
  await runProgram('ffmpeg', ['-y', '-v', 'error', '-i', part, '-t', `${PEER_SECONDS}`, '-c', 'copy', hour]);
  return hour;
}
