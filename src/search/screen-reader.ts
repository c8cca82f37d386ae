/**
 * Reads what stands on the screen of a terminal whenever it is told to look, and tells it line by line: a line when it
 * went up and away, when something in it that was not told yet is written over, and at the end. What stays, or only moves
 * to another row, is told once. A time is that of the look at which the text was there first.
 */
import type { Buffer, Core, Marker } from '../trace/emulator/core.ts';
import type { Line } from '../trace/emulator/lines.ts';
import { assignRows } from './screen-moves.ts';
import { Glyphs, lineOf, lineText, readCells, readsAs, Row, textOf } from './screen-row.ts';
import type { AddLine, OwnTime } from './search-line.ts';

/** Rows of one line at most. */
const MAX_JOINED = 100;

export class ScreenReader {
  readonly #glyphs = new Glyphs();
  readonly #core: Core;
  readonly #add: AddLine;
  /** Rows of the screens as they were at the last look; empty where there was none. */
  #normal: Row[] = [];
  #alternate: Row[] = [];
  /** Rows that went up, of a line that is not all up yet. */
  #open: readonly Row[] = [];
  /** The last line of the normal screen that went up and was read. */
  #mark: Marker | undefined;
  #markedBuffer: Buffer | undefined;
  /** Empty rows, to be used again. */
  #pool: Row[] = [];

  constructor(core: Core, add: AddLine) {
    this.#core = core;
    this.#add = add;
  }

  /** Takes what is on the screen at `time`, which is not before that of the last look, for read. */
  look(time: OwnTime): void {
    this.readAway(time);
    const { buffers, rows } = this.#core._bufferService;
    const { active, normal } = buffers;
    const isNormal = active === normal;
    const screen = this.#filled(isNormal ? this.#normal : this.#alternate);
    // It begins empty the next time.
    const gone = isNormal ? this.#alternate : [];
    const open = isNormal ? this.#open : [];
    let changes = gone.length > 0 || open.some(({ changed }) => changed);
    // Where its line began is not there any more.
    changes ||= screen[0]?.line[0] !== (open[0] ?? screen[0]);
    for (let index = 0; index < rows; index++) {
      const line = active.lines.get(active.ybase + index);
      const row = screen[index];
      if (!row) continue;
      row.nextWrapped = line?.isWrapped === true;
      this.#readNext(row, line);
      changes ||= row.changed || row.nextWrapped !== row.wrapped;
    }
    if (!changes) return;
    const { placed, removed } = assignRows(screen, gone);
    if (isNormal) [this.#normal, this.#alternate] = [placed, []];
    else this.#alternate = placed;
    const lines = linesIn([...open, ...placed]);
    this.#take(lines, removed, time);
    if (open.length === 0) return;
    this.#open = [];
    const [head] = lines;
    if (head && head.length > open.length) this.#open = open;
    else this.#tell(open);
  }

  /** Reads what went up and away, and can still be scrolled to. A terminal keeps so many lines and no more. */
  readAway(time: OwnTime): void {
    const { active, normal } = this.#core._bufferService.buffers;
    if (active !== normal) return;
    const first = this.#readUpTo(normal);
    if (first === 0) {
      // What went up before can be scrolled to no more.
      for (const { line } of this.#open) this.#tell(line);
      this.#open = [];
    }
    if (first === normal.ybase) return;
    const away: Row[] = [];
    for (let at = first; at < normal.ybase; at++) {
      const line = normal.lines.get(at);
      const goesOn = normal.lines.get(at + 1)?.isWrapped === true;
      const row = this.#normal.shift() ?? this.#newRow();
      const isAlone = away.length + this.#open.length === 0 && line?.isWrapped !== true && !goesOn;
      row.nextWrapped = line?.isWrapped === true;
      if (isAlone && row.line === row.alone) {
        this.#takeAlone(row, line, time);
        continue;
      }
      this.#readNext(row, line);
      away.push(row);
      if (!goesOn) this.#takeAway(away.splice(0), false, time);
    }
    if (away.length > 0) this.#takeAway(away, true, time);
    this.#filled(this.#normal);
    this.#setMark(normal);
  }

  /** Has `resize` change the size of the terminal, which moves lines about: what is there already is not told again. */
  resize(resize: () => void, time: OwnTime): void {
    const { buffers } = this.#core._bufferService;
    const isNormal = buffers.active === buffers.normal;
    // What came just before the other screen covered it is told when it is bared.
    const isRead = isNormal || this.#isRead(buffers.normal);
    this.end();
    const known = [...this.#open, ...this.#normal, ...this.#alternate];
    const before = [...new Set(known.map(({ line }) => line))].map((line) => lineText(line, this.#glyphs));
    resize();
    this.#open = [];
    this.#pool = [];
    this.#normal = isRead ? this.#known(buffers.normal, time, before) : [];
    this.#alternate = isNormal ? [] : this.#known(buffers.alt, time, before);
    // What nobody saw yet is told once it is bared.
    if (!isNormal && this.#normal.some(({ pending }) => pending > 0)) this.#normal = [];
    if (isRead) this.#setMark(buffers.normal);
    else this.#markedBuffer = undefined;
  }

  /** Tells all that was read and is not told. */
  end(): void {
    for (const row of [...this.#open, ...this.#normal, ...this.#alternate]) this.#tell(row.line);
  }

  /** Fills a screen up with empty rows. */
  #filled(screen: Row[]): Row[] {
    const { rows } = this.#core._bufferService;
    while (screen.length < rows) screen.push(this.#newRow());
    return screen;
  }

  #newRow(): Row {
    return this.#pool.pop() ?? new Row(this.#core._bufferService.cols);
  }

  #readNext(row: Row, line: Line | undefined): void {
    row.changed = !readsAs(line, row.shown, this.#glyphs);
    if (!row.changed) return;
    row.nextEnd = readCells(line, row.next, this.#glyphs);
  }

  /** Where the lines begin that went up and were not read. */
  #readUpTo(normal: Buffer): number {
    const isSeen = this.#mark && !this.#mark.isDisposed && this.#markedBuffer === normal;
    return isSeen && this.#mark ? this.#mark.line + 1 : 0;
  }

  #setMark(normal: Buffer): void {
    this.#mark?.dispose();
    this.#mark = normal.ybase > 0 ? normal.addMarker(normal.ybase - 1) : undefined;
    this.#markedBuffer = normal;
  }

  #isRead(buffer: Buffer): boolean {
    if (this.#readUpTo(buffer) !== buffer.ybase) return false;
    return this.#filled(this.#normal).every((row, index) => {
      this.#readNext(row, buffer.lines.get(buffer.ybase + index));
      return !row.changed;
    });
  }

  /** The rows of a screen, as if what is part of the texts `before` were told. */
  #known(buffer: Buffer, time: OwnTime, before: readonly string[]): Row[] {
    const rows = this.#filled([]);
    for (const [index, row] of rows.entries()) {
      const line = buffer.lines.get(buffer.ybase + index);
      row.nextWrapped = line?.isWrapped === true;
      this.#readNext(row, line);
      row.look(time);
    }
    for (const line of linesIn(rows)) {
      const text = lineText(line, this.#glyphs);
      const isKnown = before.some((one) => one.includes(text));
      for (const row of line) {
        row.line = line;
        if (isKnown) row.settle();
      }
    }
    return rows;
  }

  /** Takes a row that went up, and is a line and was one. */
  #takeAlone(row: Row, line: Line | undefined, time: OwnTime): void {
    if (row.isBlank) {
      const end = readCells(line, row.next, this.#glyphs);
      const text = textOf(row.next, 0, end, this.#glyphs);
      if (text !== '') this.#add({ time, text });
    } else {
      this.#readNext(row, line);
      if (row.changed) this.#take([row.alone], [], time);
      this.#tell(row.alone);
    }
    this.#recycle(row);
  }

  /** Takes rows that went up, below what is open. `goesOn`: the last line does, on the screen: it is looked at with that. */
  #takeAway(rows: readonly Row[], goesOn: boolean, time: OwnTime): void {
    const wereAlone = new Set(rows.filter((row) => row.line === row.alone));
    const lines = linesIn([...this.#open, ...rows]);
    const closed = goesOn ? lines.slice(0, -1) : lines;
    this.#open = lines[closed.length] ?? [];
    this.#take(closed, [], time);
    for (const line of closed) this.#drop(line, wereAlone);
  }

  /** Tells a line that is all up, of which nothing can change any more. */
  #drop(line: readonly Row[], wereAlone: ReadonlySet<Row>): void {
    this.#tell(line);
    const [row] = line;
    // One that was part of a longer line is still known to the others of it.
    if (!row || line.length > 1 || !wereAlone.has(row)) return;
    this.#recycle(row);
  }

  #recycle(row: Row): void {
    row.reset();
    this.#pool.push(row);
  }

  /** Takes the lines that are there now, after what of the former is lost by it was told. */
  #take(lines: readonly (readonly Row[])[], removed: readonly Row[], time: OwnTime): void {
    for (const { line } of removed) this.#tell(line);
    for (const line of lines)
      for (const row of line)
        // What is told once has nothing pending any more.
        if ((row.changed || row.line !== line) && isPending(row.line) && isLost(row.line, line))
          this.#tell(row.line);
    for (const line of lines)
      for (const row of line) {
        row.look(time);
        row.line = line;
      }
  }

  /** Tells a line as it was at the last look. */
  #tell(rows: readonly Row[]): void {
    if (!isPending(rows)) return;
    const line = lineOf(rows, this.#glyphs);
    if (line) this.#add(line);
    for (const row of rows) row.settle();
  }
}

/** Whether a line cannot be told any more as it was, once it is `next` to which one of its rows belongs. */
function isLost(line: readonly Row[], next: readonly Row[]): boolean {
  if (line.some((row, index) => row !== next[index] || row.overwrites)) return true;
  if (next.length === line.length) return false;
  // Grown by something old, it was never there at the time that it would be told with.
  return !next.some((row) => row.writes);
}

function isPending(line: readonly Row[]): boolean {
  for (const { pending } of line) if (pending > 0) return true;
  return false;
}

/** Rows that follow each other, as lines. */
function linesIn(rows: readonly Row[]): readonly (readonly Row[])[] {
  const lines: (readonly Row[])[] = [];
  for (let start = 0, end = 0; start < rows.length; start = end) {
    end = start + 1;
    while (rows[end]?.nextWrapped === true && end - start < MAX_JOINED) end += 1;
    const head = rows[start];
    if (head) lines.push(end === start + 1 ? head.alone : rows.slice(start, end));
  }
  return lines;
}
