/** Input events under a layer's clock, as more and more of their file is read. Pure. */
import type { Problem } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import type { InputColumns } from './input-columns.ts';
import { InputTrack } from './input-track.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';

export class InputPlacer {
  readonly #placer: TimePlacer;
  #times = new Float64Array();
  /** All times so far are the native ones. */
  #same = true;

  constructor({ map, id, duration }: Pick<LayerContext, 'map' | 'id' | 'duration'>) {
    this.#placer = new TimePlacer(map, id, duration);
  }

  /** The track of `columns`, which begin with those of the call before: their times are not found again. */
  *place(columns: InputColumns): TrackWork<InputTrack> {
    const { native } = columns;
    const times = new Float64Array(native.length);
    times.set(this.#times);
    for (let row = this.#times.length; row < native.length; row += 1) {
      const time = native[row] ?? 0;
      const at = this.#placer.next(time);
      times[row] = at;
      this.#same &&= at === time;
      if (row % SLICE === SLICE - 1) yield;
    }
    this.#times = times;
    // A clock that counts as the trace does needs no times of its own.
    return new InputTrack(columns, this.#same && native instanceof Float64Array ? native : times);
  }

  /** What was wrong with the times so far. */
  problems(): readonly Problem[] {
    return this.#placer.problems();
  }
}
