import type { ShellCommand } from '../record/terminal.ts';
import { measureClock, type ClockPair, type MeasuredClock } from './clock-map.ts';
import type { WallClock } from './wall.ts';

/** A command's share of the cast: [from, to) in events. */
export interface CastSpan {
  readonly from: number;
  readonly to: number;
}

export interface CastReport {
  readonly clock: MeasuredClock;
  readonly events: number;
  readonly spans: readonly CastSpan[];
}

const STARTED = '\u001b]133;C';
const ENDED = '\u001b]133;D';

/**
 * Finds the shell's invisible marks in the cast. Each has a time on the cast's clock and, from the shell, one on the
 * wall clock: together they measure the cast's clock, and they bound each command's output.
 */
export function measureCast(text: string, commands: readonly ShellCommand[], wall: WallClock): CastReport {
  const events = text.trimEnd().split('\n').slice(1).map(readEvent);
  const starts = indexesOf(events, STARTED);
  const [, ...ends] = indexesOf(events, ENDED); // the first prompt ends no command
  const pairs: ClockPair[] = [];
  const spans = commands.map((command, index) => {
    const start = starts[index];
    const end = ends[index];
    if (start === undefined || end === undefined || command.endUs === null) {
      throw new Error(`"${command.command}" left no marks in the terminal recording`);
    }
    pairs.push({ native: events[start]?.time ?? 0, traceUs: wall.trace(command.startUs) });
    pairs.push({ native: events[end]?.time ?? 0, traceUs: wall.trace(command.endUs) });
    const outputBefore = (events[end]?.data ?? '').startsWith(ENDED) ? 0 : 1;
    return { from: start, to: Math.max(start + 1, end + outputBefore) };
  });
  return {
    clock: measureClock(pairs, 1_000_000, 'shell marks (OSC 133) in the cast against the shell log'),
    events: events.length,
    spans,
  };
}

interface CastEvent {
  readonly time: number;
  readonly data: string;
}

function readEvent(line: string): CastEvent {
  const [time, , data] = JSON.parse(line) as readonly [time: number, kind: string, data: string];
  return { time, data };
}

function indexesOf(events: readonly CastEvent[], mark: string): number[] {
  return events.flatMap(({ data }, index) => (data.includes(mark) ? [index] : []));
}
