import { fromMicros, type TimeRange, type TraceTime } from '../base/time.ts';

/** Time to place and back, for a plot that shows `range` over `width` CSS pixels. */
export interface Scale {
  readonly range: TimeRange;
  readonly width: number;
  /** Microseconds of one CSS pixel. */
  readonly microsPerPixel: number;
  /** CSS pixels from the left edge; outside [0, width] for times out of sight. */
  x(time: number): number;
  /** The time at `x` CSS pixels from the left edge, as a fraction of a microsecond. */
  micros(x: number): number;
  /** The same as trace time. */
  time(x: number): TraceTime;
}

export function createScale(range: TimeRange, width: number): Scale {
  const microsPerPixel = (range.end - range.start) / Math.max(1, width);
  const micros = (x: number): number => range.start + x * microsPerPixel;
  return {
    range,
    width,
    microsPerPixel,
    x: (time) => (time - range.start) / microsPerPixel,
    micros,
    time: (x) => fromMicros(micros(x)),
  };
}
