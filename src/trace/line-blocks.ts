/** Cuts a file that comes in pieces into blocks of whole lines, without copying more than the line that a cut goes through. */

const NEWLINE = 10;
const BLANK = 32;
const MARK = 33;

/** A line is refused when longer, in characters: values that large belong in a file of their own. */
export const MAX_LINE = 1024 * 1024;

export class LineBlocks {
  readonly #maxKept: number;
  /** Of the line that is not at its end yet. */
  #open: Uint8Array[] = [];
  #openBytes = 0;
  /** The line was cut off, and what was left out is not blank. */
  #cutOff = false;

  /**
   * `maxLine`: characters of a line that are kept at least. One takes three bytes at most for each that it counts in a
   * string, so a line that is cut off here is longer, whatever it says.
   */
  constructor(maxLine = MAX_LINE) {
    this.#maxKept = 3 * maxLine + 3;
  }

  /** The lines that `piece` ends, in blocks; each ends with a newline. The bytes may be those of `piece` itself. */
  *push(piece: Uint8Array): Generator<Uint8Array, void> {
    const first = piece.indexOf(NEWLINE);
    if (first === -1) {
      this.#keep(piece);
      return;
    }
    let start = 0;
    if (this.#openBytes > 0) {
      this.#keep(piece.subarray(0, first));
      start = first + 1;
      yield this.#take(true);
    }
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end > start) yield piece.subarray(start, end);
    this.#keep(piece.subarray(end));
  }

  /** The last line, where no newline ends it; empty where one does. */
  end(): Uint8Array {
    return this.#take(false);
  }

  #keep(bytes: Uint8Array): void {
    const room = this.#maxKept - this.#openBytes;
    // A copy: the piece is its owner's again, and a line may be a small part of it.
    const kept = bytes.slice(0, room);
    if (kept.length > 0) this.#open.push(kept);
    this.#openBytes += kept.length;
    this.#cutOff ||= bytes.length > room && bytes.subarray(room).some((byte) => byte > BLANK);
  }

  #take(newline: boolean): Uint8Array {
    // What was left out is only looked at for whether the line is blank.
    const tail = [...(this.#cutOff ? [MARK] : []), ...(newline ? [NEWLINE] : [])];
    const line = new Uint8Array(this.#openBytes + tail.length);
    let at = 0;
    for (const part of this.#open) {
      line.set(part, at);
      at += part.length;
    }
    line.set(tail, at);
    [this.#open, this.#openBytes, this.#cutOff] = [[], 0, false];
    return line;
  }
}
