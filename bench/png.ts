/** Reads the PNGs that a browser makes of a page: eight bits a channel, with or without alpha, not interlaced. */
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bytes a pixel: red, green, blue, and perhaps alpha. */
  readonly channels: 3 | 4;
  /** Row by row from the top. */
  readonly data: Uint8Array;
}

const SIGNATURE_BYTES = 8;
/** Of a chunk: its length and type before its data, and a checksum after it. */
const CHUNK_HEAD = 8;
const CHUNK_TAIL = 4;
const TRUE_COLOUR = 2;
const TRUE_COLOUR_ALPHA = 6;

/** Throws where it is no such PNG. */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = SIGNATURE_BYTES; at + CHUNK_HEAD <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + CHUNK_HEAD);
    const body = bytes.subarray(at + CHUNK_HEAD, at + CHUNK_HEAD + length);
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') parts.push(body);
    at += CHUNK_HEAD + length + CHUNK_TAIL;
  }
  const [depth, colour, , , interlaced] = header?.subarray(8) ?? [];
  if (!header || depth !== 8 || interlaced !== 0 || (colour !== TRUE_COLOUR && colour !== TRUE_COLOUR_ALPHA))
    throw new Error('this is no PNG of eight bits a channel');
  const channels = colour === TRUE_COLOUR ? 3 : 4;
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  return {
    width,
    height,
    channels,
    data: unfilter(inflateSync(Buffer.concat(parts)), width, height, channels),
  };
}

/** Undoes what PNG does to each row before it is packed (W3C PNG, section 9). */
function unfilter(packed: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  const data = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const from = row * (stride + 1);
    const filter = packed[from];
    const to = row * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? (data[to + x - channels] ?? 0) : 0;
      const above = row > 0 ? (data[to + x - stride] ?? 0) : 0;
      const corner = row > 0 && x >= channels ? (data[to + x - stride - channels] ?? 0) : 0;
      data[to + x] = (packed[from + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return data;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter === 4) return paeth(left, above, corner);
  throw new Error('this PNG has a row of an unknown kind');
}

/** Of the three, the one nearest to left + above - corner; the first of equals. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
