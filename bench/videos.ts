/**
 * The test videos: one for each way in which a container or a codec misleads a player. They are made by ffmpeg where
 * they are missing, and every picture carries its frame number (see `stamp.ts`).
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { stampFilter } from './stamp.ts';

export interface TestVideo {
  readonly name: string;
  /** What is hard about it, in a few words. */
  readonly what: string;
  readonly ending: 'mp4' | 'webm';
  readonly recipe: Recipe;
  /**
   * Seconds by which the frames come later than ffprobe tells. Where an edit begins inside of a frame, ffmpeg counts from
   * the first whole frame; by ISO/IEC 14496-12, 8.6.6, the rest of the cut one comes before it. 0 unless given.
   */
  readonly late?: number;
}

/** Encoded anew, or the packets of another test video in another container. */
type Recipe =
  | { readonly source: Source; readonly encode: readonly string[] }
  | { readonly copyOf: string; readonly before?: readonly string[]; readonly args: readonly string[] };

interface Source {
  readonly size: string;
  readonly rate: number;
  readonly seconds: number;
  /** Frames at uneven times: 6 ms to 2 s apart. */
  readonly uneven?: boolean;
}

const FULL_HD: Source = { size: '1920x1080', rate: 30, seconds: 120 };
const UNEVEN: Source = { ...FULL_HD, uneven: true };
/** A third of the frames go, and all of two seconds; the others move by up to 28 of the 33 ms to the next. */
const UNEVEN_FILTER =
  "select='not(between(t,40.2,42.1))*(gt(random(1),0.33)+eq(n,0))',settb=1/1000,setpts='PTS+floor(random(2)*29)'";
const PASS_TIMES = ['-fps_mode', 'passthrough', '-enc_time_base', '1:1000'];

const x264 = (gop: number, b: number): readonly string[] =>
  `-c:v libx264 -preset veryfast -crf 30 -pix_fmt yuv420p -sc_threshold 0 -g ${gop} -keyint_min ${gop} -bf ${b}`.split(
    ' ',
  );
const FAST_START = ['-movflags', '+faststart'];
const VP9 =
  '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v 800k -g 240 -pix_fmt yuv420p'.split(' ');
const AV1 = '-c:v libsvtav1 -preset 12 -crf 45 -g 240 -pix_fmt yuv420p'.split(' ');
const HOUR = '-c:v libx264 -preset superfast -crf 36 -pix_fmt yuv420p -sc_threshold 0 -g 250 -bf 2'.split(
  ' ',
);
const FRAGMENTS = 'frag_keyframe+empty_moov+default_base_moof';

export const TEST_VIDEOS: readonly TestVideo[] = [
  mp4('cfr30', '30 a second, B-frames, GOP 250', {
    source: FULL_HD,
    encode: [...x264(250, 3), ...FAST_START],
  }),
  mp4('cfr30-short', '30 a second, B-frames, GOP 30', {
    source: FULL_HD,
    encode: [...x264(30, 3), ...FAST_START],
  }),
  mp4('cfr60', '60 a second, B-frames, GOP 250', {
    source: { ...FULL_HD, rate: 60 },
    encode: [...x264(250, 3), ...FAST_START],
  }),
  mp4('vfr', '6 ms to 2 s apart, B-frames, GOP 250', {
    source: UNEVEN,
    encode: [...PASS_TIMES, ...x264(250, 3), ...FAST_START],
  }),
  mp4('edit-preroll', 'edit list that skips the first 220 frames, all decoded', {
    copyOf: 'cfr30',
    before: ['-ss', '7.333333'],
    args: FAST_START,
  }),
  {
    ...mp4('edit-inside', 'edit list that begins inside of a frame, at 7.31 s', {
      copyOf: 'cfr30',
      before: ['-ss', '7.31'],
      args: FAST_START,
    }),
    late: 358 / 15_360,
  },
  mp4('edit-offset', 'edit list that begins with 2.5 s of nothing, uneven', {
    copyOf: 'vfr',
    args: ['-output_ts_offset', '2.5', ...FAST_START],
  }),
  mp4('no-edit-list', 'B-frames without an edit list: first frame at 0.067 s', {
    copyOf: 'cfr30',
    args: ['-use_editlist', '0', ...FAST_START],
  }),
  mp4('moov-at-end', 'table of contents at the end of the file', { copyOf: 'cfr30', args: [] }),
  mp4('fragmented-vfr', 'fragmented, uneven, B-frames', { copyOf: 'vfr', args: ['-movflags', FRAGMENTS] }),
  mp4('fragmented-cfr', 'fragmented with sidx, GOP 30, first frame at 0.067 s', {
    copyOf: 'cfr30-short',
    args: ['-movflags', `${FRAGMENTS}+global_sidx`],
  }),
  webm('vp9-cfr', 'VP9, 30 a second', { source: FULL_HD, encode: VP9 }),
  webm('vp9-vfr', 'VP9, 6 ms to 2 s apart', { source: UNEVEN, encode: [...PASS_TIMES, ...VP9] }),
  webm('vp9-late', 'VP9, uneven, first frame at 2.5 s', {
    copyOf: 'vp9-vfr',
    args: ['-output_ts_offset', '2.5'],
  }),
  mp4('av1', 'AV1, uneven', { source: UNEVEN, encode: [...PASS_TIMES, ...AV1, ...FAST_START] }),
  mp4('hour', 'one hour, 1280x720, B-frames, GOP 250', {
    source: { size: '1280x720', rate: 30, seconds: 3_600 },
    encode: [...HOUR, ...FAST_START],
  }),
];

/** The path of a test video in `folder`; it is made where it is not there. `tell` hears of what takes long. */
export async function testVideo(
  video: TestVideo,
  folder: string,
  tell: (note: string) => void,
): Promise<string> {
  const { name, ending, recipe } = video;
  const path = join(folder, `${name}.${ending}`);
  if (existsSync(path)) return path;
  const [input, output] =
    'source' in recipe
      ? [
          ['-f', 'lavfi', '-i', picturesOf(recipe.source)],
          ['-vf', filterOf(recipe.source), ...recipe.encode],
        ]
      : [
          [...(recipe.before ?? []), '-i', await testVideo(named(recipe.copyOf), folder, tell)],
          ['-c', 'copy', ...recipe.args],
        ];
  await mkdir(folder, { recursive: true });
  tell(`Making ${path} …`);
  // Half a file must never be taken for a test video.
  const part = join(folder, `.${name}.part.${ending}`);
  const always = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];
  try {
    await runProgram('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...input, ...output, ...always, part]);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

function mp4(name: string, what: string, recipe: Recipe): TestVideo {
  return { name, what, ending: 'mp4', recipe };
}

function webm(name: string, what: string, recipe: Recipe): TestVideo {
  return { name, what, ending: 'webm', recipe };
}

function named(name: string): TestVideo {
  const video = TEST_VIDEOS.find((one) => one.name === name);
  if (!video) throw new Error(`there is no test video ${name}`);
  return video;
}

function picturesOf({ size, rate, seconds }: Source): string {
  return `testsrc2=s=${size}:r=${rate}:d=${seconds}`;
}

function filterOf({ uneven = false }: Source): string {
  return uneven ? `${UNEVEN_FILTER},${stampFilter()}` : stampFilter();
}
