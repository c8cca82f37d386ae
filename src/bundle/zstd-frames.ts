/** The frames of Zstandard data (RFC 8878, 3.1): what a decoder would have to keep for each, before it is asked to. Pure. */

const FRAME = 0xfd2f_b528;
const SKIPPABLE = 0x184d_2a50;
/** Bytes of a dictionary's id and of the content's size, by their flags (3.1.1.1.1). */
const ID_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;
const RLE = 1;
const RESERVED = 3;

/** The largest window of all frames, in bytes; undefined for what is no Zstandard from its beginning to its end. */
export function largestWindow(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let largest = 0;
  let at = 0;
  try {
    while (at < bytes.length) {
      const magic = view.getUint32(at, true);
      if ((magic & 0xffff_fff0) >>> 0 === SKIPPABLE) at += 8 + view.getUint32(at + 4, true);
      else if (magic === FRAME) {
        const { window, blocks, checksum } = readHeader(view, at + 4);
        largest = Math.max(largest, window);
        at = endOfBlocks(view, blocks) + (checksum ? 4 : 0);
      } else return undefined;
    }
  } catch (error) {
    // It ends in the middle of a frame.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return at === bytes.length ? largest : undefined;
}

interface FrameHeader {
  readonly window: number;
  /** Where the first block begins. */
  readonly blocks: number;
  readonly checksum: boolean;
}

function readHeader(view: DataView, start: number): FrameHeader {
  const flags = view.getUint8(start);
  const isOneSegment = (flags & 0x20) !== 0;
  const sizeBytes = isOneSegment && flags >> 6 === 0 ? 1 : (SIZE_BYTES[flags >> 6] ?? 0);
  const size = start + 1 + (isOneSegment ? 0 : 1) + (ID_BYTES[flags & 3] ?? 0);
  const window = isOneSegment ? contentSize(view, size, sizeBytes) : windowSize(view.getUint8(start + 1));
  return { window, blocks: size + sizeBytes, checksum: (flags & 0x04) !== 0 };
}

/** 3.1.1.1.2: an exponent of five bits, and eighths. */
function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** 3.1.1.1.4. */
function contentSize(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return view.getUint8(at);
  if (bytes === 2) return view.getUint16(at, true) + 256;
  if (bytes === 4) return view.getUint32(at, true);
  return Number(view.getBigUint64(at, true));
}

/** Throws RangeError where the last block is missing. */
function endOfBlocks(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const kind = (header >> 1) & 3;
    if (kind === RESERVED) throw new RangeError('a block of no kind');
    at += 3 + (kind === RLE ? 1 : header >>> 3);
    if ((header & 1) !== 0) return at;
  }
}
