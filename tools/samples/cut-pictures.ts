/** Cuts small pictures out of a screen recording: a still one, and a strip of moments that a card moves through. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runFfmpeg } from '../../src/cli/capture/ffmpeg.ts';
import { fromMicros } from '../../src/base/time.ts';
import type { SamplePictures } from '../../src/schema/generated/types.ts';
import type { Trace } from '../../src/trace/trace.ts';

const MOMENTS = 14;
/** Pixels: a card's width, and twice that for the picture that stands still. */
const WIDTH = 320;
const POSTER_WIDTH = 640;
/** Of each strip; the first quality that fits is taken. */
const MAX_BYTES = 150_000;
const QUALITIES = [70, 55, 42, 30] as const;
const POSTER_QUALITY = 70;

/**
 * Writes NAME.poster.webp and NAME.loop.webp into `folder`, beside the bundle at `place`. undefined: it has no video. Rejects
 * where ffmpeg is missing or fails, or no quality fits.
 */
export async function cutPictures(
  { videos, duration }: Pick<Trace, 'videos' | 'duration'>,
  place: string,
  folder: string,
  name: string,
): Promise<SamplePictures | undefined> {
  const [video] = videos;
  const [path] = video?.layer.paths ?? [];
  if (!video || path === undefined) return undefined;
  const { frames, width, height } = await video.content.get();
  // A recorder that began late has no frame before its first.
  const frameAt = (share: number): number =>
    Math.max(0, frames.indexAt(fromMicros(Math.round(share * duration))));
  const at = (share: number): number => frames.mediaTime(frameAt(share));
  const file = resolve(place, path);
  const shape = evenHeight(WIDTH, width, height);
  const moments = Array.from({ length: MOMENTS }, (_, moment) => at((moment + 0.5) / MOMENTS));
  const [poster, loop] = [`${name}.poster.webp`, `${name}.loop.webp`];
  await draw([at(0.5)], file, folder, poster, POSTER_QUALITY, [
    POSTER_WIDTH,
    evenHeight(POSTER_WIDTH, width, height),
  ]);
  await drawBelow(MAX_BYTES, folder, loop, (quality) =>
    draw(moments, file, folder, loop, quality, [WIDTH, shape]),
  );
  const names = { poster: encodeURIComponent(poster), loop: encodeURIComponent(loop) };
  return { ...names, moments: MOMENTS, width: WIDTH, height: shape };
}

/** As wide as told and of the same shape, with a height that halves. */
function evenHeight(wide: number, width: number, height: number): number {
  return 2 * Math.max(1, Math.round((wide * height) / width / 2));
}

async function drawBelow(
  most: number,
  folder: string,
  target: string,
  drawWith: (quality: number) => Promise<void>,
): Promise<void> {
  for (const quality of QUALITIES) {
    await drawWith(quality);
    if ((await stat(join(folder, target))).size < most) return;
  }
  throw new Error(`${target} does not fit into ${most} bytes at any quality.`);
}

/** Draws the frames at `seconds` of a video side by side. */
async function draw(
  seconds: readonly number[],
  video: string,
  folder: string,
  target: string,
  quality: number,
  [width, height]: readonly [width: number, height: number],
): Promise<void> {
  const inputs = seconds.flatMap((time) => ['-ss', time.toFixed(6), '-i', video]);
  const parts = seconds.map(
    (_, index) => `[${index}:v:0]trim=end_frame=1,scale=${width}:${height}:flags=area[p${index}]`,
  );
  const row = seconds.map((_, index) => `[p${index}]`).join('');
  const joined = seconds.length > 1 ? `${row}hstack=inputs=${seconds.length}` : `${row}null`;
  const code = [
    '-c:v',
    'libwebp',
    '-quality',
    String(quality),
    '-compression_level',
    '6',
    '-map_metadata',
    '-1',
  ];
  const args = [...inputs, '-filter_complex', [...parts, `${joined}[out]`].join(';'), '-map', '[out]'];
  await runFfmpeg('ffmpeg', ['-y', ...args, '-frames:v', '1', ...code, target], folder, target);
}
