/**
 * The lines that scrolled away in a recording, each kept once. A terminal keeps `SCROLLBACK` of them and goes on losing
 * the oldest; at any time they are a few ranges of this log, mostly one.
 */
import { PackedBytes } from '../../base/packed-bytes.ts';
import type { Buffer, Core, Marker } from './core.ts';
import type { Slicer } from './guard.ts';
import { LineWriter, type Line } from './lines.ts';

/** Bytes that are kept. From there on what had scrolled away is found by playing the recording again. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Lines of the log, as ranges [from, to), the oldest first. */
export type LogRanges = readonly (readonly [from: number, to: number])[];

export class ScrollbackLog {
  readonly #limit: number;
  readonly #writer = new LineWriter();
  readonly #bytes = new PackedBytes();
  /** Where each line ends. */
  #ends = new Uint32Array(4096);
  #count = 0;
  #ranges: LogRanges | undefined = [];
  /** The last line that scrolled away and is in the log. */
  #mark: Marker | undefined;
  #markedBuffer: Buffer | undefined;

  constructor(limit = MAX_BYTES) {
    this.#limit = limit;
  }

  /** What has scrolled away in the terminal as it was followed last; undefined where the log is full. */
  get ranges(): LogRanges | undefined {
    return this.#ranges;
  }

  get byteLength(): number {
    return this.#bytes.byteLength + this.#ends.byteLength;
  }

  /** Takes in what scrolled away since the last time. Must be called before a terminal is resized. */
  follow({ _bufferService }: Core): void {
    if (!this.#ranges) return;
    const buffer = _bufferService.buffers.normal;
    const isSame = this.#mark && !this.#mark.isDisposed && this.#markedBuffer === buffer;
    const kept = isSame && this.#mark ? this.#mark.line + 1 : 0;
    this.#append(buffer, lastOf(this.#ranges, kept), kept);
  }

  /** Takes in what a resize made of it: lines are wrapped anew, come back or go. */
  followResize({ _bufferService }: Core): void {
    if (!this.#ranges) return;
    const buffer = _bufferService.buffers.normal;
    let same = 0;
    for (const index of linesOf(this.#ranges)) {
      const line = same < buffer.ybase ? buffer.lines.get(same) : undefined;
      if (!line || !this.#isLine(index, line)) break;
      same += 1;
    }
    this.#append(buffer, firstOf(this.#ranges, same), same);
  }

  /** Nothing more is followed: packs the lines, and lets go of the terminal that was followed. */
  finish(slicer: Slicer): Promise<void> {
    this.#mark?.dispose();
    this.#mark = undefined;
    this.#markedBuffer = undefined;
    this.#ends = this.#ends.slice(0, this.#count);
    return this.#bytes.pack(slicer);
  }

  /** Those lines, one after the other. */
  read(ranges: LogRanges): Uint8Array<ArrayBuffer> {
    const parts = ranges.map(([from, to]) => this.#bytes.read(this.#startOf(from), this.#startOf(to)));
    const read = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      read.set(part, at);
      at += part.length;
    }
    return read;
  }

  #append(buffer: Buffer, known: LogRanges, from: number): void {
    const start = this.#count;
    for (let index = from; index < buffer.ybase; index++) {
      const line = buffer.lines.get(index);
      if (line) this.#add(line);
    }
    this.#mark?.dispose();
    this.#mark = undefined;
    this.#ranges = joined(known, [start, this.#count]);
    if ((this.#ends[this.#count - 1] ?? 0) > this.#limit) {
      this.#ranges = undefined;
      return;
    }
    if (buffer.ybase > 0) this.#mark = buffer.addMarker(buffer.ybase - 1);
    this.#markedBuffer = buffer;
  }

  #add(line: Line): void {
    this.#writer.write(line);
    const written = this.#writer.peek();
    const start = this.#startOf(this.#count);
    const end = start + written.length;
    if (this.#count === this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(this.#count * 2));
    this.#bytes.append(written);
    this.#ends[this.#count] = end;
    this.#count += 1;
  }

  #isLine(index: number, line: Line): boolean {
    this.#writer.write(line);
    const written = this.#writer.peek();
    const known = this.#bytes.read(this.#startOf(index), this.#startOf(index + 1));
    return known.length === written.length && written.every((byte, at) => byte === known[at]);
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }
}

function grown(from: Uint32Array<ArrayBuffer>, to: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  to.set(from);
  return to;
}

function countOf(ranges: LogRanges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

function firstOf(ranges: LogRanges, count: number): LogRanges {
  let left = count;
  return ranges.flatMap(([from, to]) => {
    const taken = Math.min(left, to - from);
    left -= taken;
    return taken > 0 ? [[from, from + taken] as const] : [];
  });
}

export function lastOf(ranges: LogRanges, count: number): LogRanges {
  let dropped = Math.max(0, countOf(ranges) - count);
  return ranges.flatMap(([from, to]) => {
    const gone = Math.min(dropped, to - from);
    dropped -= gone;
    return to - from > gone ? [[from + gone, to] as const] : [];
  });
}

function joined(ranges: LogRanges, [from, to]: LogRanges[number]): LogRanges {
  if (from === to) return ranges;
  const last = ranges.at(-1);
  if (last?.[1] === from) return [...ranges.slice(0, -1), [last[0], to]];
  return [...ranges, [from, to]];
}

function* linesOf(ranges: LogRanges): Generator<number> {
  for (const [from, to] of ranges) for (let index = from; index < to; index++) yield index;
}
