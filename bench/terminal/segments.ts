/**
 * A recording in the form that asciinema-player 3.18 reads one by one: an index, and segments that begin with the screen as
 * text. Nothing makes it but what is written for it, so this does.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal, type IBufferCell } from '@xterm/headless/lib-headless/xterm-headless.mjs';

/** UTF-16 units of output in a segment. */
const SPACING = 65_536;

type Event = readonly [seconds: number, code: string, data: string];

interface Header {
  readonly width: number;
  readonly height: number;
}

/** Writes `index.json` and the segments of an asciicast v2 file without resizes into a folder. */
export async function writeSegments(lines: Iterable<string>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [first = '', ...rest] = lines;
  const { width, height } = JSON.parse(first) as Header;
  const events = rest.map((line) => JSON.parse(line) as Event);
  const terminal = new Terminal({ cols: width, rows: height, scrollback: 0, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const segments: { readonly start: number; readonly url: string }[] = [];
  const duration = events.at(-1)?.[0] ?? 0;
  let open: Event[] = [];
  let units = 0;
  let snapshot = '';
  const close = async (): Promise<void> => {
    const url = `${segments.length}.json`;
    const start = segments.length === 0 ? 0 : (open[0]?.[0] ?? 0);
    segments.push({ start, url });
    const content = { snapshot: { cols: width, rows: height, init: snapshot }, events: open };
    await writeFile(join(folder, url), JSON.stringify(content));
    for (const [, , data] of open) terminal.write(data);
    await new Promise<void>((resolve) => terminal.write('', resolve));
    snapshot = asText(terminal);
    [open, units] = [[], 0];
  };
  for (const event of events) {
    // Segments begin at times of their own.
    if (units >= SPACING && event[0] > (open.at(-1)?.[0] ?? 0) && event[0] < duration) await close();
    open.push(event);
    units += event[2].length;
  }
  await close();
  terminal.dispose();
  const index = { version: 1, duration, term: { cols: width, rows: height }, segments };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
}

/** The screen as output that draws it: cells, colours and flags, the cursor, which screen it is. */
function asText({ buffer: { active }, cols, rows }: Terminal): string {
  let text = active.type === 'alternate' ? '\x1b[?1049h\x1b[H' : '\x1b[H';
  const cell = active.getNullCell();
  for (let row = 0; row < rows; row++) {
    const line = active.getLine(active.baseY + row);
    let style = '';
    let drawn = '';
    for (let column = 0; column < cols; column++) {
      if (!line?.getCell(column, cell) || cell.getWidth() === 0) continue;
      const own = styleOf(cell);
      if (own !== style) drawn += `\x1b[0${own}m`;
      style = own;
      drawn += cell.getChars() || ' ';
    }
    text += `\x1b[${row + 1};1H\x1b[m${style === '' ? drawn.trimEnd() : drawn}\x1b[m`;
  }
  return `${text}\x1b[${active.cursorY + 1};${active.cursorX + 1}H`;
}

function styleOf(cell: IBufferCell): string {
  const flags: readonly (readonly [number, number])[] = [
    [cell.isBold(), 1],
    [cell.isDim(), 2],
    [cell.isItalic(), 3],
    [cell.isUnderline(), 4],
    [cell.isInverse(), 7],
  ];
  const set = flags.flatMap(([is, code]) => (is ? [`;${code}`] : [])).join('');
  return (
    set +
    colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), 38) +
    colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), 48)
  );
}

function colorOf(isDefault: boolean, isRgb: boolean, color: number, code: 38 | 48): string {
  if (isDefault) return '';
  return isRgb ? `;${code};2;${color >> 16};${(color >> 8) & 255};${color & 255}` : `;${code};5;${color}`;
}
