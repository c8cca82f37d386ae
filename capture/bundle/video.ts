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

/** Makes the bundle's mp4: moov first, a key frame every two seconds, no fragments, times unchanged. */
export async function transcode(source: string, target: string): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-y', '-i', source, ...TRANSCODE, target]);
}

/** Reads the time code of every frame of the finished mp4 and measures the video's clock by it. */
export async function measureVideo(
  file: string,
  startUs: number,
  flashes: readonly Flash[],
): Promise<VideoReport> {
  const times = await frameTimes(file);
  const codes = await decoded(
    file,
    `crop=${TIME_CODE.bits * TIME_CODE.cellW}:${2 * TIME_CODE.cellH}:${TIME_CODE.x}:${TIME_CODE.y}`,
  );
  const size = TIME_CODE.bits * TIME_CODE.cellW * 2 * TIME_CODE.cellH;
  const pairs: ClockPair[] = [];
  for (const [frame, native] of times.entries()) {
    const ms = readTimeCode(codes.subarray(frame * size, (frame + 1) * size));
    if (ms !== undefined) pairs.push({ native, traceUs: ms * 1000 });
  }
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
async function frameTimes(file: string): Promise<number[]> {
  const listing = await run('ffprobe', [
    '-v',
    'error',
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

async function decoded(file: string, filter: string): Promise<Buffer> {
  const args = [
    '-v',
    'error',
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
