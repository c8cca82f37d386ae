/** The commands of a terminal recording, by its shell marks: OSC 133 B (the prompt is there), C (it runs), D (it ended). */
import { SECOND } from './session.ts';

export interface MadeCommand {
  readonly seq: number;
  /** Microseconds: from when on it was typed, when it began to run, and when it ended; null where it had not. */
  readonly typed: number;
  readonly start: number;
  readonly end: number | null;
  readonly text: string;
  readonly exitCode: number | null;
  /** Indices of the cast's events. */
  readonly castFrom: number;
  readonly castTo: number;
}

const MARK = /\x1b\]133;([ABCD])(?:;(-?\d+))?[^\x07\x1b]*(?:\x07|\x1b\\)/g;
const SEQUENCES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])/g;

type Running = Omit<MadeCommand, 'end' | 'exitCode' | 'castTo'>;

/** Fed the lines of an asciicast v2 file one after the other. */
export class CommandFinder {
  readonly commands: MadeCommand[] = [];
  #event = -1;
  #last = 0;
  /** What was echoed since the prompt; undefined before one. */
  #line: { readonly since: number; text: string } | undefined;
  #running: Running | undefined;

  /** Seconds of the last event. */
  get seconds(): number {
    return this.#last;
  }

  /** `line`: the header, or an event. */
  add(line: string): void {
    if (!line.startsWith('[')) return;
    this.#event += 1;
    // Most of a recording is output of commands, which is not looked at.
    const comma = line.indexOf(',');
    this.#last = Number(line.slice(1, comma));
    if (this.#line === undefined && !line.includes(']133;')) return;
    const [, code, data] = JSON.parse(line) as readonly [number, string, string];
    if (code === 'o') this.#read(data, Math.round(this.#last * SECOND));
  }

  /** A command that had not ended then has no end. */
  finish(): readonly MadeCommand[] {
    if (this.#running) this.#end(null, null);
    return this.commands;
  }

  #read(data: string, time: number): void {
    let from = 0;
    for (const match of data.matchAll(MARK)) {
      if (this.#line) this.#line.text += data.slice(from, match.index);
      from = match.index + match[0].length;
      this.#mark(match[1] ?? '', match[2], time);
    }
    if (this.#line) this.#line.text += data.slice(from);
  }

  #mark(letter: string, code: string | undefined, time: number): void {
    if (letter === 'B') this.#line = { since: time, text: '' };
    else if (letter === 'C' && this.#line) {
      const text = this.#line.text
        .replace(SEQUENCES, '')
        .replace(/[\x00-\x1f\x7f]/g, '')
        .trim();
      const { since } = this.#line;
      this.#line = undefined;
      if (text === '') return;
      const seq = this.commands.length + 1;
      this.#running = { seq, typed: since, start: time, text, castFrom: this.#event + 1 };
    } else if (letter === 'D' && this.#running) this.#end(time, code === undefined ? null : Number(code));
  }

  #end(end: number | null, exitCode: number | null): void {
    if (!this.#running) return;
    this.commands.push({ ...this.#running, end, exitCode, castTo: this.#event + 1 });
    this.#running = undefined;
  }
}
