/** Input events in trace time, as columns: an event is made when it is asked for. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';
import {
  AMOUNT,
  FIELDS,
  INPUT_TYPES,
  inputColumns,
  type InputColumns,
  type InputDetail,
  type InputSays,
  type InputType,
  type Numbers,
} from './input-columns.ts';
import type { InputEvent } from './layers.ts';

/** Rows [from, to) of a track. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

const NO_DETAIL: InputDetail = { fields: 0, rest: { type: 'move' } };

/** The events of one layer, in time order; those of equal time stand in the order of their file. A row is an index. */
export class InputTrack {
  readonly #columns: InputColumns;
  /** Trace time of each row, in microseconds, once the shift is added. */
  readonly #times: Numbers;
  readonly #shift: number;

  /**
   * `times`: trace time of each row of `columns`, in microseconds, ascending. A number is what makes them of the native
   * times by being added: a layer whose clock only began at another moment needs no column of its own.
   */
  constructor(columns: InputColumns, times: Float64Array | number) {
    this.#columns = columns;
    const shifted = typeof times === 'number';
    this.#times = shifted ? columns.native : times;
    this.#shift = shifted ? times : 0;
  }

  /** Of events whose `t` is trace time in microseconds, ascending. */
  static of(events: readonly InputEvent[]): InputTrack {
    return new InputTrack(
      inputColumns(events),
      Float64Array.from(events, ({ t }) => t),
    );
  }

  get length(): number {
    return this.#times.length;
  }

  /** Of a row that is there. */
  timeAt(row: number): TraceTime {
    return ((this.#times[row] ?? -this.#shift) + this.#shift) as TraceTime;
  }

  typeAt(row: number): InputType {
    return INPUT_TYPES[this.#columns.types[row] ?? 0] ?? 'move';
  }

  /** Desktop pixels; 0 for an event without a place, see `hasAt`. */
  xAt(row: number): number {
    return this.#columns.x[row] ?? 0;
  }

  yAt(row: number): number {
    return this.#columns.y[row] ?? 0;
  }

  /** True where the event has all of `fields`, which are bits by `FIELDS`. */
  hasAt(row: number, fields: number): boolean {
    return (this.#detailOf(row).fields & fields) === fields;
  }

  /** What the event says beside its time and numbers. Events that say the same have the very same object. */
  saysAt(row: number): InputSays {
    return this.#detailOf(row).rest;
  }

  /** The event as it stands in the file. */
  event(row: number): InputEvent {
    const { native, x, y } = this.#columns;
    const { fields, rest } = this.#detailOf(row);
    const amount = (fields & AMOUNT) === 0 ? -1 : this.#amountOf(row);
    const { dx, dy } = this.#columns;
    const values = [x[row], y[row], dx[amount], dy[amount]];
    const numbers = FIELDS.flatMap((field, index) => (fields & (1 << index) ? [[field, values[index]]] : []));
    return { t: native[row], ...rest, ...Object.fromEntries(numbers) } as InputEvent;
  }

  /** Scrolling by `dx` and `dy`; 0 for events that have no amount. */
  amountAt(row: number): { readonly dx: number; readonly dy: number } {
    const { dx, dy } = this.#columns;
    const index = this.#amountOf(row);
    return { dx: dx[index] ?? 0, dy: dy[index] ?? 0 };
  }

  /** The last row whose time is ≤ `time`; -1 before the first. */
  indexAt(time: number): number {
    return lastAtMost(this.length, (row) => this.timeAt(row), time);
  }

  /** The rows whose time lies in [range.start, range.end). */
  within({ start, end }: TimeRange): RowRange {
    // Times are whole: what is ≤ time - 1 is what is before time.
    return { from: this.indexAt(start - 1) + 1, to: this.indexAt(end - 1) + 1 };
  }

  /** The rows of these types, ascending. */
  rowsOf(...types: readonly InputType[]): Uint32Array {
    return this.#rowsWhere(wantedTypes(types), this.#columns.types);
  }

  /** The row of these types that has `index` others of them before it; -1 where there is none. Looks at every row. */
  rowAmong(index: number, ...types: readonly InputType[]): number {
    const codes = this.#columns.types;
    const wanted = wantedTypes(types);
    let left = index;
    for (let row = 0; row < codes.length; row += 1) {
      if (wanted[codes[row] ?? 0] !== true) continue;
      if (left === 0) return row;
      left -= 1;
    }
    return -1;
  }

  /** Trace times of rows. */
  timesOf(rows: Uint32Array): Float64Array {
    const times = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) times[index] = this.timeAt(rows[index] ?? 0);
    return times;
  }

  /** Trace times of all rows: a new column at every call. */
  allTimes(): Float64Array {
    const times = new Float64Array(this.#times);
    if (this.#shift !== 0) for (let row = 0; row < times.length; row += 1) times[row] = this.timeAt(row);
    return times;
  }

  /** The rows that have all of `fields`, ascending. */
  rowsWith(fields: number): Uint32Array {
    const { details, detail } = this.#columns;
    return this.#rowsWhere(
      details.map((one) => (one.fields & fields) === fields),
      detail,
    );
  }

  #rowsWhere(wanted: readonly boolean[], codes: Uint8Array | Uint16Array | Uint32Array): Uint32Array {
    const rows = new Uint32Array(codes.length);
    let count = 0;
    for (let row = 0; row < codes.length; row += 1)
      if (wanted[codes[row] ?? 0] === true) {
        rows[count] = row;
        count += 1;
      }
    return rows.slice(0, count);
  }

  #detailOf(row: number): InputDetail {
    const { details, detail } = this.#columns;
    return details[detail[row] ?? -1] ?? NO_DETAIL;
  }

  /** Index among the amounts; -1 for none. */
  #amountOf(row: number): number {
    const { amountRows } = this.#columns;
    const index = lastAtMost(amountRows.length, (at) => amountRows[at] ?? Infinity, row);
    return amountRows[index] === row ? index : -1;
  }
}

/** Of each number of a type, whether it is among `types`. */
function wantedTypes(types: readonly InputType[]): readonly boolean[] {
  return INPUT_TYPES.map((type) => types.includes(type));
}
