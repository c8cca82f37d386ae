import type { Line } from '../../trace/emulator/lines.ts';
import type { Screen, SentLines } from '../../trace/emulator/screen.ts';
import { areSame, colorsOf, type Colors } from './colors.ts';
import { fitFont, type Size } from './fit-font.ts';
import { cellSize, FontGrid, warmFonts } from './font-grid.ts';
import { furtherOf, lineText, readLines } from './screen-lines.ts';
import { foundCells, type FoundWords } from './found-cells.ts';
import { FoundLayer } from './found-layer.ts';
import { ScreenPainter } from './screen-painter.ts';
import styles from './terminal-screen.module.css';
import { TextLayer } from './text-layer.ts';

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

/** A moment that came. */
interface Moment {
  /** After how many chunks. */
  readonly count: number;
  readonly screen: Screen;
  readonly lines: readonly Line[];
  readonly colors: Colors;
}

/** What scrolled away above a moment. */
interface History {
  readonly lines: readonly Line[];
  readonly links: SentLines['links'];
}

/** Milliseconds after which a picture is at rest, and in which text follows it at the latest. */
const REST = 150;
const LONGEST_UNREST = 3000;

/** Room for the scroll bar, in CSS pixels: see the style sheet. */
const BAR = 10;

/** The picture of a terminal, what scrolled away above it, and both as text. */
export class TerminalScreen {
  readonly #host = document.createElement('section');
  /** As high as all that can be scrolled to. */
  readonly #reach = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #painter = new ScreenPainter(this.#canvas);
  readonly #marks = new FoundLayer();
  readonly #text = new TextLayer();
  readonly #events: ScreenEvents;
  readonly #family: string;
  #room: Size = { width: 0, height: 0 };
  /** What the grid was made for. */
  #fitted = '';
  #grid: FontGrid;
  #warm: FontGrid | undefined;
  /** The moment that was put last. */
  #latest: Moment | undefined;
  /** The one that is drawn: another only while a person looks back. */
  #drawn: Moment | undefined;
  /** Above the drawn one; undefined until it came. */
  #history: History | undefined;
  /** How many lines a person looks back. */
  #back = 0;
  #found: FoundWords | undefined;
  #unrest: { readonly timer: number; readonly since: number } | undefined;

  /** Shows itself in `stage`, under a name. */
  constructor(stage: HTMLElement, label: string, events: ScreenEvents) {
    this.#events = events;
    this.#family = getComputedStyle(stage).fontFamily;
    this.#grid = new FontGrid({ family: this.#family, size: 12, scale: devicePixelRatio });
    const host = this.#host;
    host.className = styles['host'] ?? '';
    // What scrolls must be within reach of the keyboard, and a selection is copied from where the focus is.
    host.tabIndex = 0;
    host.setAttribute('aria-label', label);
    this.#reach.className = styles['reach'] ?? '';
    this.#canvas.className = styles['canvas'] ?? '';
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#text.element.className = styles['text'] ?? '';
    const picture = document.createElement('div');
    picture.className = styles['picture'] ?? '';
    picture.append(this.#canvas, this.#marks.element);
    this.#reach.append(picture, this.#text.element);
    host.append(this.#reach);
    this.#listen();
    stage.append(host);
  }

  /** What is selected of its text. */
  get selection(): string {
    return this.#text.selection;
  }

  /** Where the line of the cursor ends, in CSS pixels from the top of the grid. */
  get cursorEnd(): number {
    return this.#latest ? (this.#latest.screen.cursor.y + 1) * this.#grid.cell.height : 0;
  }

  /** After how many chunks the moment is that is drawn. */
  get drawnAt(): number {
    return this.#drawn?.count ?? 0;
  }

  /** Lines are in sight that did not come yet: see `fill`. */
  get isLackingHistory(): boolean {
    return this.#back > 0 && !this.#history;
  }

  /**
   * Draws the moment after the first `count` chunks at once. `isNext`: it follows what is drawn, so that whoever looks
   * back is left where they are.
   */
  put(count: number, screen: Screen, isNext: boolean): void {
    const last = this.#latest;
    // The same object: others would have all of the picture drawn anew.
    const colors = last && areSame(last.screen.colors, screen.colors) ? last.colors : colorsOf(screen);
    this.#latest = { count, screen, lines: readLines(screen.lines.bytes), colors };
    if (!isNext || this.#back === 0) this.#turnToLatest();
  }

  /** What had scrolled away above the moment that is drawn. */
  fill({ bytes, links }: SentLines): void {
    this.#history = { lines: readLines(bytes), links };
    this.#draw();
  }

  /** Draws a screen where nobody sees it: code and characters that it needs are then at hand for those in sight. */
  tryOut(screen: Screen): void {
    const canvas = new OffscreenCanvas(1, 1);
    new ScreenPainter(canvas).paint({
      cols: screen.cols,
      lines: readLines(screen.lines.bytes),
      cursor: undefined,
      colors: colorsOf(screen),
      grid: this.#grid,
    });
    // What is drawn is not drawn before somebody takes it.
    canvas.transferToImageBitmap().close();
  }

  /** Sets the font so that the recorded grid fits `room`. */
  fit(room: Size): void {
    this.#room = room;
    if (!this.#drawn) return;
    this.#lay(this.#drawn.screen);
    // Lines of another height: it is scrolled to another one.
    this.#onScroll();
    this.#draw();
  }

  /** Marks these words wherever they are in sight; undefined: none. */
  find(found: FoundWords | undefined): void {
    this.#found = found;
    this.#draw();
  }

  scrollPages(pages: number): void {
    const rows = this.#drawn?.screen.rows ?? 0;
    this.#host.scrollTop += pages * this.#grid.cell.height * Math.max(1, rows - 1);
    this.#onScroll();
  }

  /** What the moment that was put last shows. */
  snapshot(): ScreenText | undefined {
    if (!this.#latest) return undefined;
    const { screen, lines } = this.#latest;
    const { cols, rows, cursor } = screen;
    return {
      cols,
      rows,
      cursor: `${cursor.x},${cursor.y}`,
      text: lines.map((line) => lineText(line).trimEnd()),
    };
  }

  dispose(): void {
    clearTimeout(this.#unrest?.timer);
    this.#host.remove();
  }

  #listen(): void {
    const host = this.#host;
    host.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    // What is selected is what is seen.
    host.addEventListener('pointerdown', () => this.#rest());
    host.addEventListener('pointermove', (event) =>
      host.toggleAttribute('data-link', this.#linkAt(event) !== undefined),
    );
    host.addEventListener('click', (event) => {
      const link = this.#linkAt(event);
      if (link !== undefined && document.getSelection()?.isCollapsed !== false) this.#events.onLink(link);
    });
  }

  /** To the end of the moment that was put last. */
  #turnToLatest(): void {
    if (!this.#latest) return;
    this.#drawn = this.#latest;
    this.#history = undefined;
    if (this.#back > 0) this.#host.scrollTop = 0;
    this.#back = 0;
    this.#lay(this.#drawn.screen);
    this.#draw();
  }

  /** Makes room for a screen of that size. */
  #lay({ cols, rows, scrolled }: Screen): void {
    const { width, height } = this.#room;
    const scale = devicePixelRatio;
    const fitted = `${cols} ${rows} ${width} ${height} ${scale}`;
    if (fitted !== this.#fitted) {
      this.#fitted = fitted;
      const choiceOf = (size: number) => ({ family: this.#family, size, scale });
      const size = fitFont(cols, rows, this.#room, (font) => cellSize(choiceOf(font)));
      if (size !== this.#grid.choice.size || scale !== this.#grid.choice.scale)
        this.#grid = new FontGrid(choiceOf(size));
      const canvas = { width: this.#grid.left(cols) / scale, height: (rows * this.#grid.cellHeight) / scale };
      for (const [element, beside] of [
        [this.#canvas, 0],
        [this.#host, BAR],
      ] as const) {
        element.style.width = `${canvas.width + beside}px`;
        element.style.height = `${canvas.height}px`;
      }
    }
    this.#reach.style.height = `${(scrolled + rows) * this.#grid.cell.height}px`;
  }

  #draw(): void {
    if (!this.#drawn) return;
    const { screen, lines, colors } = this.#drawn;
    const first = screen.scrolled - this.#back;
    const inSight = Array.from({ length: screen.rows }, (_, row) => {
      const index = first + row - screen.scrolled;
      return index < 0 ? this.#history?.lines.at(index) : lines[index];
    });
    const { cursor, cursorStyle: style } = screen;
    this.#painter.paint({
      cols: screen.cols,
      lines: inSight,
      cursor: style && { row: cursor.y + this.#back, column: cursor.x, style },
      colors,
      grid: this.#grid,
    });
    this.#marks.put(this.#found ? foundCells(inSight, this.#found) : [], this.#grid);
    this.#restSoon();
  }

  #onScroll(): void {
    // It begins at its end, and goes below zero from there.
    const { height } = this.#grid.cell;
    const back = Math.round(-this.#host.scrollTop / height);
    // The picture stands still within a line; text scrolls by pixels, and is to stay on it.
    this.#text.element.style.translate = `0 ${back * height + this.#host.scrollTop}px`;
    if (back === this.#back) return;
    this.#back = back;
    if (back === 0 && this.#drawn !== this.#latest) this.#turnToLatest();
    else this.#draw();
    if (this.isLackingHistory) this.#events.onLookBack();
  }

  #restSoon(): void {
    const now = performance.now();
    const since = this.#unrest?.since ?? now;
    clearTimeout(this.#unrest?.timer);
    const timer = window.setTimeout(() => this.#rest(), Math.min(REST, since + LONGEST_UNREST - now));
    this.#unrest = { timer, since };
  }

  /** Has the text be that of the picture, from the first line in sight to the end. */
  #rest(): void {
    if (!this.#unrest || !this.#drawn) return;
    clearTimeout(this.#unrest.timer);
    this.#unrest = undefined;
    const above = this.#back > 0 ? (this.#history?.lines.slice(-this.#back) ?? []) : [];
    if (this.#warm !== this.#grid) warmFonts(this.#grid);
    this.#warm = this.#grid;
    this.#text.put([...above, ...this.#drawn.lines], this.#grid);
  }

  #linkAt({ clientX, clientY }: MouseEvent): string | undefined {
    if (!this.#drawn) return undefined;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const { width, height } = this.#grid.cell;
    const column = Math.floor((clientX - left) / width);
    const row = Math.floor((clientY - top) / height) - this.#back;
    const [line, links] =
      row < 0
        ? [this.#history?.lines.at(row), this.#history?.links]
        : [this.#drawn.lines[row], this.#drawn.screen.lines.links];
    const number = line && furtherOf(line, column)?._urlId;
    return links?.find(([known]) => known === number)?.[1];
  }
}
