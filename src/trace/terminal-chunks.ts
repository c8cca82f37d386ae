import { lastAtMost } from '../base/search-sorted.ts';
import type { TraceTime } from '../base/time.ts';
import { CHUNK_KINDS, type CastColumns, type CastResize, type ChunkKind } from './cast.ts';

/** The pieces of a terminal recording in time order, without their texts: those stay with its `TerminalPlayer`. */
export class TerminalChunks {
  /** In microseconds of trace time, ascending. */
  readonly times: Float64Array;
  /** UTF-16 units of each text. */
  readonly lengths: Uint32Array;
  readonly #sizes: ReadonlyMap<number, CastResize>;
  readonly #kinds: Uint8Array;
  readonly #labels: ReadonlyMap<number, string>;
  readonly #ofKind = new Map<ChunkKind, Uint32Array>();

  constructor(times: Float64Array, { kinds, lengths, labels, resizes }: CastColumns) {
    this.times = times;
    this.lengths = lengths;
    this.#sizes = new Map(resizes.map((resize) => [resize.chunk, resize]));
    this.#kinds = kinds;
    this.#labels = labels;
  }

  get length(): number {
    return this.times.length;
  }

  /** Time of a chunk; infinite where there is none. */
  timeOf(index: number): number {
    return this.times[index] ?? Infinity;
  }

  kindOf(index: number): ChunkKind | undefined {
    return CHUNK_KINDS[this.#kinds[index] ?? CHUNK_KINDS.length];
  }

  /** Label of a marker; '' for other chunks. */
  labelOf(index: number): string {
    return this.#labels.get(index) ?? '';
  }

  /** The size that a chunk gives the terminal; undefined where it gives none. */
  sizeOf(index: number): { readonly cols: number; readonly rows: number } | undefined {
    const size = this.#sizes.get(index);
    return size && { cols: size.cols, rows: size.rows };
  }

  /** Index of the last chunk whose time is ≤ `time`; -1 before the first. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.length, (index) => this.timeOf(index), time);
  }

  /** Indexes of all chunks of a kind, ascending. */
  ofKind(kind: ChunkKind): Uint32Array {
    const known = this.#ofKind.get(kind);
    if (known) return known;
    const wanted = CHUNK_KINDS.indexOf(kind);
    let count = 0;
    for (const place of this.#kinds) if (place === wanted) count += 1;
    const found = new Uint32Array(count);
    for (let index = 0, at = 0; at < count; index++) if (this.#kinds[index] === wanted) found[at++] = index;
    this.#ofKind.set(kind, found);
    return found;
  }

  /** Time of the last output at or before `time`; undefined before the first. */
  lastOutput(time: TraceTime): number | undefined {
    const outputs = this.ofKind('output');
    const last = lastAtMost(outputs.length, (at) => this.timeOf(outputs[at] ?? Infinity), time);
    return last < 0 ? undefined : this.timeOf(outputs[last] ?? Infinity);
  }
}
