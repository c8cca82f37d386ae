/**
 * Keeps a recording from hanging the page. xterm.js 6.0 runs some control functions in a loop as long as their
 * parameter says, up to 2,147,483,647 rounds, and others rebuild a whole buffer: without the guard, 13 bytes of
 * output stop the page for good.
 */
import type { IFunctionIdentifier } from '@xterm/headless';
import type { Core } from './core.ts';

/** Counts above this are dropped with their sequence: no screen is that large. */
export const MAX_COUNT = 4096;

/** Milliseconds of parsing after which the page gets its turn, at the next costly sequence. */
const SLICE = 12;

/** Sequences with a count: their cost grows with it. */
const COUNTED: readonly IFunctionIdentifier[] = [
  ...['b', 'I', 'Z', '@', 'P', 'X'].map((final) => ({ final })),
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];

/** Sequences that move lines, one by one: of more than the screen has they leave what they leave of as many. */
const MOVING = { L: 'insertLines', M: 'deleteLines', S: 'scrollUp', T: 'scrollDown' } as const;

/** Sequences that may renew a buffer: alternate screen on and off, and the two resets. */
const RENEWING: readonly IFunctionIdentifier[] = [
  { prefix: '?', final: 'h' },
  { prefix: '?', final: 'l' },
  { intermediates: '!', final: 'p' },
];

/** Commands to the host: clipboard, notifications, files, working directory. A replay has no host. */
const HOST_COMMANDS: readonly number[] = [7, 9, 52, 777, 1337];

const SYNCHRONIZED_OUTPUT = 2026;

/** The clock and the timer of the slices; tests drive their own. */
export interface Slicer {
  /** Wall time in milliseconds. */
  now(): number;
  /** Resolves once the page had its turn. */
  breathe(): Promise<void>;
}

export const pageSlicer: Slicer = {
  now: () => performance.now(),
  breathe: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** What xterm.js asks of a handler: true where the sequence is dealt with, false to have it go on. */
type Verdict = boolean | Promise<boolean>;

/** What a terminal calls for each sequence before its own handlers. */
export interface GuardedParser {
  registerCsiHandler(
    id: IFunctionIdentifier,
    handle: (params: readonly (number | number[])[]) => Verdict,
  ): unknown;
  registerEscHandler(id: IFunctionIdentifier, handle: () => Verdict): unknown;
  registerOscHandler(code: number, handle: () => Verdict): unknown;
}

/** The guard of one terminal. */
export class Guard {
  readonly #slicer: Slicer;
  #sliceStart = -Infinity;
  #dropping = false;

  constructor(
    parser: GuardedParser,
    { _bufferService, _inputHandler }: Pick<Core, '_bufferService' | '_inputHandler'>,
    slicer: Slicer = pageSlicer,
  ) {
    this.#slicer = slicer;
    for (const [final, name] of Object.entries(MOVING))
      parser.registerCsiHandler({ final }, (params) => {
        const { rows } = _bufferService;
        if (isHuge(params)) return true;
        if (!(Number(params[0]) > rows)) return this.#pace();
        const move = (isDone: boolean): boolean => isDone || _inputHandler[name]({ params: [rows] });
        const pace = this.#pace();
        return typeof pace === 'boolean' ? move(pace) : pace.then(move);
      });
    for (const id of COUNTED) parser.registerCsiHandler(id, (params) => isHuge(params) || this.#pace());
    for (const id of RENEWING) parser.registerCsiHandler(id, (params) => isSyncOnly(params) || this.#pace());
    parser.registerEscHandler({ final: 'c' }, () => this.#pace());
    for (const code of HOST_COMMANDS) parser.registerOscHandler(code, () => true);
  }

  /** To be called before each write: the page had its turn. */
  beginSlice(): void {
    this.#sliceStart = this.#slicer.now();
  }

  /** From now on costly sequences are dropped, so that a write whose outcome nobody wants ends soon. */
  drop(): void {
    this.#dropping = true;
  }

  /** Ends what `drop` began: the terminal was given another state. */
  resume(): void {
    this.#dropping = false;
  }

  #pace(): Verdict {
    if (this.#dropping) return true;
    if (this.#slicer.now() - this.#sliceStart < SLICE) return false;
    return this.#slicer.breathe().then(() => {
      this.beginSlice();
      return this.#dropping;
    });
  }
}

function isHuge(params: readonly (number | number[])[]): boolean {
  return params.flat().some((count) => count > MAX_COUNT);
}

/**
 * A request to hold the picture back until the program says so. The screen at a time is the one after every byte up
 * to it, so nothing is held back.
 */
function isSyncOnly(params: readonly (number | number[])[]): boolean {
  return params.length === 1 && params[0] === SYNCHRONIZED_OUTPUT;
}
