/**
 * The whole state of an xterm.js terminal between two pieces of output, but for the text of what scrolled away: all that
 * shows, and all that what comes later depends on. Taken from one terminal and given to another, both go on alike. It
 * holds only while no sequence is open, see `isBetweenSequences`.
 */
import type { Attributes, Buffer, Charset, Core, Extended, Marker, Modes, Rgb } from './core.ts';
import { LineReader, LineWriter, type Line } from './lines.ts';

/** A terminal's state. Can be sent to another thread. */
export interface TerminalState {
  readonly cols: number;
  readonly rows: number;
  readonly isAlternate: boolean;
  readonly normal: BufferState;
  readonly alternate: BufferState;
  readonly attributes: AttributeState;
  /** What the next character may join. */
  readonly joinState: number;
  readonly charset: Charset | undefined;
  readonly charsets: readonly (Charset | undefined)[];
  readonly charsetLevel: number;
  readonly modes: Modes;
  readonly privateModes: Modes;
  readonly isCursorHidden: boolean;
  readonly convertsEol: boolean;
  readonly blinks: boolean;
  readonly mouseProtocol: string;
  readonly mouseEncoding: string;
  readonly nextLink: number;
  readonly links: readonly LinkState[];
  readonly colors: readonly (readonly [index: number, color: Rgb])[];
}

export interface BufferState {
  /** Most lines that it holds. Not always what its size asks for. */
  readonly capacity: number;
  /** How many lines scrolled away and are kept. */
  readonly scrolled: number;
  /** The lines of the screen, see `LineWriter`. */
  readonly lines: Uint8Array;
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  /** Columns with a tab stop. */
  readonly tabs: readonly number[];
  readonly savedX: number;
  readonly savedY: number;
  readonly savedFg: number;
  readonly savedBg: number;
  readonly savedCharset: Charset | undefined;
}

interface AttributeState {
  readonly fg: number;
  readonly bg: number;
  readonly ext: number;
  readonly url: number;
}

interface LinkState {
  readonly number: number;
  readonly id: string | undefined;
  readonly uri: string;
  readonly key: string | undefined;
  /** Where it stands: which buffer, or none since a reset, and the line from the first that scrolled away. */
  readonly lines: readonly (readonly [buffer: 'normal' | 'alternate' | 'none', line: number])[];
}

/** Lines kept above the screen, in each terminal that states go between. */
export const SCROLLBACK = 5000;

/** Colours that the recording changed, by index. */
export type ChangedColors = ReadonlyMap<number, Rgb>;

const writer = new LineWriter();

/** Whether no sequence and no character is open, so that its state can be taken. */
export function isBetweenSequences({ _inputHandler: { _parser, _stringDecoder } }: Core): boolean {
  return _parser.currentState === 0 && _stringDecoder._interim === 0;
}

export function takeState(core: Core, colors: ChangedColors): TerminalState {
  const { _bufferService, _charsetService, _oscLinkService, coreMouseService, coreService } = core;
  const { normal, alt, active } = _bufferService.buffers;
  const { _curAttrData, _parser } = core._inputHandler;
  const { convertEol, cursorBlink } = core.optionsService.options;
  const bufferOf = (marker: unknown): 'normal' | 'alternate' | 'none' =>
    (normal.markers as readonly unknown[]).includes(marker)
      ? 'normal'
      : (alt.markers as readonly unknown[]).includes(marker)
        ? 'alternate'
        : 'none';
  return {
    cols: _bufferService.cols,
    rows: _bufferService.rows,
    isAlternate: active === alt,
    normal: takeBuffer(normal),
    alternate: takeBuffer(alt),
    attributes: {
      fg: _curAttrData.fg,
      bg: _curAttrData.bg,
      ext: _curAttrData.extended._ext,
      url: _curAttrData.extended._urlId,
    },
    joinState: _parser.precedingJoinState,
    charset: _charsetService.charset,
    charsets: [..._charsetService._charsets],
    charsetLevel: _charsetService.glevel,
    modes: { ...coreService.modes },
    // The picture is never held back, see `Guard`.
    privateModes: { ...coreService.decPrivateModes, synchronizedOutput: false },
    isCursorHidden: coreService.isCursorHidden,
    convertsEol: convertEol,
    blinks: cursorBlink,
    mouseProtocol: coreMouseService.activeProtocol,
    mouseEncoding: coreMouseService.activeEncoding,
    nextLink: _oscLinkService._nextId,
    links: [..._oscLinkService._dataByLinkId.values()].map(({ id, key, data, lines }) => ({
      number: id,
      id: data.id,
      uri: data.uri,
      key,
      lines: lines.map((marker) => [bufferOf(marker), marker.line] as const),
    })),
    colors: [...colors],
  };
}

function takeBuffer(buffer: Buffer): BufferState {
  const { lines, ybase, x, y, scrollTop, scrollBottom, tabs, savedX, savedY, savedCurAttrData } = buffer;
  for (let index = ybase; index < lines.length; index++) {
    const line = lines.get(index);
    if (line) writer.write(line);
  }
  return {
    capacity: lines.maxLength,
    scrolled: ybase,
    lines: writer.take(),
    x,
    y,
    scrollTop,
    scrollBottom,
    tabs: Object.keys(tabs)
      .map(Number)
      .filter((column) => tabs[column]),
    savedX,
    savedY,
    savedFg: savedCurAttrData.fg,
    savedBg: savedCurAttrData.bg,
    savedCharset: buffer.savedCharset,
  };
}

/**
 * Gives a terminal that state. `resize` is called where its size is another. Lines that scrolled away stand in it without
 * a cell. `spare` keeps such lines for the next call. Colours are left to the caller.
 */
export function putState(
  core: Core,
  state: TerminalState,
  resize: (cols: number, rows: number) => void,
  spare: Line[],
): void {
  const { _bufferService, _charsetService, _inputHandler, coreMouseService, coreService } = core;
  const { normal, alt } = _bufferService.buffers;
  normal.clearAllMarkers();
  alt.clearAllMarkers();
  if (_bufferService.cols !== state.cols || _bufferService.rows !== state.rows) {
    // With no line there, none is wrapped anew.
    for (const buffer of [normal, alt]) Object.assign(buffer, { ybase: 0, ydisp: 0 }).lines.length = 0;
    resize(state.cols, state.rows);
  }
  if (state.isAlternate) _bufferService.buffers.activateAltBuffer();
  else _bufferService.buffers.activateNormalBuffer();
  _bufferService.isUserScrolling = false;
  const standIns = emptyLines(core, state.normal.scrolled, spare);
  putBuffer(core, normal, state.normal, standIns);
  putBuffer(core, alt, state.alternate, []);
  const { fg, bg, ext, url } = state.attributes;
  Object.assign(_inputHandler._curAttrData, { fg, bg, extended: newExtended(core, ext, url) });
  // Whatever was open there is not any more.
  _inputHandler._parser.reset();
  _inputHandler._stringDecoder.clear();
  _inputHandler._utf8Decoder.clear();
  _inputHandler._parser.precedingJoinState = state.joinState;
  _charsetService.charset = state.charset;
  _charsetService._charsets = [...state.charsets];
  _charsetService.glevel = state.charsetLevel;
  coreService.modes = { ...state.modes };
  coreService.decPrivateModes = { ...state.privateModes };
  coreService.isCursorHidden = state.isCursorHidden;
  coreService.isCursorInitialized = true;
  const { options } = core.optionsService;
  if (options.convertEol !== state.convertsEol) options.convertEol = state.convertsEol;
  if (options.cursorBlink !== state.blinks) options.cursorBlink = state.blinks;
  if (coreMouseService.activeProtocol !== state.mouseProtocol)
    coreMouseService.activeProtocol = state.mouseProtocol;
  coreMouseService.activeEncoding = state.mouseEncoding;
  putLinks(core, state);
}

function putBuffer(core: Core, buffer: Buffer, state: BufferState, scrolled: readonly Line[]): void {
  const all = [...scrolled];
  for (const reader = lineReader(core, state.lines); !reader.atEnd;) {
    const line = newLine(core);
    reader.readInto(line);
    all.push(line);
  }
  const { lines } = buffer;
  lines.length = 0;
  lines.maxLength = state.capacity;
  // At once: to grow empties places that lines may already stand in.
  lines.length = all.length;
  all.forEach((line, index) => lines.set(index, line));
  buffer.ybase = scrolled.length;
  buffer.ydisp = scrolled.length;
  buffer.x = state.x;
  buffer.y = state.y;
  buffer.scrollTop = state.scrollTop;
  buffer.scrollBottom = state.scrollBottom;
  buffer.tabs = Object.fromEntries(state.tabs.map((column) => [column, true]));
  buffer.savedX = state.savedX;
  buffer.savedY = state.savedY;
  buffer.savedCurAttrData.fg = state.savedFg;
  buffer.savedCurAttrData.bg = state.savedBg;
  buffer.savedCharset = state.savedCharset;
}

/**
 * The first `count` of `spare` after it is made to hold as many lines without a cell. Lines that a terminal took for its
 * own since, which therefore have cells, are replaced.
 */
function emptyLines(core: Core, count: number, spare: Line[]): readonly Line[] {
  for (let index = 0; index < count; index++) if (spare[index]?.length !== 0) spare[index] = newLine(core);
  return spare.slice(0, count);
}

function putLinks(core: Core, { links, nextLink }: TerminalState): void {
  const { _bufferService, _oscLinkService } = core;
  const { _entriesWithId, _dataByLinkId } = _oscLinkService;
  _entriesWithId.clear();
  _dataByLinkId.clear();
  _oscLinkService._nextId = nextLink;
  for (const { number, id, uri, key, lines } of links) {
    const markers: Pick<Marker, 'line'>[] = [];
    const entry = { id: number, data: { id, uri }, lines: markers, ...(key !== undefined && { key }) };
    for (const [where, line] of lines) {
      if (where === 'none') {
        markers.push({ line });
        continue;
      }
      const { normal, alt } = _bufferService.buffers;
      const marker = (where === 'normal' ? normal : alt).addMarker(line);
      markers.push(marker);
      marker.onDispose(() => _oscLinkService._removeMarkerFromLink(entry, marker));
    }
    if (key !== undefined) _entriesWithId.set(key, entry);
    _dataByLinkId.set(number, entry);
  }
}

function lineReader(core: Core, bytes: Uint8Array): LineReader {
  let last: Extended | undefined;
  return new LineReader(bytes, (ext, url) => {
    // Neighbours mostly share it; as in the terminal that it was taken from, nothing changes one that is in use.
    if (last?._ext !== ext || last._urlId !== url) last = newExtended(core, ext, url);
    return last;
  });
}

function newExtended(core: Core, ext: number, url: number): Extended {
  const extended = core._inputHandler._curAttrData.extended.clone();
  // Bit by bit the number is signed, in bytes it is not.
  extended._ext = ext | 0;
  extended._urlId = url;
  return extended;
}

/** A line without a cell. */
function newLine(core: Core): Line {
  const line = templateOf(core).clone();
  line._data = NO_CELLS;
  return line;
}

const NO_CELLS = new Uint32Array(0);
const templates = new WeakMap<Core, Line & { clone(): Line }>();

function templateOf(core: Core): Line & { clone(): Line } {
  const known = templates.get(core);
  if (known) return known;
  const attributes: Attributes = { fg: 0, bg: 0, extended: core._inputHandler._curAttrData.extended.clone() };
  const made = core._bufferService.buffers.normal.getBlankLine(attributes);
  made.length = 0;
  made.isWrapped = false;
  made._data = NO_CELLS;
  templates.set(core, made);
  return made;
}
