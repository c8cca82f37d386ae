/** What can be seen of a terminal, as it is sent to whoever draws it. */
import type { Core, Rgb } from './core.ts';
import type { ChangedColors } from './state.ts';
import { LineWriter, type Line } from './lines.ts';

/** Lines of a terminal, as they are sent. */
export interface SentLines {
  /** See `LineWriter`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the links in them lead, by the number that their cells have. */
  readonly links: readonly (readonly [number: number, uri: string])[];
}

/** A terminal without what scrolled away. Can be sent to another thread. */
export interface Screen {
  readonly cols: number;
  readonly rows: number;
  readonly lines: SentLines;
  /** How many lines scrolled away and can be looked at: none on the alternate screen. */
  readonly scrolled: number;
  /** Zero-based. The column is `cols` where the next character goes into the next line. */
  readonly cursor: { readonly x: number; readonly y: number };
  /** undefined where it is hidden. */
  readonly cursorStyle: CursorStyle | undefined;
  /** Colours that the recording changed: 0–255, or 256 foreground, 257 background, 258 cursor. */
  readonly colors: readonly (readonly [index: number, color: Rgb])[];
}

export type CursorStyle = 'block' | 'underline' | 'bar';

const writer = new LineWriter();

/** Also of a terminal in the middle of a sequence. */
export function screenOf(core: Core, colors: ChangedColors): Screen {
  const { cols, rows, buffers } = core._bufferService;
  const { active, normal } = buffers;
  const { isCursorHidden, decPrivateModes } = core.coreService;
  const { cursorStyle } = decPrivateModes;
  return {
    cols,
    rows,
    lines: sentLines(core, linesOf(core, active.ybase, active.ybase + rows)),
    scrolled: active === normal ? normal.ybase : 0,
    cursor: { x: active.x, y: active.y },
    cursorStyle: isCursorHidden
      ? undefined
      : cursorStyle === 'underline' || cursorStyle === 'bar'
        ? cursorStyle
        : 'block',
    colors: [...colors],
  };
}

function linesOf({ _bufferService }: Core, from: number, to: number): readonly Line[] {
  const { lines } = _bufferService.buffers.active;
  const found: Line[] = [];
  for (let index = from; index < to; index++) {
    const line = lines.get(index);
    if (line) found.push(line);
  }
  return found;
}

/** Lines of a terminal, with the links in them. */
function sentLines(core: Core, lines: readonly Line[]): SentLines {
  const numbers = new Set<number>();
  for (const line of lines) {
    writer.write(line);
    for (const further of Object.values(line._extendedAttrs)) if (further) numbers.add(further._urlId);
  }
  return { bytes: writer.take(), links: linksOf(core, numbers) };
}

/** What scrolled away in a terminal, the oldest first. */
export function scrolledOf(core: Core): SentLines {
  const { lines, ybase } = core._bufferService.buffers.normal;
  for (let index = 0; index < ybase; index++) {
    const line = lines.get(index);
    if (line) writer.write(line);
  }
  return { bytes: writer.take(), links: linksOf(core) };
}

/** Where the links of a terminal lead: those with one of `numbers`, or all. */
function linksOf({ _oscLinkService }: Core, numbers?: ReadonlySet<number>): SentLines['links'] {
  const links: (readonly [number, string])[] = [];
  if (numbers?.size === 0) return links;
  for (const [number, { data }] of _oscLinkService._dataByLinkId)
    if (!numbers || numbers.has(number)) links.push([number, data.uri]);
  return links;
}
