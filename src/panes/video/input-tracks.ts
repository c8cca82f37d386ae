import { SLICE } from '../../base/slices.ts';
import type { TraceTime } from '../../base/time.ts';
import { PLACE } from '../../trace/input-columns.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { InputEvent } from '../../trace/layers.ts';
import { MadeTrack } from '../../trace/made-track.ts';
import type { Timed } from '../../trace/track.ts';

export type Button = Extract<InputEvent, { readonly button: unknown }>['button'];
type ScrollEvent = Extract<InputEvent, { readonly unit: unknown }>;

/** Where the pointer was, in desktop pixels. */
export interface Position extends Timed {
  readonly x: number;
  readonly y: number;
}

/** A button from going down to coming up; `end` is undefined where it never did. */
export interface Press extends Position {
  readonly button: Button;
}

export interface Scroll extends Position {
  readonly dx: number;
  readonly dy: number;
  readonly unit: ScrollEvent['unit'];
}

export type Modifier = 'Control' | 'Alt' | 'AltGraph' | 'Shift' | 'Meta';

export interface KeyPress extends Timed {
  /** W3C key value; `•` where it was hidden while recording. */
  readonly key: string;
  /** Held down with it. */
  readonly modifiers: readonly Modifier[];
  readonly masked: boolean;
}

/** The input of one layer by what the overlays need, so that each looks up its own without passing the rest. */
export interface InputTracks {
  readonly positions: MadeTrack<Position>;
  readonly presses: MadeTrack<Press>;
  readonly scrolls: MadeTrack<Scroll>;
  readonly keys: MadeTrack<KeyPress>;
  /** Of the last event; of a part, nothing is known from then on. */
  readonly until: TraceTime;
}

const MODIFIERS: readonly Modifier[] = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'];

/** Input in the making. */
export type InputWork = Generator<undefined, InputTracks>;

/** Sorts a layer's events by kind, pairs each button's down with its up, and finds the modifiers where not recorded. */
export function* splitInput(track: InputTrack): InputWork {
  // Each look through a million rows takes some milliseconds.
  const positions = track.rowsWith(PLACE);
  yield;
  const scrolls = track.rowsOf('scroll');
  yield;
  return {
    positions: madeOf(track, positions, (row) => placeOf(track, row)),
    presses: yield* pressesOf(track),
    scrolls: madeOf(track, scrolls, (row) => {
      const { unit = 'px' } = track.saysAt(row);
      return { ...placeOf(track, row), ...track.amountAt(row), unit };
    }),
    keys: yield* keysOf(track),
    until: track.timeAt(track.length - 1),
  };
}

function madeOf<T extends Timed>(
  track: InputTrack,
  rows: Uint32Array,
  make: (row: number, index: number) => T,
): MadeTrack<T> {
  const rowOf = (index: number): number => rows[index] ?? 0;
  return new MadeTrack(
    rows.length,
    (index) => track.timeAt(rowOf(index)),
    (index) => make(rowOf(index), index),
  );
}

function placeOf(track: InputTrack, row: number): Position {
  return { time: track.timeAt(row), x: track.xAt(row), y: track.yAt(row) };
}

function* pressesOf(track: InputTrack): Generator<undefined, MadeTrack<Press>> {
  const buttonOf = (row: number): Button => track.saysAt(row).button ?? 'left';
  const downs = track.rowsOf('down');
  yield;
  /** NaN where the button never came up. */
  const ends = new Float64Array(downs.length).fill(NaN);
  const open = new Map<Button, number>();
  let count = 0;
  for (const [index, row] of track.rowsOf('down', 'up').entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const button = buttonOf(row);
    // A lost "up" ends where the button goes down again.
    const press = open.get(button);
    if (press !== undefined) ends[press] = track.timeAt(row);
    open.delete(button);
    if (track.typeAt(row) === 'up') continue;
    open.set(button, count);
    count += 1;
  }
  return madeOf(track, downs, (row, index) => {
    const end = ends[index] ?? NaN;
    return {
      ...placeOf(track, row),
      end: Number.isNaN(end) ? undefined : (end as TraceTime),
      button: buttonOf(row),
    };
  });
}

function* keysOf(track: InputTrack): Generator<undefined, MadeTrack<KeyPress>> {
  yield;
  const all = track.rowsOf('key_down', 'key_up');
  yield;
  const rows = new Uint32Array(all.length);
  /** Bits of MODIFIERS. */
  const held = new Uint8Array(all.length);
  let count = 0;
  let down = 0;
  for (const [index, row] of all.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const bit = 1 << (MODIFIERS as readonly string[]).indexOf(track.saysAt(row).key ?? '');
    const released = track.typeAt(row) === 'key_up';
    // No modifier: a shift by -1, the bit of the sign.
    if (bit > 0) down = released ? down & ~bit : down | bit;
    else if (!released) {
      rows[count] = row;
      held[count] = down;
      count += 1;
    }
  }
  return madeOf(track, rows.slice(0, count), (row, index) => {
    const { key = '', mods, masked } = track.saysAt(row);
    const bits = held[index] ?? 0;
    return {
      time: track.timeAt(row),
      key,
      modifiers: mods ?? MODIFIERS.filter((_, number) => (bits & (1 << number)) !== 0),
      masked: masked === true || key === '•',
    };
  });
}
