/** Readers in order that are told apart: a video, a voice, and what the panes read beside them. */
const READERS = 8;
/** Pages ahead of a reader at most. */
const MOST_AHEAD = 32;
/** A reader gets so many pages ahead for each that it has read: one that stops soon has cost little. */
const SHARE = 4;

interface Reader {
  /** The page that it will read next. */
  next: number;
  /** Pages that it has read in order. */
  run: number;
}

/** Notices who reads a file in order, and says how far to read ahead of that. */
export class ReadAhead {
  /** The one that read last stands last. */
  #readers: readonly Reader[] = [];

  /** Pages [first, last] are read, both included. How many pages after `last` are worth having. */
  note(first: number, last: number): number {
    const known = this.#readers.find(({ next }) => first === next || first === next - 1);
    const reader: Reader = {
      next: Math.max(last + 1, known?.next ?? 0),
      run: (known?.run ?? 0) + Math.max(0, last + 1 - Math.max(first, known?.next ?? 0)),
    };
    this.#readers = [...this.#readers.filter((other) => other !== known), reader].slice(-READERS);
    return known ? Math.min(MOST_AHEAD, Math.floor(reader.run / SHARE)) : 0;
  }
}
