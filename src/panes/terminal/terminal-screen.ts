import { Terminal as Xterm, type IParser } from 'xterm';
import 'xterm/css/xterm.css';
import type { Terminal } from '../../trace/layers.ts';
import { fitFont, type Size } from './fit-font.ts';
import { Guard } from './guard.ts';
import { PALETTE } from './palette.ts';
import { START, type Position, type ReplayStep } from './replay-plan.ts';
import styles from './terminal-screen.module.css';

/** Lines kept above the screen. */
const SCROLLBACK = 5000;

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

/** One xterm.js terminal that only ever goes forward in its recording. */
export class TerminalScreen {
  /** Resolves once it can be opened. */
  readonly ready: Promise<void>;
  readonly #xterm: Xterm;
  readonly #guard: Guard;
  readonly #host = document.createElement('div');
  #position = START;
  /** Where the write in hand ends. */
  #ahead: Position | undefined;
  #opened = false;
  #abandoned = false;
  #disposed = false;
  #writes = 0;
  #fontFamily = 'monospace';

  /** `onLink` gets the address of a link that the recording marked as one, when a person follows it. */
  constructor({ cols, rows }: Terminal, onLink: (address: string) => void) {
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
    this.#guard = new Guard(this.#xterm.parser);
    followCursorStyle(this.#xterm.parser, (style) => (this.#xterm.options.cursorInactiveStyle = style));
    this.#xterm.attachCustomKeyEventHandler(() => false);
    // On the alternate screen xterm.js would turn the wheel into keys for a program that is not there.
    this.#xterm.attachCustomWheelEventHandler(() => this.#xterm.buffer.active.type === 'normal');
    // xterm.js draws no cursor before it has had the focus, or been sent back to the normal screen. There it is
    // already, so that this changes nothing else.
    this.ready = this.#write('\x1b[?47l');
    this.#host.className = styles['host'] ?? '';
  }

  get position(): Position {
    return this.#position;
  }

  /** Where it stands once the step in hand is done. */
  get ahead(): Position {
    return this.#ahead ?? this.#position;
  }

  /** True once its picture is no state of the recording. */
  get abandoned(): boolean {
    return this.#abandoned;
  }

  get selection(): string {
    return this.#xterm.getSelection();
  }

  /** Resolves once the step is done. Steps must follow each other. */
  async apply(step: ReplayStep): Promise<void> {
    this.#ahead = step.to;
    if (step.kind === 'resize') this.#xterm.resize(step.cols, step.rows);
    else if (step.kind === 'write') await this.#write(step.data);
    this.#position = step.to;
    this.#ahead = undefined;
  }

  /** Shows it in `stage`, above what is there. */
  open(stage: HTMLElement): void {
    this.#opened = true;
    this.#fontFamily = getComputedStyle(stage).fontFamily;
    stage.append(this.#host);
    this.#xterm.options.fontFamily = this.#fontFamily;
    this.#xterm.open(this.#host);
    // Nothing is typed into a replay. What cannot take the focus cannot keep it.
    this.#xterm.textarea?.setAttribute('disabled', '');
  }

  /** Sets the font so that the recorded grid fits `room`. */
  fit(room: Size): void {
    if (!this.#opened || this.#disposed || room.width <= 0 || room.height <= 0) return;
    const { cols, rows } = this.#xterm;
    this.#xterm.options.fontSize = fitFont(cols, rows, room, (font) => cellSize(font, this.#fontFamily));
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

  /** Gives up the step in hand: what comes of it is no state of the recording, and must not be waited for long. */
  abandon(): void {
    this.#abandoned = true;
    this.#guard.drop();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#host.remove();
    this.abandon();
    // xterm.js goes on with a write after its own disposal, and trips over it: the last write disposes it then.
    if (this.#writes === 0) this.#xterm.dispose();
  }

  #write(data: string): Promise<void> {
    this.#guard.beginSlice();
    this.#writes += 1;
    return new Promise((resolve) => {
      this.#xterm.write(data, () => {
        this.#writes -= 1;
        resolve();
        // In a task of its own, since xterm.js is still in the middle of this one.
        if (this.#disposed && this.#writes === 0) setTimeout(() => this.#xterm.dispose());
      });
    });
  }
}

type CursorStyle = 'block' | 'underline' | 'bar';

/** Tells of each cursor style that the recording asks for: the unfocused cursor would keep its own otherwise. */
function followCursorStyle(parser: IParser, set: (style: CursorStyle) => void): void {
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
