/** All text of one layer as one string, and where and when each line of it came. Pure. */
import { fold } from './fold.ts';
import { NumberList } from './number-list.ts';
import type { AddLine, SearchLine } from './search-line.ts';
import { inOrder, timeOrder } from './time-order.ts';

export interface Corpus {
  /** Lines in time order, each ended by a line feed. */
  readonly text: string;
  /** The same by `fold`: as long, so that places are the same. */
  readonly folded: string;
  /** Where each line begins; one more at the end. Line i is [starts[i], starts[i + 1] - 1). */
  readonly starts: Uint32Array;
  readonly times: Float64Array;
  /** Index in `placeNames`, by line. */
  readonly places: Uint32Array;
  readonly placeNames: readonly string[];
  /** From 1; 0: none. By line. */
  readonly rows: Uint32Array;
  /** Of the lines that have several: see `Piece`; `from` counts from the start of `text`. Ascending. */
  readonly pieces: Pieces;
  /** False where it would have become too large: the rest is not in it. */
  readonly whole: boolean;
}

export interface Pieces {
  readonly from: Uint32Array;
  readonly times: Float64Array;
  /** 0 or 1. */
  readonly fresh: Uint8Array;
  /** By line: index of its first piece; one more at the end. Empty where no line has any. */
  readonly firstOfLine: Uint32Array;
}

/** In bytes: what a corpus of these takes in memory. Strings of other than Latin letters take two bytes a character. */
export function sizeOf({ text, starts, pieces }: Corpus): number {
  const perCharacter = isNarrow(text) ? 2 : 4;
  return text.length * perCharacter + starts.length * LINE_BYTES + pieces.from.length * PIECE_BYTES;
}

/** Characters that take a byte each in memory. */
function isNarrow(text: string): boolean {
  return !/[^\u0000-\u00ff]/.test(text);
}

const BREAK = /[\n\r\u2028\u2029]/;
const BREAKS = /[\n\r\u2028\u2029]/g;

/** Bytes that a line takes besides its text, and a piece of one. */
const LINE_BYTES = 20;
const PIECE_BYTES = 13;

/** Grants bytes, or not. */
export interface Room {
  take(bytes: number): boolean;
}

/** Collects lines as long as there is room for them; from then on all are left out. */
export class CorpusBuilder {
  readonly #room: Room;
  readonly #texts: string[] = [];
  readonly #times = new NumberList(Float64Array);
  readonly #places = new NumberList(Uint32Array);
  readonly #rows = new NumberList(Uint32Array);
  readonly #placeIds = new Map<string, number>([['', 0]]);
  /** By line, of those that have several. */
  readonly #pieces = new Map<number, NonNullable<SearchLine['pieces']>>();
  #isFull = false;
  #whole = true;
  #wide = false;

  constructor(room: Room = { take: () => true }) {
    this.#room = room;
  }

  /** Something that belongs to the layer will not be added. */
  readonly leaveOut = (): void => {
    this.#whole = false;
  };

  readonly add: AddLine = ({ time, text, place = '', row = 0, pieces }) => {
    if (text === '' || this.#isFull) return;
    const perCharacter = this.#isNarrow(text) ? 2 : 4;
    if (!this.#room.take(text.length * perCharacter + LINE_BYTES + (pieces?.length ?? 0) * PIECE_BYTES)) {
      this.#isFull = true;
      this.#whole = false;
      return;
    }
    // A break would end the line, and the places of what follows would be wrong: one for one.
    const clean = BREAK.test(text) ? text.replace(BREAKS, ' ') : text;
    if (pieces && pieces.length > 0) this.#pieces.set(this.#texts.length, pieces);
    this.#texts.push(clean);
    this.#times.push(time);
    this.#rows.push(row);
    this.#places.push(this.#placeId(place));
  };

  /** Lines so far. */
  get length(): number {
    return this.#texts.length;
  }

  /** Of the lines so far; more may be added after it. */
  build(): Corpus {
    const order = timeOrder(this.#times.all());
    const pick = <T extends Float64Array | Uint32Array>(values: T): T =>
      order ? inOrder(values, order) : values;
    const texts = order ? Array.from(order, (index) => this.#texts[index] ?? '') : this.#texts;
    const count = texts.length;
    const starts = new Uint32Array(count + 1);
    let at = 0;
    for (let line = 0; line < count; line++) {
      starts[line] = at;
      at += (texts[line]?.length ?? 0) + 1;
    }
    starts[count] = at;
    const text = count === 0 ? '' : `${texts.join('\n')}\n`;
    return {
      text,
      folded: fold(text),
      starts,
      times: pick(this.#times.all()),
      places: pick(this.#places.all()),
      placeNames: [...this.#placeIds.keys()],
      rows: pick(this.#rows.all()),
      pieces: this.#buildPieces(starts, order),
      whole: this.#whole,
    };
  }

  /** From the first wide character on, all take twice the room. */
  #isNarrow(text: string): boolean {
    this.#wide ||= !isNarrow(text);
    return !this.#wide;
  }

  #placeId(place: string): number {
    const known = this.#placeIds.get(place);
    if (known !== undefined) return known;
    const id = this.#placeIds.size;
    this.#placeIds.set(place, id);
    return id;
  }

  #buildPieces(starts: Uint32Array, order: Uint32Array | undefined): Pieces {
    const from = new NumberList(Uint32Array);
    const times = new NumberList(Float64Array);
    const fresh = new NumberList(Uint8Array);
    if (this.#pieces.size === 0)
      return { from: from.all(), times: times.all(), fresh: fresh.all(), firstOfLine: new Uint32Array() };
    const firstOfLine = new Uint32Array(starts.length);
    for (let line = 0; line < starts.length - 1; line++) {
      firstOfLine[line] = from.length;
      for (const piece of this.#pieces.get(order?.[line] ?? line) ?? []) {
        from.push((starts[line] ?? 0) + piece.from);
        times.push(piece.time);
        fresh.push(piece.fresh ? 1 : 0);
      }
    }
    firstOfLine[starts.length - 1] = from.length;
    return { from: from.all(), times: times.all(), fresh: fresh.all(), firstOfLine };
  }
}
