import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { run } from '../record/process.ts';
import { SAMPLE_RATE, type Utterance } from '../record/sound.ts';
import { PLAIN_MP4 } from '../../src/cli/capture/ffmpeg.ts';
import { median } from '../../src/cli/capture/clock.ts';
import { measureClock, toTrace, type ClockPair, type MeasuredClock } from './clock-map.ts';

const exec = promisify(execFile);
const BEEP_LEVEL = 6000;
const SPEECH_LEVEL = 900;
const SEARCH_US = 250_000;
export const ENCODE = ['-c:a', 'aac', '-b:a', '48k', '-ac', '1', ...PLAIN_MP4];

export interface AudioReport {
  readonly clock: MeasuredClock;
  /** Where each utterance was found in the decoded sound, against the player's own account. */
  readonly utteranceErrorsUs: readonly number[];
}

export async function encode(source: string, target: string): Promise<void> {
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1'],
    '-i',
    source,
    ...ENCODE,
    target,
  ]);
}

/** Finds the two beeps in the finished file, maps its clock by them, and checks the map against every utterance. */
export async function measureAudio(
  file: string,
  startUs: number,
  beeps: readonly number[],
  utterances: readonly Utterance[],
): Promise<AudioReport> {
  const samples = await decode(file);
  const [firstBeep, lastBeep] = beeps;
  if (firstBeep === undefined || lastBeep === undefined) throw new Error('Two beeps are needed');
  const onsets = [onset(samples, 0, BEEP_LEVEL), lastOnset(samples)];
  const pairs: ClockPair[] = [firstBeep, lastBeep].map((beep, index) => ({
    native: (onsets[index] ?? 0) / SAMPLE_RATE,
    traceUs: beep - startUs,
  }));
  const marks = measureClock(
    pairs,
    1_000_000,
    'beep found in the decoded sound; its instant from the player',
  );
  const utteranceErrorsUs = utterances.flatMap((utterance) => {
    const expected = utterance.startUs - startUs + lead(utterance.file);
    const [first, last] = marks.map;
    const slope = (last.native - first.native) / (last.trace_us - first.trace_us);
    const from = Math.round((first.native + (expected - SEARCH_US - first.trace_us) * slope) * SAMPLE_RATE);
    const found = onset(samples, from, SPEECH_LEVEL);
    return found < 0 ? [] : [toTrace(marks, found / SAMPLE_RATE) - expected];
  });
  const residualUs = utteranceErrorsUs.reduce(
    (worst, error) => Math.max(worst, Math.abs(error)),
    marks.residualUs,
  );
  const [first, last] = marks.map;
  const map = [
    { ...first, uncertainty_us: residualUs },
    { ...last, uncertainty_us: residualUs },
  ] as const;
  const errors = utteranceErrorsUs.map(Math.abs).toSorted((a, b) => a - b);
  const p99Us = errors[Math.floor(errors.length * 0.99)] ?? residualUs;
  return { clock: { map, residualUs, typicalUs: median(errors), p99Us }, utteranceErrorsUs };
}

/** How long a sound file is silent at its start, in microseconds. */
export function lead(file: string): number {
  const bytes = readFileSync(file);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  return Math.round((Math.max(0, onset(samples, 0, SPEECH_LEVEL)) / SAMPLE_RATE) * 1e6);
}

function onset(samples: Int16Array, from: number, level: number): number {
  return samples.findIndex((sample, index) => index >= from && Math.abs(sample) >= level);
}

/** Start of the last sound: behind it, at least a tenth of a second of quiet. */
function lastOnset(samples: Int16Array): number {
  let last = samples.length - 1;
  while (last > 0 && Math.abs(samples[last] ?? 0) < BEEP_LEVEL) last--;
  for (let quiet = 0; last > 0 && quiet < SAMPLE_RATE / 10; last--) {
    quiet = Math.abs(samples[last] ?? 0) < BEEP_LEVEL ? quiet + 1 : 0;
  }
  return onset(samples, last, BEEP_LEVEL);
}

async function decode(file: string): Promise<Int16Array> {
  const args = ['-v', 'error', '-i', file, '-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-'];
  const { stdout } = await exec('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 29 });
  return new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
}
