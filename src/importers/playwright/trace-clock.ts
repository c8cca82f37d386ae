/** One clock for all files of a trace, which may come from two machines. Pure. */
import type { LayerClock } from '../../schema/generated/types.ts';
import { oneClock } from '../bundle-draft.ts';
import { numberField } from '../../base/json.ts';
import type { Context } from './context.ts';
import type { TraceEvent } from './modernize.ts';

export interface TraceClock {
  /** Milliseconds of the first file's monotonic clock. */
  readonly at: (context: Context, monotonic: number) => number;
  /** The same of a moment since 1970; undefined where no file tells what that is. */
  readonly ofWall: (millis: number) => number | undefined;
  /** Milliseconds since 1970 at the zero of that clock; undefined where no file tells it. */
  readonly wallZero: number | undefined;
}

/** Files are put beside each other by what each says of the wall clock. */
export function traceClock(contexts: readonly Context[]): TraceClock {
  const wallZero = contexts.find((context) => context.wallZero !== undefined)?.wallZero;
  return {
    wallZero,
    at: (context, monotonic) =>
      monotonic +
      (wallZero === undefined || context.wallZero === undefined ? 0 : context.wallZero - wallZero),
    ofWall: (millis) => (wallZero === undefined ? undefined : millis - wallZero),
  };
}

/** When an event happened, on the clock of its file. */
export function timeOf(event: TraceEvent): number | undefined {
  return (
    numberField(event, 'time') ??
    numberField(event, 'timestamp') ??
    numberField(event['snapshot'], 'timestamp')
  );
}

/** Of layers whose records have milliseconds of that clock, and of `zero` at the trace's beginning. */
export function recordClock(zero: number): LayerClock {
  return oneClock(
    'monotonic',
    'ms',
    'measured',
    'milliseconds of the monotonic clock of the machine that recorded',
    zero,
  );
}
