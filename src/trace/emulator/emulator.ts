import type { Terminal } from '@xterm/headless';
import { TraceError } from '../../base/errors.ts';
import { coreOf, type Core, type Rgb } from './core.ts';
import { feed } from './feed.ts';
import { Guard, type Slicer } from './guard.ts';
import type { Line } from './lines.ts';
import { fitAlternate, mend } from './mend.ts';
import { screenOf, type Screen } from './screen.ts';
import { isBetweenSequences, putState, SCROLLBACK, takeState, type TerminalState } from './state.ts';

/** In cells. */
export interface GridSize {
  readonly cols: number;
  readonly rows: number;
}

/** Most that is parsed at once, in UTF-16 units or bytes; between two such pieces others get their turn. */
const MAX_PIECE = 262_144;

/** A terminal without a picture: xterm.js under `Guard`, in a worker or in Node. */
export class Emulator {
  readonly core: Core;
  readonly #terminal: Terminal;
  readonly #guard: Guard;
  readonly #slicer: Slicer;
  readonly #colors = new Map<number, Rgb>();
  /** See `putState`. */
  readonly #spare: Line[] = [];

  private constructor(terminal: Terminal, slicer: Slicer) {
    this.#terminal = terminal;
    this.#slicer = slicer;
    this.core = coreOf(terminal);
    this.core.coreService.isCursorInitialized = true;
    this.#guard = new Guard(terminal.parser, this.core, slicer);
    mend(this.core, terminal.parser);
    this.core._inputHandler.onColor((requests) => {
      for (const { type, index, color } of requests)
        if (type === 1 && index !== undefined && color) this.#colors.set(index, color);
        else if (type === 2) this.#restoreColor(index);
    });
  }

  static async create({ cols, rows }: GridSize, slicer: Slicer): Promise<Emulator> {
    // Its code asks for a window, also where there is none.
    if (typeof window === 'undefined') Object.defineProperty(globalThis, 'window', { value: globalThis });
    const { Terminal } = await import('@xterm/headless/lib-headless/xterm-headless.mjs');
    // Its parser counts as proposed there.
    const options = { cols, rows, scrollback: SCROLLBACK, disableStdin: true, allowProposedApi: true };
    const terminal = new Terminal(options);
    // Terminals have given emoji two cells for years; without this they get one, as in Unicode 6, and lines break elsewhere.
    const { Unicode11Addon } = await import('@xterm/addon-unicode11/lib/addon-unicode11.mjs');
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    return new Emulator(terminal, slicer);
  }

  /** A sequence or a character is open: there is no state that could be taken. */
  get isMidSequence(): boolean {
    return !isBetweenSequences(this.core);
  }

  /** Rejects with the reason of `signal`; its state is then that of nothing, until it is given one. */
  async write(data: string | Uint8Array, signal?: AbortSignal): Promise<void> {
    const drop = (): void => this.#guard.drop();
    signal?.addEventListener('abort', drop);
    try {
      for (let start = 0; start < data.length; start += MAX_PIECE) {
        if (start > 0) await this.#slicer.breathe();
        signal?.throwIfAborted();
        const end = start + MAX_PIECE;
        await feed(
          this.core,
          this.#guard,
          typeof data === 'string' ? data.slice(start, end) : data.subarray(start, end),
        );
      }
      signal?.throwIfAborted();
    } finally {
      signal?.removeEventListener('abort', drop);
      this.#guard.resume();
    }
  }

  /** What scrolled away must have its text, since some of it may come back: see `standIns`. */
  resize({ cols, rows }: GridSize): void {
    if (this.standIns > 0)
      throw new TraceError('internal', { reason: 'a terminal was resized without what scrolled away' });
    this.#terminal.resize(cols, rows);
    fitAlternate(this.core);
  }

  /** What it shows, also in the middle of a sequence. */
  look(): Screen {
    return screenOf(this.core, this.#colors);
  }

  /** Its state as it is, to be taken only between sequences. */
  take(): TerminalState {
    return takeState(this.core, this.#colors);
  }

  put(state: TerminalState): void {
    putState(this.core, state, (cols, rows) => this.#terminal.resize(cols, rows), this.#spare);
    this.#colors.clear();
    for (const [index, color] of state.colors) this.#colors.set(index, color);
  }

  /** How many of the lines that had scrolled away when the state was put are there still, and have no text. */
  get standIns(): number {
    const { lines, ybase } = this.core._bufferService.buffers.normal;
    let count = 0;
    // The oldest come first, and go first.
    while (count < ybase && lines.get(count)?.length === 0) count += 1;
    return count;
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  #restoreColor(index: number | undefined): void {
    if (index !== undefined) this.#colors.delete(index);
    else for (const known of [...this.#colors.keys()]) if (known < 256) this.#colors.delete(known);
  }
}
