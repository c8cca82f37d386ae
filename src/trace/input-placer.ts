/** Input events under a layer's clock, as more and more of their file is read. Pure. */
import type { Problem } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import type { InputColumns, Numbers } from './input-columns.ts';
import { InputTrack } from './input-track.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';

export class InputPlacer {
  readonly #placer: TimePlacer;
  /** Rows that were placed. */
  #placed = 0;
  /** Of the rows that were placed; undefined as long as each is its native time and the shift. */
  #times: Float64Array | undefined;
  #shift: number | undefined;

  constructor({ map, id, duration }: Pick<LayerContext, 'map' | 'id' | 'duration'>) {
    this.#placer = new TimePlacer(map, id, duration);
  }

  /** The track of `columns`, which begin with those of the call before: their times are not found again. */
  *place(columns: InputColumns): TrackWork<InputTrack> {
    const { native } = columns;
    let times: Float64Array | undefined;
    if (this.#times) {
      times = new Float64Array(native.length);
      times.set(this.#times);
    }
    for (let row = this.#placed; row < native.length; row += 1) {
      const time = native[row] ?? 0;
      const at = this.#placer.next(time);
      this.#shift ??= at - time;
      // What is out of step gets a column for all: a clock that runs at another speed, or a row that goes back.
      if (time + this.#shift !== at) times ??= shifted(native, this.#shift);
      if (times) times[row] = at;
      if (row % SLICE === SLICE - 1) yield;
    }
    this.#placed = native.length;
    this.#times = times;
    return new InputTrack(columns, times ?? this.#shift ?? 0);
  }

  /** What was wrong with the times so far. */
  problems(): readonly Problem[] {
    return this.#placer.problems();
  }
}

function shifted(native: Numbers, shift: number): Float64Array {
  const times = new Float64Array(native.length);
  for (let row = 0; row < times.length; row += 1) times[row] = (native[row] ?? 0) + shift;
  return times;
}
