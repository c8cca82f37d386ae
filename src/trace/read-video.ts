import type { EncodedPacket, Input, InputVideoTrack } from 'mediabunny';
import { TraceError } from '../base/errors.ts';
import type { ClockMap } from './clock-map.ts';
import { shownPart } from './edit-list.ts';
import { ColumnBuilder, MAX_FRAMES, type FrameColumns } from './frame-table-columns.ts';
import { FrameTable } from './frame-table.ts';
import { withContainer, type MediaFile } from './media-container.ts';
import { trueKeys } from './true-keys.ts';

/** What the head of a video's container says. */
export interface VideoHead {
  /** Pixels of the picture as it is to be shown, after rotation and pixel aspect ratio. */
  readonly width: number;
  readonly height: number;
  readonly codec: string | undefined;
  /** How many ticks a second its times are counted in. */
  readonly resolution: number;
}

/** What a video's container says of it: plain data, which may cross to another thread. */
export interface VideoColumns extends VideoHead {
  readonly columns: FrameColumns;
}

/** What a video's container says of it. */
export interface VideoFacts extends VideoHead {
  readonly frames: FrameTable;
}

export interface ReadVideoOptions {
  /** Told of the part that is read, in [0, 1], about a hundred times; never where the container does not tell its length. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const EXPECTED = { format: 'video', supported: 'mp4, mov, webm and mkv' };

/**
 * Reads a container's packets, without decoding and, in plain mp4, without reading the pictures. Rejects with
 * `format-unsupported` or `format-broken`, and with the signal's reason. An hour takes a third of a second and more: in
 * a browser call it in a worker.
 */
export function readColumns(
  file: MediaFile,
  { onProgress, signal }: ReadVideoOptions = {},
): Promise<VideoColumns> {
  const read = async (track: InputVideoTrack): Promise<VideoColumns> => {
    const head = await headOf(track);
    const length = (await track.getDurationFromMetadata()) ?? 0;
    const builder = new ColumnBuilder(await shownPart(file, track.id));
    // Each takes a byte at least. Only their times are read, and those that are not shown are not kept: what is forged
    // would be believed.
    const most = Math.min(MAX_FRAMES, file.size);
    let [count, told] = [0, 0];
    for await (const { timestamp, duration, type } of shownPackets(track)) {
      signal?.throwIfAborted();
      builder.add({ seconds: timestamp, duration, key: type === 'key' });
      count += 1;
      if (count > most) throw broken(file, `it has more than ${most} frames`);
      if (length <= 0 || timestamp / length - told < 0.01) continue;
      told = Math.min(1, timestamp / length);
      onProgress?.(told);
    }
    if (builder.count === 0) throw broken(file, 'it has no frames');
    const columns = builder.finish();
    return { ...head, columns: { ...columns, keys: await trueKeys(track, columns) } };
  };
  return withVideo(file, read, signal);
}

/** The same with its frames on the clock of a trace. */
export async function readVideo(
  file: MediaFile,
  map: ClockMap,
  options?: ReadVideoOptions,
): Promise<VideoFacts> {
  const { columns, ...head } = await readColumns(file, options);
  return { ...head, frames: new FrameTable(columns, map) };
}

/** Opens the picture track of a video for as long as `use` runs. Rejects as `readColumns`. */
export function withVideo<T>(
  file: MediaFile,
  use: (track: InputVideoTrack) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const open = async (input: Input): Promise<T> => {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw broken(file, 'it has no picture track');
    return use(track);
  };
  return withContainer(file, EXPECTED, open, signal);
}

/** The packets of a track in the order of decoding, but for those whose picture is never shown. */
export async function* shownPackets(track: InputVideoTrack): AsyncGenerator<EncodedPacket> {
  const { EncodedPacketSink } = await import('mediabunny');
  // VP8 has packets of their own for such pictures. Its containers are read whole in any case.
  const metadataOnly = (await track.getCodec()) !== 'vp8';
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly }))
    if (metadataOnly || !isHidden(packet.data)) yield packet;
}

export async function headOf(track: InputVideoTrack): Promise<VideoHead> {
  const [width, height, codec, resolution] = await Promise.all([
    track.getDisplayWidth(),
    track.getDisplayHeight(),
    track.getCodecParameterString(),
    track.getTimeResolution(),
  ]);
  return { width, height, codec: codec ?? undefined, resolution };
}

/** What of a video its table does not say, as the rest of a sentence; undefined where they are equal. */
export function tableDifference(video: VideoColumns, table: VideoColumns): string | undefined {
  const { seconds, keys, end, shift } = video.columns;
  const { columns } = table;
  if (seconds.length !== columns.seconds.length)
    return `the video has ${seconds.length} frames, and not ${columns.seconds.length}`;
  const frame = seconds.findIndex((time, index) => time !== columns.seconds[index]);
  if (frame >= 0)
    return `frame ${frame} is at ${seconds[frame] ?? 0} s, and not at ${columns.seconds[frame] ?? 0} s`;
  if (
    end !== columns.end ||
    shift !== columns.shift ||
    !keys.every((bits, index) => bits === columns.keys[index])
  )
    return 'the video has other key frames, or another end';
  return headDifference(video, table);
}

/** The same of the heads alone. */
export function headDifference(video: VideoHead, table: VideoHead): string | undefined {
  for (const part of ['codec', 'width', 'height', 'resolution'] as const)
    if (video[part] !== table[part])
      return `the video's ${part} is ${video[part] ?? 'unknown'}, and not ${table[part] ?? 'unknown'}`;
  return undefined;
}

/** Whether a VP8 packet says that its picture is not shown (RFC 6386, 9.1). */
function isHidden(data: Uint8Array): boolean {
  const [first] = data;
  return first !== undefined && (first & 0x10) === 0;
}

function broken({ path }: MediaFile, reason: string): TraceError {
  return new TraceError('format-broken', { path, format: 'video', reason });
}
