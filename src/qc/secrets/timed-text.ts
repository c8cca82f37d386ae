/** Text that came piece by piece, with the moment of each piece. Pure. */
import { append } from '../../base/long-lists.ts';
import type { TimeRange, TraceTime } from '../../base/time.ts';
import { lastAtMost } from '../../base/search-sorted.ts';
import { rangeOf } from '../spans.ts';
import { namedStrings } from './named-strings.ts';

/** A text, and when each part of it came. */
export interface TimedText {
  readonly text: string;
  /** It may hold again what came before it, which is then not counted again. */
  readonly isCopy?: boolean;
  /** From the first to the last piece of [from, to); undefined: it has no time. */
  rangeAt(from: number, to: number): TimeRange | undefined;
}

/** Texts, many at a time: to wait for each takes longer than to look at it. */
export type TextGroups = AsyncGenerator<Iterable<TimedText>, void>;

/** Stands between texts that are searched together: no form goes on over it. */
const BORDER = '\n\u0000';

/** Everything that a value, which was JSON, says; see `namedStrings`. */
export function textsOfJson(value: unknown, range: TimeRange | undefined): Iterable<TimedText> {
  const text = namedStrings(value).join(BORDER);
  return text.length <= MAX_LINE ? [{ text, rangeAt: () => range }] : linesOfText(text, range);
}

/** A line longer than this, in UTF-16 units, is cut: see `OVERLAP`. */
const MAX_LINE = 65_536;
/** What a cut line begins with of the one before, so that nothing is cut in two that is not longer. */
const OVERLAP = 1_024;

/** Puts pieces together to lines. */
export class TimedLines {
  #text = '';
  #offsets: number[] = [];
  #times: TraceTime[] = [];

  /** Takes a piece; gives the lines that it ends. */
  push(piece: string, time: TraceTime): readonly TimedText[] {
    const done: TimedText[] = [];
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) append(done, this.end());
      if (part === '') continue;
      this.#offsets.push(this.#text.length);
      this.#times.push(time);
      this.#text += part;
      if (this.#text.length > MAX_LINE) append(done, this.#cut(time));
    }
    return done;
  }

  /** Takes the last character back. */
  erase(): void {
    this.#text = this.#text.slice(0, -1);
  }

  /** The line that is open, if anything is in it; the next piece begins another. */
  end(): readonly TimedText[] {
    const line = this.#line();
    this.#text = '';
    this.#offsets = [];
    this.#times = [];
    return line.text === '' ? [] : [line];
  }

  #cut(time: TraceTime): readonly TimedText[] {
    const line = this.#line();
    this.#text = this.#text.slice(-OVERLAP);
    this.#offsets = [0];
    this.#times = [time];
    return [line];
  }

  #line(): TimedText {
    const text = this.#text;
    const offsets = this.#offsets;
    const times = this.#times;
    const timeAt = (offset: number): TraceTime | undefined =>
      times[lastAtMost(offsets.length, (index) => offsets[index] ?? Infinity, offset)];
    return {
      text,
      rangeAt: (from, to) => {
        const start = timeAt(from);
        return start === undefined ? undefined : rangeOf(start, timeAt(Math.max(from, to - 1)));
      },
    };
  }
}

/** The lines of a text that is there at once, those that are too long in parts. One by one: there may be very many. */
export function* linesOfText(text: string, range: TimeRange | undefined): Generator<TimedText, void> {
  const rangeAt = (): TimeRange | undefined => range;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const step = end - start <= MAX_LINE ? MAX_LINE : MAX_LINE - OVERLAP;
    for (let at = start; at < end; at += step)
      yield { text: text.slice(at, Math.min(at + MAX_LINE, end)), rangeAt };
    start = end + 1;
  }
}

/** Those of many things, one after the other. */
export function* textsOfAll<T>(
  items: Iterable<T>,
  textsOf: (item: T) => Iterable<TimedText>,
): Generator<TimedText, void> {
  for (const item of items) yield* textsOf(item);
}
