import type { ShellCommand } from '../record/terminal.ts';
import type { CastReport } from './cast.ts';
import type { WallClock } from './wall.ts';

/** What was run in one terminal. */
export interface ShellSession {
  /** id of its layer. */
  readonly terminal: string;
  readonly commands: readonly ShellCommand[];
  readonly cast: CastReport;
}

/** A record of the commands layer, and which command of its own terminal it is, from 1. */
export interface CommandRecord {
  readonly own: number;
  readonly record: {
    readonly seq: number;
    readonly terminal: string;
    readonly t_start: number;
    readonly t_end: number | null;
    readonly cwd: string;
    readonly command: string;
    readonly exit_code: number | null;
    readonly exit_source: 'shell';
    readonly cast_from: number;
    readonly cast_to: number;
  };
}

/** The commands of all terminals, in the order in which they were started, and counted in that. */
export function commandRecords(sessions: readonly ShellSession[], wall: WallClock): readonly CommandRecord[] {
  return sessions
    .flatMap(({ terminal, commands, cast }) =>
      commands.map((one, index) => ({ terminal, one, span: cast.spans[index] })),
    )
    .toSorted((a, b) => a.one.startUs - b.one.startUs)
    .map(({ terminal, one, span }, index) => ({
      own: one.seq,
      record: {
        ...{ seq: index + 1, terminal, t_start: wall.monotonic(one.startUs) },
        t_end: one.endUs === null ? null : wall.monotonic(one.endUs),
        ...{ cwd: one.cwd, command: one.command, exit_code: one.exitCode, exit_source: 'shell' as const },
        ...{ cast_from: span?.from ?? 0, cast_to: span?.to ?? 0 },
      },
    }));
}
