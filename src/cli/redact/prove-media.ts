/** Whether boxes are solid on every decoded frame, and silences silent in the decoded sound. */
import { columnsOf, type FrameBox, type MediaWork, type Silence } from './media.ts';
import { ffmpeg, inputOf } from './ffmpeg.ts';

/** Steps of brightness or colour, of 256, by which a solid box may differ from itself after it was encoded. */
const MAX_STEP = 16;
/** Of full scale: what is left of silence by the codecs. */
const MAX_SAMPLE = 0.001;
/** The margin that was drawn around what was named; what is beside the box shines into it a little. */
const INSET = 4;

/** What is not as it should be in a file, as the rest of a sentence; [] where all of it is. */
export async function mediaFaults(
  place: string,
  { boxes, silences, frames }: MediaWork,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const box of boxes) if (!(await isSolid(place, box, frames))) faults.push(`the picture of ${box.id}`);
  for (const silence of silences)
    if (!(await isSilent(place, silence, frames === undefined))) faults.push(`the sound of ${silence.id}`);
  return faults;
}

async function isSolid(
  place: string,
  { rect, first, last }: FrameBox,
  frames: number | undefined,
): Promise<boolean> {
  const { width, height, columns } = await columnsOf(place);
  const [x, y, w, h] = inset(rect, width, height);
  const seen = { bytes: 0, isSolid: true };
  const take = (bytes: Buffer): void => {
    seen.bytes += bytes.length;
    // Black: no red, no green, no blue.
    seen.isSolid &&= bytes.every((value) => value <= MAX_STEP);
  };
  const filter = `select='between(n,${first},${last})',crop=${w}:${h}:${x}:${y}:exact=1,format=gbrp`;
  await ffmpeg(
    [
      ...(await inputOf(place, false)),
      ...['-map', '0:v:0', '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
    ],
    take,
  );
  return seen.isSolid && columns.seconds.length === frames && seen.bytes === w * h * 3 * (last - first + 1);
}

/** Where the picture ends, nothing shines in. */
function inset([x, y, w, h]: FrameBox['rect'], width: number, height: number): FrameBox['rect'] {
  const left = x === 0 ? 0 : x + INSET;
  const top = y === 0 ? 0 : y + INSET;
  const right = x + w >= width ? width : x + w - INSET;
  const bottom = y + h >= height ? height : y + h - INSET;
  return [left, top, Math.max(2, right - left), Math.max(2, bottom - top)];
}

async function isSilent(place: string, { start, end }: Silence, isSound: boolean): Promise<boolean> {
  let silent = true;
  let rest = Buffer.alloc(0);
  const take = (bytes: Buffer): void => {
    const all = Buffer.concat([rest, bytes]);
    const whole = all.length - (all.length % 4);
    for (let at = 0; at < whole; at += 4) silent &&= Math.abs(all.readFloatLE(at)) <= MAX_SAMPLE;
    rest = all.subarray(whole);
  };
  const cut = `atrim=start=${Math.max(0, start).toFixed(6)}:end=${end.toFixed(6)}`;
  await ffmpeg(
    [...(await inputOf(place, isSound)), ...['-map', '0:a:0', '-af', cut, '-f', 'f32le', 'pipe:1']],
    take,
  );
  return silent;
}
