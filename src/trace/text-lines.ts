/** A text that is changed piece by piece, as an editor does. Pure: no DOM, no bundle. */
import type { Position, TextChange } from '../schema/generated/types.ts';
import { lengthOf, spliced, textOf, widthOf, type TextLine } from './text-line.ts';

/** Where one line ends and the next begins (LSP): after a line feed, or a carriage return on its own. */
const LINE_STARTS = /(?<=\n|\r(?!\n))/;

/** So many lines are no longer handed over one by one. */
const MANY = 1000;

/** A text as its lines: a change costs what it changes, not the length of the text. */
export class TextLines {
  /** Each with its end; the last has none, and may be empty. */
  #lines: TextLine[];
  #length: number;

  private constructor(lines: TextLine[], length: number) {
    this.#lines = lines;
    this.#length = length;
  }

  static of(text: string): TextLines {
    return new TextLines(split(text), text.length);
  }

  /** In UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** How many lines it has. */
  get count(): number {
    return this.#lines.length;
  }

  get text(): string {
    return this.#lines.map(textOf).join('');
  }

  /** It shares the lines themselves. */
  copy(): TextLines {
    return new TextLines(this.#lines.slice(), this.#length);
  }

  /**
   * Replaces [start, end) with the text. Positions out of the text become the nearest one in it; of two in the wrong
   * order each takes the other's place. Returns how many of the two positions lay outside.
   */
  apply({ start, end, text }: Pick<TextChange, 'start' | 'end' | 'text'>): number {
    const places = [this.#place(start), this.#place(end)] as const;
    const [from, to] = isBefore(places[1], places[0]) ? [places[1], places[0]] : places;
    // Within a line nothing is searched, since a line may be very long.
    if (from.line === to.line && !/[\r\n]/.test(text) && !this.#endsInReturn(from.line - 1)) {
      const line = this.#lines[from.line] ?? '';
      this.#lines[from.line] = spliced(line, from.character, to.character, text);
      this.#length += text.length - (to.character - from.character);
    } else this.#replace(from, to, text);
    return places.filter(({ outside }) => outside).length;
  }

  /** Replaces a range that may span lines, or have new ones put in. */
  #replace(from: Position, to: Position, text: string): void {
    // A line feed that comes after a lone carriage return ends that line with it.
    const first = this.#endsInReturn(from.line - 1) ? from.line - 1 : from.line;
    const before = first < from.line ? this.#lineAt(first) : '';
    const head = before + this.#lineAt(from.line).slice(0, from.character);
    const replaced = split(head + text + this.#lineAt(to.line).slice(to.character));
    // What follows the last line keeps its place: that line still has the end that it had.
    if (to.line < this.#lines.length - 1 && replaced.at(-1) === '') replaced.pop();
    this.#length += sumOf(replaced) - sumOf(this.#lines.slice(first, to.line + 1));
    if (replaced.length < MANY) this.#lines.splice(first, to.line + 1 - first, ...replaced);
    else this.#lines = this.#lines.slice(0, first).concat(replaced, this.#lines.slice(to.line + 1));
  }

  #lineAt(index: number): string {
    return textOf(this.#lines[index] ?? '');
  }

  /** The line has a carriage return on its own for its end. */
  #endsInReturn(index: number): boolean {
    const line = this.#lines[index] ?? '';
    return (typeof line === 'string' ? line : (line.at(-1) ?? '')).endsWith('\r');
  }

  #place({ line, character }: Position): Place {
    const last = this.#lines.length - 1;
    const found = Math.min(line, last);
    const width = widthOf(this.#lines[found] ?? '');
    if (line > last) return { line: last, character: width, outside: true };
    return { line, character: Math.min(character, width), outside: character > width };
  }
}

interface Place extends Position {
  /** It was moved into the text. */
  readonly outside: boolean;
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function sumOf(lines: readonly TextLine[]): number {
  return lines.reduce((sum, line) => sum + lengthOf(line), 0);
}

/** At least one line. */
function split(text: string): string[] {
  const lines = text.split(LINE_STARTS);
  if (/[\r\n]/.test(lines.at(-1)?.at(-1) ?? '')) lines.push('');
  return lines;
}
