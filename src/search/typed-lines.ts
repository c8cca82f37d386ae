/** The lines of a file while it is written, and since when each of their characters stands there. Pure. */
import { spansBetween } from '../trace/line-diff.ts';
import type { TextChange } from '../schema/generated/types.ts';
import type { OwnTime, Piece, SearchLine } from './search-line.ts';

/** Microseconds: what was typed and is gone again sooner, unsaved, is not told. */
const STOOD = 2_000_000;
/** Characters: of a longer line it is only known when it was last changed. */
const MAX_STAMPED = 10_000;
/** As many new lines are put in by a call of their own: fewer take less time as its arguments, more would not fit. */
const MANY = 1_000;

const BREAK = /\r\n|[\n\r]/;

interface Line {
  readonly text: string;
  /** From 1: where it stood when it was last changed. */
  readonly row: number;
  /** Since when each character stands there, or all of them. */
  readonly whens: OwnTime | readonly OwnTime[];
  /** Which are part of no line yet that was told, or whether all are. */
  readonly fresh: boolean | readonly boolean[];
}

/** A line is told once: when it is lost, or at the end. */
export class TypedLines {
  readonly #tellLine: (line: SearchLine) => void;
  #lines: Line[] = [{ text: '', row: 1, whens: 0, fresh: false }];
  /** As it was written last. */
  #written: readonly string[] = [''];

  constructor(tell: (line: SearchLine) => void) {
    this.#tellLine = tell;
  }

  /** All of the file was written: what differs came now, unless it was typed before. */
  write(text: string, time: OwnTime): void {
    const texts = text.split(BREAK);
    this.#written = texts;
    this.#become(texts, time, true);
  }

  /** What was typed since it was last written is gone. */
  discard(time: OwnTime): void {
    this.#become(this.#written, time, false);
  }

  end(): void {
    for (const line of this.#lines) this.#tell(line);
  }

  /** Replaces [start, end); places that are not in the text become the nearest that are. */
  apply({ start, end, text }: Pick<TextChange, 'start' | 'end' | 'text'>, time: OwnTime): void {
    const [from, to] = [this.#place(start), this.#place(end)].sort(
      (a, b) => a.line - b.line || a.character - b.character,
    ) as [Place, Place];
    const touched = this.#lines.slice(from.line, to.line + 1);
    const told = touched.map((line, index) => {
      const cut = {
        from: index === 0 ? from.character : 0,
        to: index === touched.length - 1 ? to.character : line.text.length,
      };
      return loses(line, cut, time) ? this.#tell(line) : line;
    });
    const head = part(told[0], 0, from.character);
    const tail = part(told.at(-1), to.character, Infinity);
    const added = text.split(BREAK).map((words) => ({ text: words, row: 0, whens: time, fresh: true }));
    const last = added.length - 1;
    const next = added.map((line, index): Line => {
      const row = from.line + index + 1;
      const parts = [...(index === 0 ? [head] : []), line, ...(index === last ? [tail] : [])];
      return { ...join(parts, time), row };
    });
    if (next.length < MANY) this.#lines.splice(from.line, touched.length, ...next);
    else this.#lines = this.#lines.slice(0, from.line).concat(next, this.#lines.slice(to.line + 1));
  }

  #become(texts: readonly string[], time: OwnTime, told: boolean): void {
    const before = this.#lines;
    const lines = before.map(({ text }) => text);
    const next: Line[] = [];
    let at = 0;
    for (const { oldStart, oldEnd, newStart, newEnd } of spansBetween(lines, texts)) {
      for (; at < oldStart; at++) push(next, before[at]);
      for (; at < oldEnd; at++) {
        const line = before[at];
        if (line && (told || loses(line, { from: 0, to: line.text.length }, time))) this.#tell(line);
      }
      for (let line = newStart; line < newEnd; line++)
        next.push({ text: texts[line] ?? '', row: line + 1, whens: time, fresh: true });
    }
    for (; at < before.length; at++) push(next, before[at]);
    this.#lines = next;
  }

  #place({ line, character }: Place): Place {
    const last = this.#lines.length - 1;
    const found = this.#lines[Math.min(line, last)]?.text ?? '';
    if (line > last) return { line: last, character: found.length };
    return { line, character: Math.min(character, found.length) };
  }

  /** Tells a line as far as it is new; gives the same line, told. */
  #tell(line: Line): Line {
    const { text, row, whens, fresh } = line;
    if (fresh === false || text.trim() === '') return line;
    if (fresh === true && typeof whens === 'number') {
      // All of it came at once, as most lines did.
      this.#tellLine({ time: whens, text: text.trimEnd(), row, pieces: undefined });
      return { text, row, whens, fresh: false };
    }
    const pieces: Piece[] = [];
    let time = -Infinity;
    for (let at = 0; at < text.length; at++) {
      const when = typeof whens === 'number' ? whens : (whens[at] ?? 0);
      const isFresh = typeof fresh === 'boolean' ? fresh : (fresh[at] ?? false);
      if (isFresh) time = Math.max(time, when);
      const last = pieces.at(-1);
      if (last?.time !== when || last.fresh !== isFresh)
        pieces.push({ from: at, time: when, fresh: isFresh });
    }
    if (time > -Infinity)
      this.#tellLine({ time, text: text.trimEnd(), row, pieces: pieces.length > 1 ? pieces : undefined });
    return { ...line, fresh: false };
  }
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Of [from, to) something is new, and stood for long enough to be read. */
function loses({ whens, fresh }: Line, { from, to }: { from: number; to: number }, time: OwnTime): boolean {
  if (fresh === false || from === to) return false;
  if (typeof whens === 'number' && fresh === true) return time - whens >= STOOD;
  for (let at = from; at < to; at++) {
    const isFresh = typeof fresh === 'boolean' ? fresh : fresh[at] === true;
    const when = typeof whens === 'number' ? whens : (whens[at] ?? 0);
    if (isFresh && time - when >= STOOD) return true;
  }
  return false;
}

type Stamped = Pick<Line, 'text' | 'whens' | 'fresh'>;

function part(line: Stamped | undefined, from: number, to: number): Stamped {
  if (!line) return { text: '', whens: 0, fresh: false };
  const { text, whens, fresh } = line;
  return {
    text: text.slice(from, to),
    whens: typeof whens === 'number' ? whens : whens.slice(from, to),
    fresh: typeof fresh === 'boolean' ? fresh : fresh.slice(from, to),
  };
}

/** One after the other; of a very long line all came when it was last changed. */
function join(parts: readonly Stamped[], time: OwnTime): Stamped {
  const some = parts.filter(({ text }) => text !== '');
  const [only] = some;
  if (!only) return { text: '', whens: time, fresh: false };
  if (some.length === 1) return only;
  const text = some.map((one) => one.text).join('');
  if (text.length > MAX_STAMPED) return { text, whens: time, fresh: true };
  return {
    text,
    whens: some.flatMap((one) =>
      typeof one.whens === 'number' ? Array<OwnTime>(one.text.length).fill(one.whens) : one.whens,
    ),
    fresh: some.flatMap((one) =>
      typeof one.fresh === 'boolean' ? Array<boolean>(one.text.length).fill(one.fresh) : one.fresh,
    ),
  };
}

function push(lines: Line[], line: Line | undefined): void {
  if (line) lines.push(line);
}
