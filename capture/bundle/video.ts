import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PLAIN_MP4 } from '../../src/cli/capture/ffmpeg.ts';
import { BAR, SCREEN, TIME_CODE } from '../record/desktop.ts';
import { run } from '../record/process.ts';
import type { Flash } from '../record/strip.ts';
import { measureClock, toTrace, type ClockPair, type MeasuredClock } from './clock-map.ts';

const exec = promisify(execFile);
/** Small gray picture of the screen without the bar: enough to see a flash. */
const THUMB = { w: 16, h: 8 } as const;
const WHITE = 235;
/** How long before the first time code the recorder runs, at most. */
const BEGINNING_S = 5;
export const TRANSCODE = [
  ...[
    '-c:v',
    'libx264',
    '-preset',
    'medium',
    '-crf',
    '29',
    '-x264-params',
    'ipratio=1:psy=0:trellis=2:aq-strength=1.6',
    '-pix_fmt',
    'yuv420p',
    '-bf',
    '0',
  ],
  ...[
    '-force_key_frames',
    'expr:gte(t,n_forced*4)',
    '-g',
    '96',
    '-fps_mode',
    'passthrough',
    '-enc_time_base',
    '1:1000000',
  ],
  ...['-video_track_timescale', '1000000', ...PLAIN_MP4],
];

export interface VideoReport {
  readonly clock: MeasuredClock;
  readonly frames: number;
  readonly unreadable: number;
  readonly framesPerSecond: number;
  readonly longestGapUs: number;
  /** For each flash: first white frame after map, minus the flash's start. */
  readonly flashErrorsUs: readonly number[];
}

/**
 * Makes the bundle's mp4: moov first, a key frame every four seconds, no fragments. It begins with the picture that stood at
 * trace time 0; times between frames are unchanged.
 */
export async function transcode(source: string, target: string): Promise<void> {
  const from = await standsAtZero(source);
  await run('ffmpeg', ['-v', 'error', '-y', '-i', source, '-ss', from.toFixed(6), ...TRANSCODE, target]);
}

/** Time in seconds of the last frame up to trace time 0: the recorder runs before the trace begins. */
async function standsAtZero(source: string): Promise<number> {
  const times = await frameTimes(source, ['-read_intervals', `%+${BEGINNING_S}`]);
  const codes = await timeCodes(source, ['-t', String(BEGINNING_S)]);
  const [zero] = times.flatMap((time, frame) => {
    const ms = codes[frame];
    return ms === undefined ? [] : time - ms / 1000;
  });
  if (zero === undefined)
    throw new Error(`No time code can be read in the first ${BEGINNING_S} s of ${source}`);
  return times.findLast((time) => time <= zero) ?? 0;
}

/** Reads the time code of every frame of the finished mp4 and measures the video's clock by it. */
export async function measureVideo(
  file: string,
  startUs: number,
  flashes: readonly Flash[],
): Promise<VideoReport> {
  const times = await frameTimes(file);
  const codes = await timeCodes(file);
  const pairs = times.flatMap((native, frame): ClockPair | readonly [] => {
    const ms = codes[frame];
    return ms === undefined ? [] : { native, traceUs: ms * 1000 };
  });
  const clock = measureClock(
    pairs,
    1_000_000,
    `time code on the screen, read from ${pairs.length} decoded frames`,
  );
  const seconds = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    clock,
    frames: times.length,
    unreadable: times.length - pairs.length,
    framesPerSecond: (times.length - 1) / seconds,
    longestGapUs: Math.round(
      1e6 * times.reduce((gap, time, n) => Math.max(gap, time - (times[n - 1] ?? time)), 0),
    ),
    flashErrorsUs: await flashErrors(file, times, clock, startUs, flashes),
  };
}

/** What `readTimeCode` reads in each frame. `range`: arguments before the input. */
async function timeCodes(
  file: string,
  range: readonly string[] = [],
): Promise<readonly (number | undefined)[]> {
  const { bits, cellW, cellH, x, y } = TIME_CODE;
  const pixels = await decoded(file, `crop=${bits * cellW}:${2 * cellH}:${x}:${y}`, range);
  const size = bits * cellW * 2 * cellH;
  return Array.from({ length: Math.floor(pixels.length / size) }, (_, frame) =>
    readTimeCode(pixels.subarray(frame * size, (frame + 1) * size)),
  );
}

/** Milliseconds since the capture's start; undefined where the two rows are not complements. */
export function readTimeCode(pixels: Uint8Array): number | undefined {
  const { bits, cellW, cellH } = TIME_CODE;
  const stride = bits * cellW;
  let value = 0;
  for (let bit = 0; bit < bits; bit++) {
    const x = bit * cellW + cellW / 2;
    const on = (pixels[(cellH / 2) * stride + x] ?? 0) > 127;
    const complement = (pixels[(cellH + cellH / 2) * stride + x] ?? 0) > 127;
    if (on === complement) return undefined;
    if (on) value += 2 ** bit;
  }
  return value;
}

/** Presentation times of all frames in seconds, in order. */
async function frameTimes(file: string, range: readonly string[] = []): Promise<number[]> {
  const listing = await run('ffprobe', [
    '-v',
    'error',
    ...range,
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
    file,
  ]);
  return listing
    .split('\n')
    .filter(Boolean)
    .map(Number.parseFloat)
    .toSorted((a, b) => a - b);
}

async function decoded(file: string, filter: string, range: readonly string[] = []): Promise<Buffer> {
  const args = [
    '-v',
    'error',
    ...range,
    '-i',
    file,
    '-vf',
    `${filter},format=gray`,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-',
  ];
  const { stdout } = await exec('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 29 });
  return stdout;
}

async function flashErrors(
  file: string,
  times: readonly number[],
  clock: MeasuredClock,
  startUs: number,
  flashes: readonly Flash[],
): Promise<number[]> {
  const size = THUMB.w * THUMB.h;
  const filter = `crop=${SCREEN.w}:${BAR.y}:0:0,scale=${THUMB.w}:${THUMB.h}`;
  const thumbs = await decoded(file, filter);
  const isWhite = (frame: number): boolean =>
    thumbs.subarray(frame * size, (frame + 1) * size).every((value) => value >= WHITE);
  const onsets = times.flatMap((time, frame) =>
    isWhite(frame) && !(frame > 0 && isWhite(frame - 1)) ? [toTrace(clock, time)] : [],
  );
  if (onsets.length !== flashes.length)
    throw new Error(`${flashes.length} flashes were shown, ${onsets.length} are in the video`);
  return onsets.map((onset, index) => onset - ((flashes[index]?.startUs ?? 0) - startUs));
}
