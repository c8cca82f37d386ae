/** The table of contents of a zip (PKWARE APPNOTE 6.3.10, 4.3 and 4.4), read strictly: what two programs may read differently is refused. */
import { TraceError } from '../base/errors.ts';
import { inSlices } from '../base/slices.ts';
import type { ByteSource } from './byte-source.ts';

export interface ZipEntry {
  readonly name: string;
  /** General purpose bits (4.4.4). */
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins … */
  readonly offset: number;
  /** … and the next entry's, or the table of contents: it must end there at the latest. */
  readonly limit: number;
  /** File type and permissions where it was packed under Unix. */
  readonly unixMode: number;
}

/** Flags (4.4.4): sizes stand behind the data, and names are UTF-8. */
export const SIZES_BEHIND = 0x0008;
const UTF8 = 0x0800;

const END = 0x0605_4b50;
const END_BYTES = 22;
const LOCATOR = 0x0706_4b50;
const LOCATOR_BYTES = 20;
const END64 = 0x0606_4b50;
const END64_BYTES = 56;
const HEADER = 0x0201_4b50;
const HEADER_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const EXTRA64 = 0x0001;
/** Stand where a ZIP64 field has the true number. */
const FULL16 = 0xffff;
const FULL32 = 0xffff_ffff;

/** Read with the end: the table of a thousand entries stands in it. */
const TAIL_BYTES = END_BYTES + LOCATOR_BYTES + END64_BYTES + MAX_COMMENT;
const MAX_ENTRIES = 200_000;
/** Of a table of contents, which is read whole: as many entries as that, with the longest names that a bundle may have. */
const MAX_TABLE_BYTES = 64 * 1024 * 1024;
/** Entries that are read at one go. */
const SLICE = 1_024;

const UTF8_NAME = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A table of contents: where it stands, and how many entries it has. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** All entries in the order of the table, folders among them. Rejects with `zip-invalid` or `zip-limit`, and as `source` does. */
export async function readZipDirectory(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<readonly ZipEntry[]> {
  const reader = new DirectoryReader(source.label);
  const size = await source.size(signal);
  const tailStart = Math.max(0, size - TAIL_BYTES);
  const tail = await source.read(tailStart, size, signal);
  const place = reader.findTable(tail, tailStart);
  const inTail = place.start >= tailStart;
  const table = inTail
    ? tail.subarray(place.start - tailStart, place.end - tailStart)
    : await source.read(place.start, place.end, signal);
  return inSlices(reader.entriesOf(table, place));
}

/** Throws `zip-invalid` and `zip-limit` for the zip called `label`. */
class DirectoryReader {
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  /** `tail`: the last bytes of the file, which begin at `tailStart`. */
  findTable(tail: Uint8Array, tailStart: number): Place {
    const view = viewOf(tail);
    const end = this.#findEnd(view);
    const disks = view.getUint16(end + 4, true) | view.getUint16(end + 6, true);
    const count = view.getUint16(end + 10, true);
    const size = view.getUint32(end + 12, true);
    const start = view.getUint32(end + 16, true);
    const locator = end - LOCATOR_BYTES;
    const has64 = locator >= 0 && view.getUint32(locator, true) === LOCATOR;
    if (!has64) {
      if (disks !== 0 || view.getUint16(end + 8, true) !== count)
        throw this.#invalid('it is one of several parts');
      return this.#place({ start, size, count }, tailStart + end);
    }
    const end64 = this.#number64(view, locator + 8) - tailStart;
    if (end64 < 0 || end64 + END64_BYTES > locator || view.getUint32(end64, true) !== END64)
      throw this.#invalid('its ZIP64 end is not where it should be');
    if (view.getUint32(locator + 4, true) !== 0 || view.getUint32(end64 + 16, true) !== 0)
      throw this.#invalid('it is one of several parts');
    // The record tells its own length, without the twelve bytes before.
    if (end64 + 12 + this.#number64(view, end64 + 4) !== locator)
      throw this.#invalid('something stands between its two ends');
    const long = {
      count: this.#number64(view, end64 + 32),
      size: this.#number64(view, end64 + 40),
      start: this.#number64(view, end64 + 48),
    };
    const agrees =
      this.#number64(view, end64 + 24) === long.count &&
      (count === FULL16 || count === long.count) &&
      (size === FULL32 || size === long.size) &&
      (start === FULL32 || start === long.start);
    if (!agrees) throw this.#invalid('its two ends tell different things');
    return this.#place(long, tailStart + end64);
  }

  *entriesOf(table: Uint8Array, { start, count }: Place): Generator<undefined, readonly ZipEntry[]> {
    const view = viewOf(table);
    const entries: ZipEntry[] = [];
    let at = 0;
    for (let index = 0; index < count; index += 1) {
      if (at + HEADER_BYTES > table.length || view.getUint32(at, true) !== HEADER)
        throw this.#invalid(`entry ${index + 1} of its table of contents is damaged`);
      const nameEnd = at + HEADER_BYTES + view.getUint16(at + 28, true);
      const extraEnd = nameEnd + view.getUint16(at + 30, true);
      const end = extraEnd + view.getUint16(at + 32, true);
      if (end > table.length) throw this.#invalid(`entry ${index + 1} of its table of contents is cut off`);
      const flags = view.getUint16(at + 8, true);
      entries.push({
        name: this.nameOf(table.subarray(at + HEADER_BYTES, nameEnd), flags),
        flags,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        ...this.#sizes(view, at, nameEnd, extraEnd),
        limit: start,
        unixMode: view.getUint16(at + 40, true),
      });
      at = end;
      if (index % SLICE === SLICE - 1) yield;
    }
    if (at !== table.length) throw this.#invalid('its table of contents is longer than its entries');
    yield;
    return this.#limited(entries, start);
  }

  /** Names in old code pages are read as Latin-1: no bundle has them. */
  nameOf(bytes: Uint8Array, flags: number): string {
    if ((flags & UTF8) === 0) return String.fromCharCode(...bytes);
    try {
      return UTF8_NAME.decode(bytes);
    } catch (error) {
      throw this.#invalid('a name in it is not UTF-8', error);
    }
  }

  /** Each entry with where the next one begins. Throws where two share bytes. */
  #limited(entries: readonly ZipEntry[], tableStart: number): readonly ZipEntry[] {
    const order = entries.map((_, index) => index);
    const offsetOf = (index: number | undefined): number => entries[index ?? -1]?.offset ?? tableStart;
    order.sort((a, b) => offsetOf(a) - offsetOf(b));
    const limits = new Float64Array(entries.length);
    order.forEach((index, position) => (limits[index] = offsetOf(order[position + 1])));
    return entries.map((entry, index) => {
      const limit = limits[index] ?? 0;
      if (entry.offset + LOCAL_BYTES + entry.packedSize > limit)
        throw this.#invalid(`entry ${entry.name} reaches into what follows it`);
      return { ...entry, limit };
    });
  }

  /** Sizes and offset, which stand in the ZIP64 field where they are too large (4.5.3). */
  #sizes(
    view: DataView,
    at: number,
    extraStart: number,
    extraEnd: number,
  ): Pick<ZipEntry, 'size' | 'packedSize' | 'offset'> {
    const short = [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ];
    let field = this.#find64(view, extraStart, extraEnd);
    const [size = 0, packedSize = 0, offset = 0] = short.map((value) => {
      if (value !== FULL32) return value;
      if (!field || field.at + 8 > field.end) throw this.#invalid('a ZIP64 size is missing in it');
      const long = this.#number64(view, field.at);
      field = { ...field, at: field.at + 8 };
      return long;
    });
    if (view.getUint16(at + 34, true) !== 0 && view.getUint16(at + 34, true) !== FULL16)
      throw this.#invalid('it is one of several parts');
    return { size, packedSize, offset };
  }

  #find64(
    view: DataView,
    start: number,
    end: number,
  ): { readonly at: number; readonly end: number } | undefined {
    for (let at = start; at + 4 <= end;) {
      const fieldEnd = at + 4 + view.getUint16(at + 2, true);
      if (fieldEnd > end) throw this.#invalid('an extra field in it is longer than there is room for');
      if (view.getUint16(at, true) === EXTRA64) return { at: at + 4, end: fieldEnd };
      at = fieldEnd;
    }
    return undefined;
  }

  /** Where the end record stands in the tail. A comment may look like one: then nobody knows which is true. */
  #findEnd(view: DataView): number {
    const found: number[] = [];
    for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
      if (view.getUint32(at, true) !== END) continue;
      if (at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) found.push(at);
    }
    const [end] = found;
    if (end === undefined) throw this.#invalid('it has no end, as when a download stops');
    if (found.length > 1) throw this.#invalid('it has two ends');
    return end;
  }

  #place(
    { start, size, count }: { readonly start: number; readonly size: number; readonly count: number },
    end: number,
  ): Place {
    if (count > MAX_ENTRIES)
      throw new TraceError('zip-limit', {
        source: this.#label,
        reason: `it has over ${MAX_ENTRIES} entries`,
      });
    if (size > MAX_TABLE_BYTES)
      throw new TraceError('zip-limit', {
        source: this.#label,
        reason: `its table of contents is larger than ${MAX_TABLE_BYTES} bytes`,
      });
    if (start + size !== end) throw this.#invalid('its table of contents does not stand before its end');
    return { start, end, count };
  }

  #number64(view: DataView, at: number): number {
    const value = view.getBigUint64(at, true);
    if (value > Number.MAX_SAFE_INTEGER) throw this.#invalid('a number in it is too large');
    return Number(value);
  }

  #invalid(reason: string, cause?: unknown): TraceError {
    return new TraceError('zip-invalid', { source: this.#label, reason }, cause);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
