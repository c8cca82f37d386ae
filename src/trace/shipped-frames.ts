import type { InputVideoTrack } from 'mediabunny';
import { asTraceError, problemOf, TraceError, type Problem } from '../base/errors.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { lastKeyIn } from './frame-table-columns.ts';
import { MAX_FRAME_TABLE_BYTES, readFrameTable, readTableOf } from './frame-table-file.ts';
import type { MediaFile } from './media-container.ts';
import {
  headDifference,
  headOf,
  readColumns,
  shownPackets,
  withVideo,
  type ReadVideoOptions,
  type VideoColumns,
} from './read-video.ts';

/** The bytes of a frame table, and the path that they lie at. */
export interface TableFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What reads containers: here, or in a worker. */
export interface VideoReader {
  /** See `readColumns`. */
  readonly columns: (file: MediaFile, options: ReadVideoOptions) => Promise<VideoColumns>;
  /** See `checkedColumns`. */
  readonly checked: (file: MediaFile, table: TableFile, signal?: AbortSignal) => Promise<VideoColumns>;
}

/** Reads on the thread that asks. */
export const HERE: VideoReader = { columns: readColumns, checked: checkedColumns };

/** Bytes of a video that may be read to check its table. */
const BUDGET = 4_000_000;
/** Packets compared at its start. */
const FIRST_PACKETS = 8;
/** Key frames looked up all over the video. */
const KEY_FRAMES = 4;
const METADATA = { metadataOnly: true } as const;

interface FramesContext {
  readonly report: (problem: Problem) => void;
  readonly reader: VideoReader;
  /** Told of the part of the container that is read, in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * The frames of a video: by the table that its layer ships, else by its container. A table that cannot be read or that
 * is of another video is a problem, and is done without.
 */
export async function framesOf(
  bundle: CheckedBundle,
  file: MediaFile,
  tablePath: string | undefined,
  { report, reader, onProgress, signal }: FramesContext,
): Promise<VideoColumns> {
  if (tablePath !== undefined)
    try {
      return await reader.checked(file, await readTable(bundle, file.path, tablePath, signal), signal);
    } catch (error) {
      signal?.throwIfAborted();
      const failure = asTraceError(error);
      // What is wrong with the video itself is told when it is read below.
      if (!('path' in failure.details) || failure.details.path !== file.path)
        report(problemOf(failure, 'warning'));
    }
  return reader.columns(file, { onProgress, signal });
}

/**
 * The bytes of the table at `path`, which by its head is made of the file that the manifest lists as `video`; what follows
 * the head is not looked at. Rejects with `format-broken`, `frame-table-differs`, and with what `CheckedBundle.read`
 * rejects with.
 */
export async function readTable(
  bundle: CheckedBundle,
  video: string,
  path: string,
  signal?: AbortSignal,
): Promise<TableFile> {
  const { size } = await bundle.open(path, signal);
  if ((size ?? bundle.files.get(path)?.bytes ?? 0) > MAX_FRAME_TABLE_BYTES)
    throw new TraceError('format-broken', {
      path,
      format: 'a frame table',
      reason: `it is larger than ${MAX_FRAME_TABLE_BYTES} bytes`,
    });
  const bytes = await bundle.read(path, signal);
  // The manifest knows the video's hash, so that it need not be computed. The rest is decoded where containers are read.
  if (readTableOf(bytes, path).sha256 !== bundle.files.get(video)?.sha256)
    throw new TraceError('frame-table-differs', {
      path,
      video,
      reason: 'it was made of a file with another SHA-256',
    });
  return { path, bytes };
}

/**
 * The table in `bytes`, after a look at the video itself: its size, what its head says, its first packets, and where
 * they are found without reading much, some key frames. Rejects with `format-broken` for what is no table, with
 * `frame-table-differs` for that of another video, and as `readColumns`.
 */
export async function checkedColumns(
  file: MediaFile,
  { path, bytes }: TableFile,
  signal?: AbortSignal,
): Promise<VideoColumns> {
  const differs = (reason: string): TraceError =>
    new TraceError('frame-table-differs', { path, video: file.path, reason });
  // First: it bounds how many frames a table may claim by a file that is really there.
  const { size } = readTableOf(bytes, path);
  if (size !== file.size) throw differs(`it was made of a file of ${size} bytes`);
  const { video } = readFrameTable(bytes, path);
  let left = BUDGET;
  let spend: (nothing: undefined) => void;
  const spent = new Promise<undefined>((resolve) => (spend = resolve));
  const thrifty: MediaFile = {
    ...file,
    read: (start, end) => {
      left -= end - start;
      if (left >= 0) return file.read(start, end, signal);
      spend(undefined);
      // Never answered: a read that fails while the library reads ahead is an error that nobody catches.
      return new Promise(() => undefined);
    },
  };
  signal?.throwIfAborted();
  const looked = withVideo(thrifty, (track) => difference(track, video), signal);
  // Where the budget is spent without a difference, the decoder confirms each frame that is shown.
  const reason = await Promise.race([looked, spent]);
  if (reason !== undefined) throw differs(reason);
  return video;
}

/** What of a video differs from its table, as the rest of a sentence; undefined where nothing was found. */
async function difference(track: InputVideoTrack, table: VideoColumns): Promise<string | undefined> {
  const { EncodedPacketSink } = await import('mediabunny');
  const reason = headDifference(await headOf(track), table);
  if (reason !== undefined) return reason;
  const { seconds, keys } = table.columns;
  const times = new Set(seconds.subarray(0, 4 * FIRST_PACKETS));
  let count = 0;
  for await (const { timestamp } of shownPackets(track)) {
    if (timestamp >= (seconds[0] ?? 0) && !times.has(timestamp))
      return `the video has a frame at ${timestamp} s, which it does not have`;
    count += 1;
    if (count === FIRST_PACKETS) break;
  }
  const sink = new EncodedPacketSink(track);
  for (let step = 1; step <= KEY_FRAMES; step += 1) {
    const index = lastKeyIn(keys, Math.floor(((seconds.length - 1) * step) / KEY_FRAMES));
    const expected = seconds[index];
    if (expected === undefined) continue;
    let packet = await sink.getKeyPacket(expected, METADATA);
    // Of fragments that no index tells of, the library gives the last key frame of the one before.
    if (packet && packet.timestamp < expected) packet = await sink.getNextKeyPacket(packet, METADATA);
    if (packet?.timestamp !== expected) return `the video has no key frame at ${expected} s`;
  }
  return undefined;
}
