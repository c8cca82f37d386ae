/** What makes a video hard to replay exactly, and the ffmpeg line that mends it. */
import { basename } from 'node:path';
import type { ByteSource } from '../bundle/byte-source.ts';
import type { LoadedLayer } from './load-layers.ts';

/** More frames than this between two key frames make a step backwards slow to show. */
const MAX_KEY_DISTANCE = 300;
const BOX_HEADER_BYTES = 16;
/** No browser that Playhead supports decodes these for certain. */
const UNDECODABLE = /^(?:hvc1|hev1|dvh1|dvhe|mp4v|ap[a-z0-9]{2}$)/;

/** What to know of a video before it is delivered, each with the command that mends it. */
export async function videoAdvice(
  path: string,
  source: ByteSource,
  video: LoadedLayer,
): Promise<readonly string[]> {
  const name = basename(path);
  const again = `ffmpeg -copyts -i ${quote(path)} -map 0:v:0 -an -c:v libx264 -crf 18 -pix_fmt yuv420p -fps_mode passthrough -enc_time_base -1 -force_key_frames 'expr:gte(t,n_forced)' -movflags +faststart ${quote(`${name.replace(/\.[^.]*$/, '')}.playable.mp4`)}`;
  const copy = `ffmpeg -i ${quote(path)} -c copy -movflags +faststart ${quote(`${name.replace(/\.[^.]*$/, '')}.whole.mp4`)}`;
  if (video.codec === undefined || UNDECODABLE.test(video.codec))
    return [
      `${name} is coded as ${video.codec ?? 'something unknown'}, which browsers cannot all decode. Convert it: ${again}`,
    ];
  const advice: string[] = [];
  if (await isFragmented(source))
    advice.push(
      `${name} is a fragmented mp4: media elements show wrong frames of some, and it opens slowly. Rewrite it, without loss: ${copy}`,
    );
  const distance = keyDistance(video);
  if (distance > MAX_KEY_DISTANCE)
    advice.push(
      `${name} has up to ${distance} frames from one key frame to the next, so that seeking is slow. Convert it: ${again}`,
    );
  return advice;
}

/** The most frames from one key frame to the next, or to the end. */
function keyDistance({ keys = [], items }: LoadedLayer): number {
  return keys.reduce((most, key, index) => Math.max(most, (keys[index + 1] ?? items) - key), 0);
}

/** Whether an mp4 has movie fragments: a `moof` box among its top ones (ISO/IEC 14496-12). */
async function isFragmented(source: ByteSource): Promise<boolean> {
  const size = await source.size();
  for (let offset = 0; offset + BOX_HEADER_BYTES <= size;) {
    const header = await source.read(offset, offset + BOX_HEADER_BYTES);
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    const type = String.fromCharCode(...header.subarray(4, 8));
    if (type === 'moof') return true;
    if (!/^[a-z0-9 ]{4}$/.test(type)) return false;
    const short = view.getUint32(0);
    // 1: a 64-bit length follows. 0: the box goes on to the end.
    const length = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? size : short;
    if (length < 8) return false;
    offset += length;
  }
  return false;
}

/** A path as a shell reads it back. */
function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
