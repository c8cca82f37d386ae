/** Writes small zips byte by byte, so that every field can lie. */
import { deflateRawSync, crc32 } from 'node:zlib';

export interface HostileEntry {
  readonly name: string;
  readonly data?: Uint8Array;
  /** Deflated instead of stored. */
  readonly deflate?: boolean;
  /** `data` as Zstandard packs it, instead of stored. */
  readonly zstd?: Uint8Array;
  /** What the headers claim instead of the truth. */
  readonly crc?: number;
  readonly uncompressedSize?: number;
  readonly flags?: number;
  readonly unixMode?: number;
  /** Name in the local header, where it differs. */
  readonly localName?: string;
  /** Where the central directory says that the entry begins. */
  readonly offset?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DOS_DATE = 0x21;
const UNIX = 3;

/** The zip with these entries, in this order. */
export function hostileZip(entries: readonly HostileEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = entry.data ?? Buffer.from('content');
    const packed = entry.deflate ? deflateRawSync(data) : Buffer.from(entry.zstd ?? data);
    const common = commonFields(entry, data, packed);
    const local = Buffer.concat([
      u32(LOCAL),
      common,
      u16(byteLength(entry.localName ?? entry.name)),
      u16(0),
      Buffer.from(entry.localName ?? entry.name),
    ]);
    parts.push(local, packed);
    directory.push(
      Buffer.concat([
        u32(CENTRAL),
        u16((UNIX << 8) | 20),
        common,
        u16(byteLength(entry.name)),
        u16(0), // extra field
        u16(0), // comment
        u16(0), // disk
        u16(0), // internal attributes
        u32(((entry.unixMode ?? 0o100644) << 16) >>> 0),
        u32(entry.offset ?? offset),
        Buffer.from(entry.name),
      ]),
    );
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const counts = [u16(0), u16(0), u16(entries.length), u16(entries.length)];
  return new Uint8Array(
    Buffer.concat([...parts, central, u32(END), ...counts, u32(central.length), u32(offset), u16(0)]),
  );
}

/** The fields that local header and central directory share: version needed to uncompressed size. */
function commonFields(entry: HostileEntry, data: Uint8Array, packed: Buffer): Buffer {
  return Buffer.concat([
    u16(20),
    u16(entry.flags ?? 0),
    u16(entry.deflate ? 8 : entry.zstd ? 93 : 0),
    u16(0),
    u16(DOS_DATE),
    u32(entry.crc ?? crc32(data)),
    u32(packed.length),
    u32(entry.uncompressedSize ?? data.length),
  ]);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
