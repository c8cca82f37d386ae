/** The recordings of the screen become one video. */
import { writeFile } from 'node:fs/promises';
import type { Layer } from '../../schema/generated/types.ts';
import { COMPANION_TYPE } from '../companions.ts';
import { FRAME_TABLE } from '../frame-table-companion.ts';
import type { BundleFiles } from './bundle-files.ts';
import type { CaptureTimes, Span } from './capture-times.ts';
import { packetTimes, PICTURE_CODE, PLAIN_MP4, runFfmpeg } from './ffmpeg.ts';

/** One recording: its frames, in trace time. */
interface Segment {
  readonly file: string;
  readonly frames: readonly number[];
}

export interface MadeMedium {
  /** Undefined where nothing could be read. */
  readonly layer: Layer | undefined;
  readonly spans: readonly Span[];
  /** Of the picture, where there is one. */
  readonly size?: { readonly width: number; readonly height: number };
}

const PATH = 'layers/screen/screen.mp4';
const SLATE = 'slate.nut';
const LIST = 'screen.ffconcat';
/** How long a last frame is shown, in microseconds. */
const LAST_FRAME = 40_000;
/** A key frame every two seconds, no reordering, times as they are. */
const TRANSCODE = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p', '-bf', '0'],
  ...[
    '-force_key_frames',
    'expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+2))',
    '-fps_mode',
    'passthrough',
    '-enc_time_base',
    '1:1000000',
  ],
  ...['-video_track_timescale', '1000000', ...PLAIN_MP4],
];

/**
 * Where nothing was recorded stands a black frame, so that no picture seems to last. `raw`: folder of the recordings;
 * `end`: of the trace.
 */
export async function makeVideo(
  times: CaptureTimes,
  raw: string,
  end: number,
  files: BundleFiles,
): Promise<MadeMedium> {
  const segments = await readSegments(times, raw);
  const [first] = segments;
  const start = first?.frames[0];
  if (!first || start === undefined) return { layer: undefined, spans: [] };
  const size = await sizeOf(raw, first.file);
  const black = `color=black:size=${size.width}x${size.height}:rate=25`;
  const still = ['-frames:v', '1', ...PICTURE_CODE, '-f', 'nut', SLATE];
  const make = (args: readonly string[]): Promise<string> => runFfmpeg('ffmpeg', args, raw, 'The video');
  // Coded as the recordings are, and so in their unit of time: files are joined by their ticks.
  await make(['-y', '-f', 'lavfi', '-i', black, ...still]);
  await writeFile(`${raw}/${LIST}`, concatList(segments, end));
  await make(['-y', '-safe', '0', '-f', 'concat', '-i', LIST, ...TRANSCODE, await files.place(PATH)]);
  const video = await files.add(PATH, 'video/mp4');
  const table = await FRAME_TABLE.make(await files.place(PATH), video);
  const path = table.made && (await files.write('layers/screen/screen.frames', table.bytes, COMPANION_TYPE));
  const method =
    'time at which the screen was grabbed, by the wall clock; read beside the monotonic one every few seconds';
  return {
    size,
    spans: segments.map(spanOf),
    layer: {
      ...{ id: 'screen', kind: 'screen_video', status: 'present', paths: [PATH] },
      ...(path !== false && { frame_table: path }),
      format: { name: 'video/mp4', version: null },
      ...{ t_start: start, t_end: segments.map(spanOf).at(-1)?.end ?? start },
      clock: {
        ...{ domain: 'media', native_unit: 's', sync_quality: 'measured' },
        map: [{ native: 0, trace_us: start, uncertainty_us: 2_000, method }],
      },
      video: { display_id: '0', frames: await frameCount(files) },
    },
  };
}

async function readSegments(times: CaptureTimes, raw: string): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  let last = -1;
  for (const { file } of times.runsOf('screen')) {
    const name = file.replace(/^raw\//, '');
    const walls = await packetTimes(raw, name);
    const [first] = walls;
    if (first === undefined) continue;
    // By one reading of the clocks, so that the distances between frames stay as they are.
    const shift = Math.max(times.ofWall(first), last + LAST_FRAME) - first;
    const frames = walls.map((wall) => wall + shift);
    segments.push({ file: name, frames });
    last = frames.at(-1) ?? last;
  }
  return segments;
}

function spanOf({ frames }: Segment): Span {
  return { start: frames[0] ?? 0, end: (frames.at(-1) ?? 0) + LAST_FRAME };
}

/** The recordings one after the other, each for as long as it is to be seen, with the black frame between them. */
function concatList(segments: readonly Segment[], end: number): string {
  const lines = ['ffconcat version 1.0'];
  const put = (file: string, micros: number): void => {
    lines.push(`file ${file}`, `duration ${(micros / 1e6).toFixed(6)}`);
  };
  for (const [index, segment] of segments.entries()) {
    const { start, end: seen } = spanOf(segment);
    const next = segments[index + 1]?.frames[0] ?? Math.max(end, seen);
    put(segment.file, seen - start);
    if (next > seen) put(SLATE, next - seen);
  }
  return `${lines.join('\n')}\n`;
}

async function sizeOf(
  raw: string,
  file: string,
): Promise<{ readonly width: number; readonly height: number }> {
  const args = ['-select_streams', 'v', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', file];
  const [width = 0, height = 0] = (await runFfmpeg('ffprobe', args, raw, 'The video')).split(',').map(Number);
  return { width, height };
}

async function frameCount(files: BundleFiles): Promise<number> {
  return (await packetTimes('.', await files.place(PATH))).length;
}
