/**
 * Lines of a terminal as bytes: each cell exactly as xterm.js 6.0 keeps it, at about one byte a character instead of
 * twelve a cell. A line stands for itself, so that lines can be cut out and put together.
 */
/** What a cell has no room for in its numbers: underline style and colour, and the link. */
export interface Further {
  _ext: number;
  _urlId: number;
}

/** A line of xterm.js. A cell is three numbers: content (code point, width, flags), foreground and background with flags. */
export interface Line {
  /** In cells. */
  length: number;
  isWrapped: boolean;
  _data: Uint32Array;
  /** Text of cells that hold more than one code point. */
  _combined: Record<number, string>;
  _extendedAttrs: Record<number, Further | undefined>;
}

/** In the content of a cell: the code point, whether its text stands in `_combined` instead, and its width in columns. */
export const CODE = 0x1f_ffff;
export const IS_COMBINED = 0x20_0000;
export const WIDTH_SHIFT = 22;
/** Set alone beside the code point of a character of one column. */
export const NARROW = 1 << WIDTH_SHIFT;
/** In the background of a cell: it has `_extendedAttrs`. */
export const HAS_FURTHER = 0x1000_0000;

/** Below the printable characters, which stand for themselves. */
const OP_ATTRIBUTES = 0;
const OP_RUN = 1;
const OP_COMBINED = 2;
const OP_NARROW = 3;
export const FIRST_PRINTABLE = 0x20;
export const LAST_PRINTABLE = 0x7e;

/** Cells of the same content from which on a run takes less room. */
const SHORTEST_RUN = 7;

/** Most that one cell, without its combined text, or the head of a line can take. */
const ROOM = 40;

export class LineWriter {
  #bytes = new Uint8Array(16_384);
  #length = 0;

  write(line: Line): void {
    const { _data: data, length } = line;
    this.#makeRoom(ROOM);
    this.#varint(length);
    this.#byte(line.isWrapped ? 1 : 0);
    let [fg, bg, ext, url] = [0, 0, 0, 0];
    let cell = 0;
    while (cell < length) {
      this.#makeRoom(ROOM);
      const content = data[cell * 3] ?? 0;
      const cellFg = data[cell * 3 + 1] ?? 0;
      const cellBg = data[cell * 3 + 2] ?? 0;
      const isExtended = (cellBg & HAS_FURTHER) !== 0;
      const extended = isExtended ? line._extendedAttrs[cell] : undefined;
      const cellExt = extended?._ext ?? 0;
      const cellUrl = extended?._urlId ?? 0;
      if (cellFg !== fg || cellBg !== bg || cellExt !== ext || cellUrl !== url) {
        [fg, bg, ext, url] = [cellFg, cellBg, cellExt, cellUrl];
        this.#byte(OP_ATTRIBUTES);
        this.#uint32(fg);
        this.#uint32(bg);
        if (isExtended) {
          this.#uint32(ext);
          this.#uint32(url);
        }
      }
      if (content & IS_COMBINED) {
        const text = line._combined[cell] ?? '';
        this.#makeRoom(ROOM + text.length * 2);
        this.#byte(OP_COMBINED);
        this.#uint32(content);
        this.#varint(text.length);
        for (let index = 0; index < text.length; index++) this.#uint16(text.charCodeAt(index));
        cell += 1;
        continue;
      }
      let end = cell + 1;
      // Cells with more attributes are told apart by their objects: they stand alone.
      if (!isExtended)
        while (
          end < length &&
          data[end * 3] === content &&
          data[end * 3 + 1] === fg &&
          data[end * 3 + 2] === bg
        )
          end += 1;
      const code = content ^ NARROW;
      const isPrintable = code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE;
      if (isPrintable && end - cell < SHORTEST_RUN) {
        for (; cell < end; cell++) {
          this.#makeRoom(1);
          this.#byte(code);
        }
      } else if (end === cell + 1 && code >= 0 && code <= 0xffff) {
        this.#byte(OP_NARROW);
        this.#uint16(code);
        cell = end;
      } else {
        this.#byte(OP_RUN);
        this.#varint(end - cell);
        this.#uint32(content);
        cell = end;
      }
    }
  }

  /** A copy of all that was written, and starts anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** All that was written, until the next write, and starts anew. */
  peek(): Uint8Array {
    const written = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return written;
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }

  #byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  #uint16(value: number): void {
    this.#byte(value & 0xff);
    this.#byte(value >>> 8);
  }

  #uint32(value: number): void {
    this.#byte(value & 0xff);
    this.#byte((value >>> 8) & 0xff);
    this.#byte((value >>> 16) & 0xff);
    this.#byte(value >>> 24);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }
}

/** Reads lines in the order in which they were written. */
export class LineReader {
  readonly #bytes: Uint8Array;
  readonly #extended: (ext: number, url: number) => Further;
  #at = 0;

  /** `extended` makes what the terminal keeps of the further attributes of a cell. */
  constructor(bytes: Uint8Array, extended: (ext: number, url: number) => Further) {
    this.#bytes = bytes;
    this.#extended = extended;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Makes `line` the next one. */
  readInto(line: Line): void {
    const length = this.#varint();
    const data = new Uint32Array(length * 3);
    line.isWrapped = this.#byte() === 1;
    line._combined = {};
    line._extendedAttrs = {};
    let [fg, bg] = [0, 0];
    let extended: Further | undefined;
    let cell = 0;
    const put = (content: number): void => {
      data[cell * 3] = content;
      data[cell * 3 + 1] = fg;
      data[cell * 3 + 2] = bg;
      if (extended) line._extendedAttrs[cell] = extended;
      cell += 1;
    };
    while (cell < length) {
      const op = this.#byte();
      switch (op) {
        case OP_ATTRIBUTES:
          fg = this.#uint32();
          bg = this.#uint32();
          extended = bg & HAS_FURTHER ? this.#extended(this.#uint32(), this.#uint32()) : undefined;
          break;
        case OP_RUN: {
          const end = cell + this.#varint();
          const content = this.#uint32();
          while (cell < end) put(content);
          break;
        }
        case OP_COMBINED: {
          const content = this.#uint32();
          const units = Array.from({ length: this.#varint() }, () => this.#uint16());
          line._combined[cell] = units.map((unit) => String.fromCharCode(unit)).join('');
          put(content);
          break;
        }
        case OP_NARROW:
          put(this.#uint16() ^ NARROW);
          break;
        default:
          put(op ^ NARROW);
      }
    }
    line._data = data;
    line.length = length;
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  #uint16(): number {
    return this.#byte() | (this.#byte() << 8);
  }

  #uint32(): number {
    return (this.#uint16() | (this.#uint16() << 16)) >>> 0;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}
