/** Input events as columns of numbers: what is moved between threads, and what a track of input is made of. */
import type { InputEvent } from './layers.ts';

export type InputType = InputEvent['type'];

/** The types, each at its number in a column. */
export const INPUT_TYPES = [
  'move',
  'scroll',
  'down',
  'up',
  'key_down',
  'key_up',
] as const satisfies readonly InputType[];

/** The narrowest kind of array that holds all values of a column exactly. */
export type Numbers = Int16Array | Int32Array | Float32Array | Float64Array;

/**
 * What an event says beside when and where: its type, the key or button, modifiers, and whatever else stands in the line.
 * Events that say the same have the same.
 */
export interface InputDetail {
  /** What of `FIELDS` the events have as numbers, by bits. */
  readonly fields: number;
  readonly rest: InputSays;
}

type Having<K extends string> = Extract<InputEvent, Readonly<Record<K, unknown>>>;

/** Which of these there are depends on the type, as in the schema. */
export interface InputSays extends Readonly<Record<string, unknown>> {
  readonly type: InputType;
  readonly button?: Having<'button'>['button'];
  readonly unit?: Having<'unit'>['unit'];
  readonly key?: string;
  readonly mods?: Having<'key'>['mods'];
  readonly masked?: boolean;
}

/** The keys whose numbers stand in columns, in the order of their bits. */
export const FIELDS = ['x', 'y', 'dx', 'dy'] as const;
/** Bits of x and y, and of dx and dy. */
export const PLACE = 0b0011;
export const AMOUNT = 0b1100;

/** Rows in the order of the file. All of it can be moved or copied to another thread. */
export interface InputColumns {
  /** In the layer's native unit. */
  readonly native: Numbers;
  /** Indices in INPUT_TYPES. */
  readonly types: Uint8Array;
  /** Indices in `details`. */
  readonly detail: Uint16Array | Uint32Array;
  readonly details: readonly InputDetail[];
  /** Desktop pixels; 0 for an event that has no place. */
  readonly x: Numbers;
  readonly y: Numbers;
  /** The rows that have an amount, ascending, and the amounts of each of them. */
  readonly amountRows: Uint32Array;
  readonly dx: Numbers;
  readonly dy: Numbers;
}

const FIRST_CAPACITY = 4_096;

/** Takes event after event. */
export class InputColumnsBuilder {
  #length = 0;
  #native = new Float64Array(FIRST_CAPACITY);
  #detail = new Uint32Array(FIRST_CAPACITY);
  #x = new Float64Array(FIRST_CAPACITY);
  #y = new Float64Array(FIRST_CAPACITY);
  #amounts = 0;
  #amountRows = new Uint32Array(FIRST_CAPACITY);
  #dx = new Float64Array(FIRST_CAPACITY);
  #dy = new Float64Array(FIRST_CAPACITY);
  readonly #details: InputDetail[] = [];
  readonly #known = new Map<string, number>();

  get length(): number {
    return this.#length;
  }

  /** The number of a detail; of equal ones the same. */
  detail(detail: InputDetail): number {
    const key = `${detail.fields}${JSON.stringify(detail.rest)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#details.push(detail);
    this.#known.set(key, this.#details.length - 1);
    return this.#details.length - 1;
  }

  /** Adds an event. `x` and `y` are 0 where it has none. */
  add(native: number, detail: number, x: number, y: number): void {
    const row = this.#length;
    if (row === this.#native.length) {
      this.#native = grown(this.#native, Float64Array);
      this.#detail = grown(this.#detail, Uint32Array);
      this.#x = grown(this.#x, Float64Array);
      this.#y = grown(this.#y, Float64Array);
    }
    this.#native[row] = native;
    this.#detail[row] = detail;
    this.#x[row] = x;
    this.#y[row] = y;
    this.#length += 1;
  }

  /** Gives the event that was added last an amount. */
  amount(dx: number, dy: number): void {
    const index = this.#amounts;
    if (index === this.#dx.length) {
      this.#amountRows = grown(this.#amountRows, Uint32Array);
      this.#dx = grown(this.#dx, Float64Array);
      this.#dy = grown(this.#dy, Float64Array);
    }
    this.#amountRows[index] = this.#length - 1;
    this.#dx[index] = dx;
    this.#dy[index] = dy;
    this.#amounts += 1;
  }

  columns(): InputColumns {
    const rows = this.#length;
    const detail = this.#detail.subarray(0, rows);
    const codes = Uint8Array.from(this.#details, ({ rest }) => INPUT_TYPES.indexOf(rest.type));
    const types = new Uint8Array(rows);
    for (let row = 0; row < rows; row += 1) types[row] = codes[detail[row] ?? 0] ?? 0;
    return {
      native: narrowed(this.#native.subarray(0, rows)),
      types,
      detail: this.#details.length <= 0x10000 ? new Uint16Array(detail) : detail.slice(),
      details: this.#details,
      x: narrowed(this.#x.subarray(0, rows)),
      y: narrowed(this.#y.subarray(0, rows)),
      amountRows: this.#amountRows.slice(0, this.#amounts),
      dx: narrowed(this.#dx.subarray(0, this.#amounts)),
      dy: narrowed(this.#dy.subarray(0, this.#amounts)),
    };
  }
}

/** Columns of the records themselves. */
export function inputColumns(events: readonly InputEvent[]): InputColumns {
  const builder = new InputColumnsBuilder();
  for (const event of events) addEvent(builder, event);
  return builder.columns();
}

/** Adds an event as it stands in a file. */
export function addEvent(builder: InputColumnsBuilder, event: InputEvent): void {
  const { detail, values } = splitEvent(event);
  const [x = 0, y = 0, dx = 0, dy = 0] = values;
  builder.add(event.t, builder.detail(detail), x, y);
  if ((detail.fields & AMOUNT) !== 0) builder.amount(dx, dy);
}

/** What of an event goes where; `values`: those of `FIELDS`, 0 for one that it has not. */
export function splitEvent(event: InputEvent): {
  readonly detail: InputDetail;
  readonly values: readonly number[];
} {
  let fields = 0;
  const values = FIELDS.map((field, index) => {
    const value = event[field];
    if (typeof value !== 'number') return 0;
    fields |= 1 << index;
    return value;
  });
  const isColumn = (key: string, value: unknown): boolean =>
    key === 't' || (typeof value === 'number' && (FIELDS as readonly string[]).includes(key));
  // Entries, since a key may be `__proto__`.
  const rest = Object.fromEntries(Object.entries(event).filter(([key, value]) => !isColumn(key, value)));
  return { detail: { fields, rest: rest as unknown as InputSays }, values };
}

/** The buffers, to be moved. */
export function buffersOf(columns: InputColumns): ArrayBufferLike[] {
  const { native, types, detail, x, y, amountRows, dx, dy } = columns;
  return [native, types, detail, x, y, amountRows, dx, dy].map(({ buffer }) => buffer);
}

function grown<A extends Float64Array | Uint32Array>(column: A, make: new (length: number) => A): A {
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}

/** A copy. */
function narrowed(values: Float64Array): Numbers {
  let [min, max] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    // Also for -0, which no array of whole numbers holds.
    if ((value | 0) !== value || (value === 0 && 1 / value < 0))
      return values.every((one) => Math.fround(one) === one) ? new Float32Array(values) : values.slice();
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min >= -0x8000 && max < 0x8000 ? new Int16Array(values) : new Int32Array(values);
}
