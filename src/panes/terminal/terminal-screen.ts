import { Terminal as Xterm } from 'xterm';
import 'xterm/css/xterm.css';
import { coreOf } from '../../trace/emulator/core.ts';
import { feed } from '../../trace/emulator/feed.ts';
import { Guard, type GuardedParser } from '../../trace/emulator/guard.ts';
import { mend } from '../../trace/emulator/mend.ts';
import type { Line } from '../../trace/emulator/lines.ts';
import type { Screen } from '../../trace/emulator/screen-index.ts';
import { fillLines, putState, SCROLLBACK, type TerminalState } from '../../trace/emulator/state.ts';
import { fitFont, type Size } from './fit-font.ts';
import { PALETTE } from './palette.ts';
import type { Position } from './replay-plan.ts';
import { changedRows, drawNow, drawnOf, type PictureCore } from './screen-picture.ts';
import styles from './terminal-screen.module.css';

/** What a screen shows. */
export interface ScreenText {
  /** In cells. */
  readonly cols: number;
  readonly rows: number;
  /** Zero-based column and row: `x,y`. */
  readonly cursor: string;
  /** The lines of the screen, without the blanks at their ends. */
  readonly text: readonly string[];
}

interface ScreenEvents {
  /** A person follows a link that the recording marked as one. */
  readonly onLink: (address: string) => void;
  /** A person looks at what scrolled away, which is not there: see `fill`. */
  readonly onLookBack: () => void;
}

/** One xterm.js terminal: given the state of any moment, and going on from there. */
export class TerminalScreen {
  readonly #xterm: Xterm;
  readonly #core: PictureCore;
  readonly #guard: Guard;
  readonly #host = document.createElement('div');
  readonly #fontFamily: string;
  #position: Position | undefined;
  /** Where the write in hand ends. */
  #ahead: Position | undefined;
  readonly #spare: Line[] = [];
  /** Lines that had scrolled away when a state was put, and after how many chunks that was. */
  #standIns: readonly Line[] = [];
  #putAt = 0;
  #hasColors = false;
  #disposed = false;

  /** Shows itself in `stage`. */
  constructor(stage: HTMLElement, { cols, rows }: TerminalState, { onLink, onLookBack }: ScreenEvents) {
    this.#xterm = new Xterm({
      cols,
      rows,
      scrollback: SCROLLBACK,
      disableStdin: true,
      allowProposedApi: false,
      cursorBlink: false,
      cursorInactiveStyle: 'block',
      theme: PALETTE,
      linkHandler: { activate: (_event, address) => onLink(address) },
    });
    this.#core = coreOf(this.#xterm);
    this.#guard = new Guard(this.#xterm.parser);
    mend(this.#core, this.#xterm.parser);
    followCursorStyle(this.#xterm.parser, (style) => this.#setCursorStyle(style));
    this.#core._inputHandler.onColor(() => (this.#hasColors = true));
    this.#xterm.attachCustomKeyEventHandler(() => false);
    // On the alternate screen xterm.js would turn the wheel into keys for a program that is not there.
    this.#xterm.attachCustomWheelEventHandler(() => this.#xterm.buffer.active.type === 'normal');
    this.#xterm.onScroll(() => {
      const { viewportY, baseY } = this.#xterm.buffer.active;
      if (viewportY < baseY && this.isLackingScrollback) onLookBack();
    });
    this.#host.className = styles['host'] ?? '';
    this.#fontFamily = getComputedStyle(stage).fontFamily;
    stage.append(this.#host);
    this.#xterm.options.fontFamily = this.#fontFamily;
    this.#xterm.open(this.#host);
    // Nothing is typed into a replay. What cannot take the focus cannot keep it.
    this.#xterm.textarea?.setAttribute('disabled', '');
  }

  /** Where in the recording it is; undefined while its picture is no state of it. */
  get position(): Position | undefined {
    return this.#position;
  }

  /** Where it stands once the write in hand is done; undefined while nothing is in hand. */
  get ahead(): Position | undefined {
    return this.#ahead;
  }

  get selection(): string {
    return this.#xterm.getSelection();
  }

  /** Gives it the state of a moment, whatever it showed before. */
  put({ count, state }: Screen): void {
    const { cols, rows, buffer } = this.#xterm;
    // A terminal that turns to its other screen clears the picture.
    const isSame =
      cols === state.cols &&
      rows === state.rows &&
      (buffer.active.type === 'alternate') === state.isAlternate;
    const before = isSame && this.#position ? drawnOf(this.#core) : undefined;
    this.#guard.resume();
    this.#xterm.clearSelection();
    this.#standIns = putState(this.#core, state, (cols, rows) => this.#xterm.resize(cols, rows), this.#spare);
    this.#putAt = count;
    this.#putColors(state);
    this.#setCursorStyle(cursorStyleOf(state));
    this.#position = { chunks: count, offset: 0 };
    // Tells the scroll bar how much there is.
    this.#core._bufferService._onScroll.fire(this.#core._bufferService.buffers.active.ydisp);
    const after = drawnOf(this.#core);
    for (const [first, last] of after ? changedRows(before, after) : []) {
      this.#xterm.refresh(first, last);
      // Range by range: what waits for a frame becomes one range from the first to the last.
      this.draw();
    }
  }

  /** Draws what changed, at once. */
  draw(): void {
    drawNow(this.#core);
  }

  /** Resolves once that is written. Writes must follow each other. */
  async write(data: string, to: Position): Promise<void> {
    this.#ahead = to;
    await feed(this.#core, this.#guard, data);
    this.#arrive(to);
  }

  /** Ends a write; given up meanwhile, it led nowhere. */
  #arrive(to: Position): void {
    if (this.#ahead === to) this.#position = to;
    this.#ahead = undefined;
  }

  /** Takes chunks that leave no mark. */
  pass(to: Position): void {
    this.#position = to;
  }

  /** What scrolled away must be there: see `fill`. */
  resize(cols: number, rows: number, to: Position): void {
    this.#xterm.resize(cols, rows);
    this.#position = to;
  }

  /** Lines that scrolled away before its state was put are there without their text. */
  get isLackingScrollback(): boolean {
    return this.#standIns.length > 0;
  }

  /** After how many chunks its state was put. */
  get putAt(): number {
    return this.#putAt;
  }

  /** Gives what had scrolled away after the first `putAt` chunks its text. */
  fill(lines: Uint8Array): void {
    fillLines(this.#core, this.#standIns, lines);
    this.#standIns = [];
    this.#spare.length = 0;
    this.#xterm.refresh(0, this.#xterm.rows - 1);
  }

  /** Sets the font so that the recorded grid fits `room`. */
  fit(room: Size): void {
    if (this.#disposed || room.width <= 0 || room.height <= 0) return;
    const { cols, rows } = this.#xterm;
    const size = fitFont(cols, rows, room, (font) => cellSize(font, this.#fontFamily));
    if (this.#xterm.options.fontSize !== size) this.#xterm.options.fontSize = size;
  }

  scrollPages(pages: number): void {
    this.#xterm.scrollPages(pages);
  }

  snapshot(): ScreenText {
    const { cols, rows, buffer } = this.#xterm;
    const { active } = buffer;
    const text = Array.from({ length: rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
    return { cols, rows, cursor: `${active.cursorX},${active.cursorY}`, text };
  }

  /** Gives up the write in hand: what comes of it is no state of the recording, and must not be waited for long. */
  abandon(): void {
    this.#position = undefined;
    this.#ahead = undefined;
    this.#guard.drop();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#host.remove();
    const isWriting = this.#ahead !== undefined;
    this.abandon();
    // A write that pauses goes on for a moment, and would trip over what is gone.
    if (isWriting) setTimeout(() => this.#xterm.dispose(), 1000);
    else this.#xterm.dispose();
  }

  /** Colours that a program changed are part of a state; those of the palette come back before. */
  #putColors({ colors }: TerminalState): void {
    const { _onColor } = this.#core._inputHandler;
    if (this.#hasColors)
      _onColor.fire([{ type: 2 }, ...[256, 257, 258].map((index) => ({ type: 2, index }) as const)]);
    if (colors.length > 0) _onColor.fire(colors.map(([index, color]) => ({ type: 1, index, color })));
    this.#hasColors = colors.length > 0;
  }

  #setCursorStyle(style: CursorStyle): void {
    const { options } = this.#xterm;
    if (options.cursorInactiveStyle !== style) options.cursorInactiveStyle = style;
  }
}

type CursorStyle = 'block' | 'underline' | 'bar';

function cursorStyleOf({ privateModes: { cursorStyle } }: TerminalState): CursorStyle {
  return cursorStyle === 'underline' || cursorStyle === 'bar' ? cursorStyle : 'block';
}

/** Tells of each cursor style that the recording asks for: the unfocused cursor would keep its own otherwise. */
function followCursorStyle(parser: GuardedParser, set: (style: CursorStyle) => void): void {
  const reset = (): boolean => {
    set('block');
    return false;
  };
  parser.registerCsiHandler({ intermediates: ' ', final: 'q' }, ([code]) => {
    set(code === 3 || code === 4 ? 'underline' : code === 5 || code === 6 ? 'bar' : 'block');
    return false;
  });
  parser.registerCsiHandler({ intermediates: '!', final: 'p' }, reset);
  parser.registerEscHandler({ final: 'c' }, reset);
}

const measuring = new OffscreenCanvas(1, 1).getContext('2d');

/** Size of a cell in CSS pixels, reckoned as the DOM renderer of xterm.js does. */
function cellSize(font: number, family: string): Size {
  if (!measuring) return { width: font * 0.6, height: font * 1.2 };
  measuring.font = `${font}px ${family}`;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = measuring.measureText('W');
  const dpr = window.devicePixelRatio;
  return { width, height: Math.ceil((fontBoundingBoxAscent + fontBoundingBoxDescent) * dpr) / dpr };
}
