/** What of the picture of an xterm.js 6.0 is to be drawn anew, and when. */
import type { Core } from '../../trace/emulator/core.ts';
import type { Line } from '../../trace/emulator/lines.ts';

/** Of the picture, known as little as of the state: see `core.ts`. */
export interface PictureCore extends Core {
  /** Draws what is waiting for the next frame; undefined before it is opened. */
  readonly _renderService?: { readonly _renderDebouncer: { _innerRefresh(): void } };
}

/** Draws at once what changed, so that the picture is right before anyone is told so. */
export function drawNow({ _renderService }: PictureCore): void {
  _renderService?._renderDebouncer._innerRefresh();
}

/** What a picture was drawn from. */
export interface Drawn {
  readonly lines: readonly Line[];
  readonly cursorRow: number;
}

/** What the picture shows; undefined where that is not the screen but something that scrolled away. */
export function drawnOf({ _bufferService }: Core): Drawn | undefined {
  const { active } = _bufferService.buffers;
  if (active.ydisp !== active.ybase) return undefined;
  const lines: Line[] = [];
  for (let row = 0; row < _bufferService.rows; row++) {
    const line = active.lines.get(active.ybase + row);
    if (line) lines.push(line);
  }
  return { lines, cursorRow: active.y };
}

/** Rows that look otherwise, as ranges with both ends included; those of the cursors among them. */
export function changedRows(
  before: Drawn | undefined,
  after: Drawn,
): readonly (readonly [first: number, last: number])[] {
  const ranges: [number, number][] = [];
  for (const [row, line] of after.lines.entries()) {
    const isCursor = row === after.cursorRow || row === before?.cursorRow;
    if (!isCursor && looksAlike(before?.lines[row], line)) continue;
    const last = ranges.at(-1);
    if (last?.[1] === row - 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges;
}

const IS_COMBINED = 0x20_0000;
const HAS_EXTENDED = 0x1000_0000;

function looksAlike(before: Line | undefined, after: Line): boolean {
  if (before?.length !== after.length || before._data.length !== after._data.length) return false;
  const { _data: data } = after;
  for (let place = 0; place < data.length; place++) if (data[place] !== before._data[place]) return false;
  // What stands beside the cells is not compared.
  for (let cell = 0; cell < data.length; cell += 3)
    if ((data[cell] ?? 0) & IS_COMBINED || (data[cell + 2] ?? 0) & HAS_EXTENDED) return false;
  return true;
}
