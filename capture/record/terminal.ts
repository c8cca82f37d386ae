import { chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attention } from './attention.ts';
import { sleep, until } from './clock.ts';
import { findWindow, placeWindow, PLACES, windowsOf, type Place } from './desktop.ts';
import { run, startService, type Account, type Service } from './process.ts';

/** A window that was moved has told its size to the shell after this long. */
const RESIZE_MILLIS = 1500;
const CLASS = 'xfce4-terminal';
/** The longest that a command may take that is waited for, and one that is left running. */
const PATIENCE_MILLIS = 60_000;
const RUNNING_MILLIS = 900_000;

/** A terminal on the screen; `id`: that of its layer. */
export interface TerminalView {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
}

export const FIRST_TERMINAL: TerminalView = { id: 'terminal', title: 'Terminal', place: PLACES.terminal };

/** A command as the shell reported it; times on the wall clock, microseconds. */
export interface ShellCommand {
  readonly seq: number;
  readonly command: string;
  readonly cwd: string;
  readonly startUs: number;
  endUs: number | null;
  exitCode: number | null;
}

/** A terminal window with an interactive bash inside asciinema. */
export class Terminal {
  readonly castFile: string;
  readonly #view: TerminalView;
  readonly #log: string;
  readonly #attention: Attention;
  readonly #service: Service;
  #onEnd: (command: ShellCommand) => void = () => undefined;

  private constructor(view: TerminalView, attention: Attention, service: Service, folder: string) {
    this.#view = view;
    this.#attention = attention;
    this.#service = service;
    this.castFile = join(folder, 'session.cast');
    this.#log = join(folder, 'commands.tsv');
  }

  /** `folder`: for what it leaves behind; its own. */
  static async open(
    attention: Attention,
    account: Account,
    cwd: string,
    folder: string,
    view = FIRST_TERMINAL,
  ): Promise<Terminal> {
    const log = join(folder, 'commands.tsv');
    writeFileSync(log, '');
    if (process.getuid?.() === 0) chownSync(log, account.uid, account.gid);
    const cast = join(folder, 'session.cast');
    const placed = join(folder, 'terminal-placed');
    rmSync(placed, { force: true });
    // asciinema 2 writes the size once, at its start: it must not start before the window has its place.
    const script = 'until [ -e "$1" ]; do sleep 0.1; done; exec asciinema rec --quiet --overwrite "$2"';
    const record = ['bash', '-c', script, 'record', placed, cast];
    const window = ['--disable-server', '--hide-menubar', '--hide-scrollbar', `--title=${view.title}`];
    const before = await windowsOf(account, CLASS);
    const service = startService('xfce4-terminal', [...window, '-x', ...record], {
      account,
      cwd,
      env: { PLAYHEAD_COMMANDS: log, TERM: 'xterm-256color' },
      log: join(folder, 'terminal.log'),
    });
    await placeWindow(account, await findWindow(account, CLASS, before), view.place);
    await sleep(RESIZE_MILLIS);
    writeFileSync(placed, '');
    await until('the prompt', () => (readFileSync(log, 'utf8').includes('end\t') ? true : undefined));
    return new Terminal(view, attention, service, folder);
  }

  /** Called after each command, before `run` resolves. */
  onEnd(listener: (command: ShellCommand) => void): void {
    this.#onEnd = listener;
  }

  /** Types a command, presses Enter, and waits until the shell is back at its prompt. */
  async run(command: string): Promise<ShellCommand> {
    return this.#ended(command, await this.#enter(command), PATIENCE_MILLIS);
  }

  /** Types a command, presses Enter, and leaves it running. */
  async start(command: string): Promise<{ readonly ended: Promise<ShellCommand> }> {
    const ended = this.#ended(command, await this.#enter(command), RUNNING_MILLIS);
    ended.catch(() => undefined); // whoever waits for it hears of it
    return { ended };
  }

  /** Gives the place of the command among those of this shell. */
  async #enter(command: string): Promise<number> {
    const { length } = this.commands();
    const { id, place } = this.#view;
    await this.#attention.turnTo(id, { x: place.x + place.w / 2, y: place.y + place.h / 2 });
    await this.#attention.hand.type(command);
    await this.#attention.hand.pause(200, 450);
    await this.#attention.hand.press('Return');
    return length;
  }

  async #ended(command: string, place: number, patience: number): Promise<ShellCommand> {
    const ended = await until(
      `the end of "${command}"`,
      () => {
        const found = this.commands()[place];
        return found?.exitCode === null ? undefined : found;
      },
      patience,
    );
    this.#onEnd(ended);
    return ended;
  }

  commands(): readonly ShellCommand[] {
    return parseShellLog(readFileSync(this.#log, 'utf8'));
  }

  /** Hangs the shell up, so that asciinema finishes its file. */
  async close(): Promise<void> {
    const children = await run('pgrep', ['-P', String(this.#service.process.pid)]).catch(() => '');
    for (const pid of children.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGHUP');
    await sleep(300);
    await this.#service.stop('SIGHUP');
  }
}

export function parseShellLog(text: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (const line of text.split('\n')) {
    const [kind, time = '', third = '', command = ''] = line.split('\t');
    const us = Number(time.replace('.', ''));
    const open = commands.at(-1);
    if (kind === 'start') {
      commands.push({
        seq: commands.length + 1,
        command,
        cwd: third,
        startUs: us,
        endUs: null,
        exitCode: null,
      });
    } else if (kind === 'end' && open?.exitCode === null) {
      open.endUs = us;
      open.exitCode = Number(third);
    }
  }
  return commands;
}
