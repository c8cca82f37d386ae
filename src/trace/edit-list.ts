/** Which part of an mp4's track is shown: its edit list (ISO/IEC 14496-12), which mediabunny applies the start of only. */
import type { MediaFile } from './media-container.ts';

/** A part of media time in seconds: [start, end). */
export interface ShownPart {
  readonly start: number;
  readonly end: number;
}

const ALL: ShownPart = { start: 0, end: Infinity };

/** Bytes that are read at once: boxes before the sample tables stand close together. */
const PAGE = 4096;
/** Boxes that are looked at, of one file: real ones have some dozens. */
const MAX_BOXES = 1000;
/** The longest edit list that is read, in entries. */
const MAX_ENTRIES = 1000;

interface Box {
  readonly type: string;
  /** Of its content; the end is not included. */
  readonly start: number;
  readonly end: number;
}

/**
 * The part of track `id` that is shown. All of it where the file is no mp4, has no such edit list, or one of several
 * edits, which no reader here can follow.
 */
export async function shownPart(file: MediaFile, id: number): Promise<ShownPart> {
  const boxes = new Boxes(file);
  const moov = await boxes.find({ type: '', start: 0, end: file.size }, 'moov');
  const mvhd = moov && (await boxes.find(moov, 'mvhd'));
  if (!moov || !mvhd) return ALL;
  const scale = await boxes.uint32(mvhd.start + ((await boxes.version(mvhd)) === 1 ? 20 : 12));
  for await (const trak of boxes.in(moov)) {
    if (trak.type !== 'trak') continue;
    const tkhd = await boxes.find(trak, 'tkhd');
    if (!tkhd) continue;
    if ((await boxes.uint32(tkhd.start + ((await boxes.version(tkhd)) === 1 ? 20 : 12))) !== id) continue;
    const edts = await boxes.find(trak, 'edts');
    const elst = edts && (await boxes.find(edts, 'elst'));
    if (!elst || scale === 0) return ALL;
    const part = await partOf(boxes, elst, scale);
    // Fragments come after the edit list was written: its durations say nothing of them.
    return (await boxes.find(moov, 'mvex')) ? { ...part, end: Infinity } : part;
  }
  return ALL;
}

/** `scale`: units a second of the durations. */
async function partOf(boxes: Boxes, elst: Box, scale: number): Promise<ShownPart> {
  const large = (await boxes.version(elst)) === 1;
  const entryBytes = large ? 20 : 12;
  const count = await boxes.uint32(elst.start + 4);
  if (count > MAX_ENTRIES || elst.start + 8 + count * entryBytes > elst.end) return ALL;
  let delay = 0;
  let part: ShownPart | undefined;
  for (let index = 0; index < count; index += 1) {
    const at = elst.start + 8 + index * entryBytes;
    const duration = large ? await boxes.uint64(at) : await boxes.uint32(at);
    const isEmpty = (await boxes.uint32(at + (large ? 8 : 4))) === 0xffff_ffff;
    if (isEmpty && !part) delay += duration;
    else if (part) return ALL;
    // No duration: all that follows, as in fragmented files.
    else part = { start: delay / scale, end: duration === 0 ? Infinity : (delay + duration) / scale };
  }
  return part ?? ALL;
}

/** Reads boxes by pages. What is cut off reads as zeros, and ends the search. */
class Boxes {
  readonly #file: MediaFile;
  #page = new DataView(new ArrayBuffer(0));
  #pageStart = 0;
  #count = 0;

  constructor(file: MediaFile) {
    this.#file = file;
  }

  async *in({ start, end }: Pick<Box, 'start' | 'end'>): AsyncGenerator<Box> {
    for (let at = start; at + 8 <= end;) {
      this.#count += 1;
      if (this.#count > MAX_BOXES) return;
      const short = await this.uint32(at);
      const type = String.fromCodePoint(
        ...[4, 5, 6, 7].map((offset) => this.#page.getUint8(at + offset - this.#pageStart)),
      );
      // 1: a 64-bit length follows. 0: the box goes on to the end.
      const length = short === 1 ? await this.uint64(at + 8) : short === 0 ? end - at : short;
      const head = short === 1 ? 16 : 8;
      if (length < head || at + length > end) return;
      yield { type, start: at + head, end: at + length };
      at += length;
    }
  }

  async find(inside: Box, type: string): Promise<Box | undefined> {
    for await (const box of this.in(inside)) if (box.type === type) return box;
    return undefined;
  }

  async version({ start }: Box): Promise<number> {
    return (await this.uint32(start)) >>> 24;
  }

  async uint32(at: number): Promise<number> {
    // Eight bytes, so that a box's type is there with its length.
    await this.#load(at, 8);
    return this.#page.getUint32(at - this.#pageStart);
  }

  async uint64(at: number): Promise<number> {
    return (await this.uint32(at)) * 2 ** 32 + (await this.uint32(at + 4));
  }

  async #load(at: number, bytes: number): Promise<void> {
    const offset = at - this.#pageStart;
    if (offset >= 0 && offset + bytes <= this.#page.byteLength) return;
    const end = Math.min(this.#file.size, at + PAGE);
    const found = at < end ? await this.#file.read(at, end) : new Uint8Array();
    const page = new Uint8Array(Math.max(bytes, found.length));
    page.set(found);
    this.#page = new DataView(page.buffer);
    this.#pageStart = at;
  }
}
