/** What recorded shells showed and told: the cast of each, and its commands. Pure. */
import { isObject, parsedJson } from '../../base/json.ts';
import type { CommandRecord } from '../../schema/generated/types.ts';

/** A cast as far as whole lines of it are there. */
export interface RecordedCast {
  readonly text: string;
  readonly events: number;
  /** CLOCK_MONOTONIC at its time 0, in microseconds. */
  readonly zero: number;
  /** Of its last event, in microseconds from its time 0. */
  readonly last: number;
  /** The shell's time of a mark, as it told it → index of the event that holds the mark, and whether text stands before it. */
  readonly marks: ReadonlyMap<string, { readonly event: number; readonly isFirst: boolean }>;
}

const MARK = /\u001B\]133;[CD][^\u0007]*playhead=(\d+)\u0007/g;

/** Undefined where not even the header is there. A line that was cut off is left out. */
export function readRecordedCast(text: string): RecordedCast | undefined {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [header = '', ...lines] = whole.split('\n').slice(0, -1);
  const head = parsedJson(header);
  const zero = isObject(head) ? head['x-monotonic-us'] : undefined;
  if (typeof zero !== 'number') return undefined;
  const marks = new Map<string, { event: number; isFirst: boolean }>();
  let last = 0;
  for (const [event, line] of lines.entries()) {
    const item = parsedJson(line);
    if (!Array.isArray(item)) continue;
    const [seconds, , data] = item as readonly unknown[];
    if (typeof seconds === 'number') last = Math.round(seconds * 1e6);
    if (typeof data !== 'string') continue;
    for (const found of data.matchAll(MARK)) marks.set(found[1] ?? '', { event, isFirst: found.index === 0 });
  }
  return { text: whole, events: lines.length, zero, last, marks };
}

/**
 * The commands that a shell told of, numbered from 1; one whose end was not told has none. `log`: what its hooks wrote.
 * `ofWall`: from the wall clock to trace time, both in microseconds.
 */
export function readCommands(
  log: string,
  terminal: string,
  cast: RecordedCast,
  ofWall: (wall: number) => number,
): readonly CommandRecord[] {
  const commands: CommandRecord[] = [];
  let open: CommandRecord | undefined;
  for (const line of log.split('\n').slice(0, -1)) {
    const [kind, time = '', third = '', command = ''] = line.split('\t');
    const mark = cast.marks.get(time);
    if (kind === 'start') {
      if (open) commands.push(open);
      open = {
        ...{ seq: commands.length + 1, terminal, t_start: ofWall(Number(time)), t_end: null },
        ...{ cwd: third, command: unescaped(command), exit_code: null, exit_source: 'unknown' },
        ...(mark && { cast_from: mark.event, cast_to: cast.events }),
      };
    } else if (kind === 'end' && open) {
      const from = open.cast_from;
      const until = mark && mark.event + (mark.isFirst ? 0 : 1);
      commands.push({
        ...open,
        ...{
          t_end: Math.max(ofWall(Number(time)), open.t_start),
          exit_code: Number(third),
          exit_source: 'shell',
        },
        ...(from !== undefined && until !== undefined && { cast_to: Math.max(from + 1, until) }),
      });
      open = undefined;
    }
  }
  return open ? [...commands, open] : commands;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\nt])/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\',
  );
}
