/**
 * The file of a frame table, as a bundle ships it: exact to the tick of its container, equal for equal frames, and about
 * a hundred bytes for an hour of even frames. `docs/BUNDLE.md` describes it.
 */
import { TraceError } from '../base/errors.ts';
import { joined } from '../base/joined.ts';
import { isKeyIn, MAX_FRAMES, setKey, type FrameColumns } from './frame-table-columns.ts';
import { RunReader, RunWriter } from './frame-table-runs.ts';
import type { VideoColumns } from './read-video.ts';

/** Larger files are not read: as many uneven frames as are allowed need about three bytes each. */
export const MAX_FRAME_TABLE_BYTES = 32 * 1024 * 1024;

/** The file that a table was made of. */
export interface TableOf {
  /** Length in bytes. */
  readonly size: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

const MAGIC = 'PHFRAMES';
const VERSION = 1;
/** All before the codec's name. */
const HEAD_BYTES = 96;
/** Largest tick: four times as much is still exact. */
const MAX_TICK = 2 ** 51;
/** More ticks a second than any container counts. */
const MAX_RESOLUTION = 1e12;

/** The bytes of a table. Throws `format-unsupported` where its times are no whole ticks, which no known writer does. */
export function writeFrameTable(video: VideoColumns, of: TableOf, path: string): Uint8Array<ArrayBuffer> {
  const { columns, width, height, codec = '', resolution } = video;
  const { seconds, keys, end, shift } = columns;
  const ticks = Float64Array.from(seconds, (second) => Math.round(second * resolution));
  if (!ticks.every((tick, index) => tick <= MAX_TICK && tick / resolution === seconds[index]))
    throw new TraceError('format-unsupported', {
      path,
      format: 'a video whose times are no whole ticks of its clock',
      supported: 'whole ticks',
    });
  const name = new TextEncoder().encode(codec);
  const head = new Uint8Array(HEAD_BYTES + name.length);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode(MAGIC));
  view.setUint16(8, VERSION, true);
  view.setUint32(12, seconds.length, true);
  view.setBigUint64(16, BigInt(of.size), true);
  head.set(bytesOfHex(of.sha256), 24);
  view.setFloat64(56, resolution, true);
  view.setFloat64(64, end, true);
  view.setUint32(72, width, true);
  view.setUint32(76, height, true);
  view.setUint32(80, name.length, true);
  view.setFloat64(88, shift, true);
  head.set(name, HEAD_BYTES);

  const keyIndices = Array.from(seconds.keys()).filter((index) => isKeyIn(keys, index));
  view.setUint32(84, keyIndices.length, true);
  const runs = new RunWriter();
  runs.ascending(ticks);
  runs.ascending(keyIndices);
  return joined([head, runs.finish()]);
}

/**
 * The file that the table in `bytes` was made of, by the table's first bytes alone. Throws `format-broken` for what does
 * not begin as one.
 */
export function readTableOf(bytes: Uint8Array, path: string): TableOf {
  const check = checkFor(path);
  check(bytes.length >= HEAD_BYTES && bytes.length <= MAX_FRAME_TABLE_BYTES, 'its length is not possible');
  const view = viewOf(bytes);
  check(String.fromCharCode(...bytes.subarray(0, 8)) === MAGIC, 'it is another kind of file');
  check(view.getUint16(8, true) === VERSION, 'it is of a version that is not known');
  return { size: Number(view.getBigUint64(16, true)), sha256: hexOf(bytes.subarray(24, 56)) };
}

/**
 * Reads one back; the times are bit for bit those that were written. Throws `format-broken` for whatever is no such file
 * to the last byte.
 */
export function readFrameTable(
  bytes: Uint8Array,
  path: string,
): { readonly video: VideoColumns; readonly of: TableOf } {
  const of = readTableOf(bytes, path);
  const check = checkFor(path);
  const view = viewOf(bytes);
  const flags = view.getUint16(10, true);
  const count = view.getUint32(12, true);
  const resolution = view.getFloat64(56, true);
  const end = view.getFloat64(64, true);
  const shift = view.getFloat64(88, true);
  const nameLength = view.getUint32(80, true);
  const keyCount = view.getUint32(84, true);
  check(flags === 0, 'it has flags that are not known');
  // A frame has at least a byte in its video.
  check(count > 0 && count <= Math.min(MAX_FRAMES, of.size), 'it has an impossible number of frames');
  check(keyCount <= count, 'it has more key frames than frames');
  check(resolution > 0 && resolution <= MAX_RESOLUTION, 'its clock is not possible');
  check(nameLength <= bytes.length - HEAD_BYTES, 'it is cut off');
  const name = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + nameLength));
  const runs = new RunReader(bytes.subarray(HEAD_BYTES + nameLength), (reason) => check(false, reason));
  const seconds = runs.ascending(count);
  const ticksEnd = seconds[count - 1] ?? 0;
  for (let index = 0; index < count; index += 1) seconds[index] = (seconds[index] ?? 0) / resolution;
  const keys = new Uint8Array(Math.ceil(count / 8));
  const keyIndices = runs.ascending(keyCount);
  check((keyIndices.at(-1) ?? 0) < count, 'a key frame lies after the last frame');
  keyIndices.forEach((index) => setKey(keys, index));
  check(runs.atEnd, 'something follows its last key frame');
  check(end > ticksEnd / resolution && Number.isFinite(end), 'its end does not lie after its last frame');
  check(shift >= 0 && shift <= (seconds[0] ?? 0), 'its shift is not possible');
  const columns: FrameColumns = { seconds, keys, end, shift };
  return {
    video: {
      columns,
      width: view.getUint32(72, true),
      height: view.getUint32(76, true),
      codec: name === '' ? undefined : name,
      resolution,
    },
    of,
  };
}

function checkFor(path: string): (condition: boolean, reason: string) => void {
  return (condition, reason) => {
    if (!condition) throw new TraceError('format-broken', { path, format: 'a frame table', reason });
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
