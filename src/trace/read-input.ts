/** Input events: JSON Lines that come in pieces → columns. Pure. */
import type { Problem } from '../base/errors.ts';
import type { Validator } from '../schema/check.ts';
import * as validators from '../schema/generated/validators.js';
import {
  addEvent,
  AMOUNT,
  FIELDS,
  InputColumnsBuilder,
  splitEvent,
  type InputColumns,
} from './input-columns.ts';
import type { InputEvent } from './layers.ts';
import { LineBlocks } from './line-blocks.ts';
import { filled, holesOf, LineTemplates, shapeOf } from './line-template.ts';
import { LineReader, RecordLines, type Line } from './record-lines.ts';

const NEWLINE = 10;
/** t, x, y, dx, dy. */
const MAX_HOLES = 1 + FIELDS.length;
/** Shapes that are learnt; a recorder that never writes the same twice is read without. */
const MAX_SHAPES = 4_096;
/** Bytes of a line that is learnt from. */
const MAX_SHAPE = 4_096;
/** Lines from which nothing could be learnt, after which it is no longer tried. */
const MAX_FUTILE = 1_000;
/** Events that are told of before the rest is read, and by how much the next part is larger. */
const FIRST_PART = 2_048;
const PART_GROWTH = 4;
/** Written into the holes of a shape to see where they lead. */
const PROBE = 1_000_003;

const validate: Validator = validators.input_events;

/** Events whose lines have one shape. */
interface LineKind {
  /** Number of their detail. */
  readonly detail: number;
  readonly amount: boolean;
  /** Which of a line's numbers is what; -1 for one that it has not. */
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/**
 * Reads events. Lines of a shape that was met before are read byte by byte; all others are parsed and checked. Both give
 * the same, since a shape is only learnt from a line that is valid whatever its numbers are: the schema asks no more of
 * them than to be numbers.
 */
export class InputReader {
  readonly #blocks = new LineBlocks();
  readonly #lines = new LineReader();
  readonly #records: RecordLines<InputEvent>;
  readonly #builder = new InputColumnsBuilder();
  readonly #templates = new LineTemplates<LineKind>(MAX_HOLES);
  #futile = 0;
  /** Events of the next part. */
  #nextPart = FIRST_PART;

  constructor(path: string, newer: boolean) {
    this.#records = new RecordLines(path, validate, newer);
  }

  /** Takes the next piece of the file; it is its owner's again after that. */
  push(piece: Uint8Array): void {
    for (const block of this.#blocks.push(piece)) this.#read(block);
  }

  /** All events so far, where they are enough to be told of: several times as many as before, so that all parts together cost little more than the whole. */
  part(): InputColumns | undefined {
    const { length } = this.#builder;
    if (length < this.#nextPart) return undefined;
    this.#nextPart = length * PART_GROWTH;
    return this.#builder.columns();
  }

  end(): { readonly columns: InputColumns; readonly problems: readonly Problem[]; readonly blank: boolean } {
    const last = this.#blocks.end();
    if (last.length > 0) this.#readSlowly(this.#lines.line(last, 0, last.length, true));
    const blank = this.#records.blank && this.#builder.length === 0;
    return { columns: this.#builder.columns(), problems: this.#records.problems(), blank };
  }

  /** Whole lines. */
  #read(block: Uint8Array): void {
    const { numbers } = this.#templates;
    for (let start = 0; start < block.length;) {
      const kind = this.#templates.read(block, start);
      if (!kind) {
        const end = block.indexOf(NEWLINE, start);
        if (this.#readSlowly(this.#lines.line(block, start, end))) this.#learn(block, start, end);
        start = end + 1;
        continue;
      }
      const { detail, amount, t, x, y, dx, dy } = kind;
      this.#builder.add(
        numbers[t] ?? 0,
        detail,
        x < 0 ? 0 : (numbers[x] ?? 0),
        y < 0 ? 0 : (numbers[y] ?? 0),
      );
      if (amount) this.#builder.amount(dx < 0 ? 0 : (numbers[dx] ?? 0), dy < 0 ? 0 : (numbers[dy] ?? 0));
      this.#lines.count += 1;
      start = this.#templates.end + 1;
    }
  }

  /** True where the line had an event. */
  #readSlowly(line: Line): boolean {
    const event = this.#records.read(line);
    if (event) addEvent(this.#builder, event);
    return event !== undefined;
  }

  /** Learns the shape of a line that had an event. */
  #learn(block: Uint8Array, start: number, end: number): void {
    if (this.#templates.size >= MAX_SHAPES || this.#futile >= MAX_FUTILE || end - start > MAX_SHAPE) return;
    const shape = shapeOf(block, start, end);
    const kind = this.#kindOf(shape);
    if (kind) this.#templates.learn(shape, kind);
    else this.#futile += 1;
  }

  /** undefined unless every number of the shape is one of those that stand in columns, and all else is as it should be. */
  #kindOf(shape: Uint8Array): LineKind | undefined {
    const count = holesOf(shape);
    if (count > MAX_HOLES) return undefined;
    const probes = Array.from({ length: count }, (_, hole) => PROBE + hole);
    const event = probed(filled(shape, probes));
    if (!event || !validate(event)) return undefined;
    const { detail, values } = splitEvent(event as InputEvent);
    const found = [(event as InputEvent).t, ...values];
    if (probes.some((probe) => !found.includes(probe))) return undefined;
    const [t = -1, x = -1, y = -1, dx = -1, dy = -1] = found.map((value) => probes.indexOf(value));
    return { detail: this.#builder.detail(detail), amount: (detail.fields & AMOUNT) !== 0, t, x, y, dx, dy };
  }
}

function probed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line may be read once in a way that no other of its shape can: the first one, after a byte order mark.
    return undefined;
  }
}
