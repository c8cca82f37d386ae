/** The commands of a session and how they stood at a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { Command } from '../../trace/layers.ts';
import { Track } from '../../trace/track.ts';

/** The command that a terminal ran at a time, or had run last. */
export interface CommandState {
  /** Its line; null where none had started. */
  readonly command: string | null;
  /** null while it runs, and where the code was not recorded. */
  readonly exitCode: number | null;
}

/** All commands of all terminals in time order. */
export class CommandLog {
  readonly track: Track<Command>;
  readonly #byTerminal: ReadonlyMap<string, Track<Command>>;
  readonly #indexes = new Map<Command, number>();

  readonly #ordered: boolean;

  /** `ordered`: only their order is known, and no length of time. */
  constructor(layers: readonly Track<Command>[], ordered = false) {
    this.#ordered = ordered;
    const all = layers.flatMap(({ items }) => items);
    // Sorting keeps the order of equals, so that one layer's commands stay in the order of its file.
    this.track = new Track(layers.length > 1 ? all.sort((a, b) => a.time - b.time) : all);
    const groups = new Map<string, Command[]>();
    this.track.items.forEach((command, index) => {
      this.#indexes.set(command, index);
      const group = groups.get(command.terminal);
      if (group) group.push(command);
      else groups.set(command.terminal, [command]);
    });
    this.#byTerminal = new Map([...groups].map(([id, commands]) => [id, new Track(commands)]));
  }

  /**
   * True while `command` runs; one whose end is not known runs until the next in its terminal. Where only an order is known,
   * what came of it is known with its step.
   */
  isRunning(command: Command, now: TraceTime): boolean {
    if (command.time > now || this.#ordered) return false;
    if (command.end !== undefined) return now < command.end;
    return this.#byTerminal.get(command.terminal)?.at(now) === command;
  }

  /** Indexes in `track` of the commands that run at `now`, ascending: at most one a terminal. */
  runningAt(now: TraceTime): readonly number[] {
    return [...this.#byTerminal.values()]
      .map((commands) => commands.at(now))
      .filter((command) => command !== undefined)
      .filter((command) => this.isRunning(command, now))
      .map((command) => this.#indexes.get(command) ?? -1)
      .sort((a, b) => a - b);
  }

  /** The running or last command of a terminal at `now`; of all terminals where none is given. */
  stateAt(terminal: string | undefined, now: TraceTime): CommandState {
    const track = terminal === undefined ? this.track : this.#byTerminal.get(terminal);
    const last = track?.at(now);
    if (!last) return { command: null, exitCode: null };
    return { command: last.command, exitCode: this.isRunning(last, now) ? null : (last.exitCode ?? null) };
  }
}
