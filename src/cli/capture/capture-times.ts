/** When a capture recorded what, in trace time: from its journal and what its recorders left. Pure. */
import { beginningOf, entriesOf, type JournalEntry } from './journal.ts';

/** In microseconds of trace time. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Gap extends Span {
  /** For people, as a sentence. */
  readonly reason: string;
  readonly isPause: boolean;
}

export interface Pause extends Span {
  readonly reason: string | undefined;
}

/** A recorder was asked to begin and to end; where it died, how. */
interface RecorderRun {
  readonly file: string;
  readonly start: number;
  /** Undefined where nobody told of its end. */
  readonly end: number | undefined;
  readonly died: string | undefined;
}

/** What begins late for as long was being started, and is no gap. */
const STARTING = 1_000_000;

export class CaptureTimes {
  readonly #entries: readonly JournalEntry[];
  readonly #zero: number;
  /** Whether nobody ended the capture: its machine or its programs died. */
  readonly hasDied: boolean;
  /** Where the journal ends, in trace time. */
  readonly journalEnd: number;

  /** Throws a CommandError where `entries` are not those of a capture; `folder`: for that. */
  constructor(entries: readonly JournalEntry[], folder: string) {
    // What is done with the recordings afterwards is no part of the session.
    this.#entries = entries.filter(({ type }) => type !== 'bundle-made');
    this.#zero = beginningOf(entries, folder).mono;
    this.hasDied = entriesOf(entries, 'capture-ended').length === 0;
    this.journalEnd = this.#entries.reduce((end, { mono }) => Math.max(end, mono - this.#zero), 0);
  }

  /** CLOCK_MONOTONIC at the trace's time 0, in microseconds. */
  get zero(): number {
    return this.#zero;
  }

  ofMonotonic(mono: number): number {
    return Math.round(mono - this.#zero);
  }

  /** By the nearest reading of both clocks: the wall clock may have been set in between. */
  ofWall(wall: number): number {
    let low = 0;
    let high = this.#entries.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.wall ?? 0) < wall) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [this.#entries[low - 1], this.#entries[low]];
    const nearest =
      before && (!after || Math.abs(before.wall - wall) < Math.abs(after.wall - wall)) ? before : after;
    return nearest ? this.ofMonotonic(nearest.mono + wall - nearest.wall) : 0;
  }

  /** Those that were asked for; one that was not ended lasts until `end`. */
  pauses(end: number): readonly Pause[] {
    const pauses: Pause[] = [];
    let open: Extract<JournalEntry, { readonly type: 'paused' }> | undefined;
    const close = (at: number): void => {
      if (open && at > this.ofMonotonic(open.mono))
        pauses.push({ start: this.ofMonotonic(open.mono), end: at, reason: open.reason });
      open = undefined;
    };
    for (const entry of this.#entries) {
      if (entry.type === 'paused') open = entry;
      else if (entry.type === 'resumed') close(this.ofMonotonic(entry.mono));
    }
    close(end);
    return pauses;
  }

  runsOf(recorder: string): readonly RecorderRun[] {
    return entriesOf(this.#entries, 'recorder-began')
      .filter((entry) => entry.recorder === recorder)
      .map(({ segment, file, mono }) => {
        const ended = entriesOf(this.#entries, 'recorder-ended').find(
          (entry) => entry.recorder === recorder && entry.segment === segment,
        );
        return {
          file,
          start: this.ofMonotonic(mono),
          end: ended && this.ofMonotonic(ended.mono),
          died: ended?.died,
        };
      });
  }

  /** When a recorder that leaves no times of its own ran; one of which no end is told, until its last beat. */
  aliveSpans(recorder: string): readonly Span[] {
    return this.runsOf(recorder).map(({ start, end }, index, runs) => {
      const next = runs[index + 1]?.start ?? Infinity;
      const last = this.beatsOf(recorder).findLast((beat) => beat >= start && beat < next) ?? start;
      return { start, end: end ?? last };
    });
  }

  /** When a recorder was seen alive: as it began, and later by its beats. */
  beatsOf(recorder: string): readonly number[] {
    const beats = entriesOf(this.#entries, 'beat').filter(({ alive }) => alive.includes(recorder));
    const begins = entriesOf(this.#entries, 'recorder-began').filter((entry) => entry.recorder === recorder);
    return [...begins, ...beats].map(({ mono }) => this.ofMonotonic(mono)).sort((a, b) => a - b);
  }

  /** Where a recorder that recorded `spans` left something out of [start, end), and why. `what`: as "The screen". */
  gapsOf(recorder: string, what: string, spans: readonly Span[], { start, end }: Span): readonly Gap[] {
    const pauses = this.pauses(end);
    const runs = this.runsOf(recorder);
    const edges = [...spans].sort((a, b) => a.start - b.start);
    const holes: Span[] = [];
    let at = start;
    for (const span of edges) {
      if (span.start > at) holes.push({ start: at, end: Math.min(span.start, end) });
      at = Math.max(at, span.end);
    }
    if (at < end) holes.push({ start: at, end });
    return holes.flatMap((hole): readonly Gap[] => {
      const pause = pauses.find((other) => other.start < hole.end && other.end > hole.start);
      if (pause) return [{ ...hole, reason: pauseReason(pause), isPause: true }];
      // A recorder is missed from its last item on, near which it died.
      const death = runs.findLast(
        (run) =>
          run.died !== undefined &&
          run.end !== undefined &&
          run.end >= hole.start - STARTING &&
          run.end <= hole.end,
      );
      if (death)
        return [
          { ...hole, reason: `${what} was not recorded: its recorder ended ${death.died}.`, isPause: false },
        ];
      if (hole.end - hole.start <= STARTING) return [];
      const isLast = hole.end >= end;
      const why = !isLast
        ? 'its recorder was being started, or had nothing to record'
        : this.hasDied
          ? 'the capture was cut off'
          : 'its recorder had ended';
      return [{ ...hole, reason: `${what} was not recorded: ${why}.`, isPause: false }];
    });
  }
}

export function pauseReason({ reason }: Pause): string {
  return reason === undefined ? 'Recording was paused.' : `Recording was paused: ${reason}`;
}
