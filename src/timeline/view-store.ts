import { createStore, type StoreApi } from 'zustand/vanilla';
import { clampTime, ZERO, type TimeRange, type TraceTime } from '../base/time.ts';
import { followRange, panRange, placeRange, rangeBetween, wholeRange, zoomRange } from './view-range.ts';

/** What is seen of the trace and what is marked in it; never where the playhead is, which only the clock knows. */
export interface ViewState {
  readonly duration: TraceTime;
  /** What the timeline shows, [start, end). */
  readonly range: TimeRange;
  /** The moment under the pointer. */
  readonly hover: TraceTime | undefined;
  /** The marked range, in to out, [start, end). */
  readonly selection: TimeRange | undefined;

  /** Enlarges `factor` times (below 1: shrinks) around `time`. */
  readonly zoomAt: (time: TraceTime, factor: number) => void;
  /** Moves what is seen; positive is later. */
  readonly pan: (micros: number) => void;
  /** Shows the whole trace. */
  readonly fit: () => void;
  /** Shows the marked range, or the whole trace where none is. */
  readonly fitRange: () => void;
  /** Shows about `range`: cut to the trace, and not shorter than can be drawn. */
  readonly show: (range: TimeRange) => void;
  /** Turns the page where `now` is out of sight. */
  readonly follow: (now: TraceTime) => void;
  /** Marks from `time`: to the present out where that is later, else to the end. */
  readonly setIn: (time: TraceTime) => void;
  /** Marks up to `time`: from the present in where that is earlier, else from the start. */
  readonly setOut: (time: TraceTime) => void;
  /** Marks between two moments, in either order; nothing where they are the same. */
  readonly select: (a: TraceTime, b: TraceTime) => void;
  readonly clearRange: () => void;
  readonly hoverAt: (time: TraceTime | undefined) => void;
}

export type ViewStore = StoreApi<ViewState>;

/** The view of one trace; made when the trace opens. */
export function createViewStore(duration: TraceTime): ViewStore {
  return createStore<ViewState>((set) => {
    const setRange = (next: (state: ViewState) => TimeRange): void =>
      set((state) => {
        const range = next(state);
        const same = range.start === state.range.start && range.end === state.range.end;
        return same ? state : { range };
      });
    return {
      duration,
      range: wholeRange(duration),
      hover: undefined,
      selection: undefined,
      zoomAt: (time, factor) => setRange(({ range }) => zoomRange(range, time, factor, duration)),
      pan: (micros) => setRange(({ range }) => panRange(range, micros, duration)),
      fit: () => setRange(() => wholeRange(duration)),
      fitRange: () =>
        setRange(({ selection }) =>
          selection
            ? placeRange(selection.start, selection.end - selection.start, duration)
            : wholeRange(duration),
        ),
      show: ({ start, end }) => setRange(() => placeRange(start, end - start, duration)),
      follow: (now) => setRange(({ range }) => followRange(range, now, duration)),
      setIn: (time) =>
        set(({ selection }) => ({
          selection: rangeBetween(
            time,
            selection && selection.end > time ? selection.end : duration,
            duration,
          ),
        })),
      setOut: (time) =>
        set(({ selection }) => ({
          selection: rangeBetween(
            selection && selection.start < time ? selection.start : ZERO,
            time,
            duration,
          ),
        })),
      select: (a, b) => set({ selection: rangeBetween(a, b, duration) }),
      clearRange: () => set({ selection: undefined }),
      hoverAt: (time) => set({ hover: time === undefined ? undefined : clampTime(time, ZERO, duration) }),
    };
  });
}
