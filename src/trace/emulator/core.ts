/**
 * What xterm.js 6.0 keeps of a terminal behind its public interface, which has no way to give or take a state. Only here
 * and in `state.ts` is it known; `core.test.ts` fails when another version keeps it otherwise.
 */
import { TraceError } from '../../base/errors.ts';
import type { Further, Line } from './lines.ts';

/** The version of `@xterm/headless` that this is written for. */
export const XTERM_VERSION = '6.0.0';

export interface Extended extends Further {
  clone(): Extended;
}

export interface Attributes {
  fg: number;
  bg: number;
  extended: Extended;
}

/** A line that is followed while lines come and go; disposed once its line is gone. */
export interface Marker {
  readonly line: number;
  readonly isDisposed: boolean;
  dispose(): void;
  onDispose(listener: () => void): unknown;
}

export type Charset = Readonly<Record<string, string | undefined>>;

export interface Lines {
  length: number;
  maxLength: number;
  get(index: number): Line | undefined;
  set(index: number, line: Line): void;
}

/** The normal or the alternate screen; the normal one with what scrolled away above it. */
export interface Buffer {
  readonly lines: Lines;
  /** The first line in sight, and the first line of the screen. */
  ydisp: number;
  ybase: number;
  x: number;
  y: number;
  scrollTop: number;
  scrollBottom: number;
  tabs: Record<number, boolean | undefined>;
  savedX: number;
  /** Counted from the first line that scrolled away. */
  savedY: number;
  readonly savedCurAttrData: Attributes;
  savedCharset: Charset | undefined;
  readonly markers: readonly Marker[];
  addMarker(line: number): Marker;
  clearAllMarkers(): void;
  getBlankLine(attributes: Attributes): Line & { clone(): Line };
}

export interface LinkEntry {
  readonly id: number;
  readonly key?: string;
  readonly data: { readonly id: string | undefined; readonly uri: string };
  readonly lines: Pick<Marker, 'line'>[];
}

/** What a program asked the colours to be: 0–255, or 256 foreground, 257 background, 258 cursor. */
export interface ColorRequest {
  /** Report, set, restore. */
  readonly type: 0 | 1 | 2;
  readonly index?: number;
  readonly color?: Rgb;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export type Modes = Record<string, boolean | string | undefined>;

export interface Core {
  readonly _bufferService: {
    readonly cols: number;
    readonly rows: number;
    isUserScrolling: boolean;
    /** Told of the first line in sight. */
    readonly _onScroll: { fire(line: number): void };
    readonly buffers: {
      readonly normal: Buffer;
      readonly alt: Buffer;
      readonly active: Buffer;
      activateNormalBuffer(): void;
      activateAltBuffer(): void;
    };
  };
  readonly _charsetService: {
    charset: Charset | undefined;
    glevel: number;
    _charsets: (Charset | undefined)[];
  };
  readonly _oscLinkService: {
    _nextId: number;
    readonly _entriesWithId: Map<string, LinkEntry>;
    readonly _dataByLinkId: Map<number, LinkEntry>;
    _removeMarkerFromLink(entry: LinkEntry, marker: Marker): void;
  };
  readonly coreMouseService: { activeProtocol: string; activeEncoding: string };
  readonly coreService: {
    isCursorInitialized: boolean;
    isCursorHidden: boolean;
    modes: Modes;
    decPrivateModes: Modes;
  };
  readonly optionsService: { readonly options: { convertEol: boolean; cursorBlink: boolean } };
  readonly _inputHandler: {
    readonly _curAttrData: Attributes;
    readonly _parser: { readonly currentState: number; precedingJoinState: number; reset(): void };
    readonly _stringDecoder: { readonly _interim: number; clear(): void };
    readonly _utf8Decoder: { clear(): void };
    readonly _onColor: { fire(requests: readonly ColorRequest[]): void };
    onColor(listener: (requests: readonly ColorRequest[]) => void): unknown;
    /** True: it is dealt with. */
    eraseInDisplay(request: { readonly params: readonly number[] }, keepsProtected: boolean): boolean;
    insertLines(request: { readonly params: readonly number[] }): boolean;
    deleteLines(request: { readonly params: readonly number[] }): boolean;
    scrollUp(request: { readonly params: readonly number[] }): boolean;
    scrollDown(request: { readonly params: readonly number[] }): boolean;
    /** Where a handler takes its time, to be called again with what came of it, until it gives nothing. */
    parse(data: string | Uint8Array, outcome?: boolean): Promise<boolean> | undefined;
  };
}

/** Throws `internal` where the terminal is of another making. */
export function coreOf(terminal: object): Core {
  const core: unknown = Reflect.get(terminal, '_core');
  if (!isCore(core)) throw new TraceError('internal', { reason: `xterm.js is not ${XTERM_VERSION}` });
  return core;
}

/** Checked by what stands furthest in, so that a part that moved is not taken for one that is unset. */
function isCore(core: unknown): core is Core {
  const paths: readonly (readonly [path: string, type: string])[] = [
    ['_bufferService.isUserScrolling', 'boolean'],
    ['_bufferService._onScroll.fire', 'function'],
    ...['normal', 'alt'].flatMap((buffer) =>
      (
        [
          ['lines.maxLength', 'number'],
          ['ybase', 'number'],
          ['savedY', 'number'],
          ['savedCurAttrData.extended._urlId', 'number'],
          ['addMarker', 'function'],
          ['getBlankLine', 'function'],
        ] as const
      ).map(([path, type]) => [`_bufferService.buffers.${buffer}.${path}`, type] as const),
    ),
    ['_bufferService.buffers.normal.lines.length', 'number'],
    ['_charsetService.glevel', 'number'],
    ['_charsetService._charsets', 'object'],
    ['_oscLinkService._nextId', 'number'],
    ['_oscLinkService._entriesWithId.set', 'function'],
    ['_oscLinkService._dataByLinkId.set', 'function'],
    ['_oscLinkService._removeMarkerFromLink', 'function'],
    ['coreMouseService.activeProtocol', 'string'],
    ['coreMouseService.activeEncoding', 'string'],
    ['coreService.isCursorInitialized', 'boolean'],
    ['coreService.isCursorHidden', 'boolean'],
    ['coreService.modes.insertMode', 'boolean'],
    ['coreService.decPrivateModes.wraparound', 'boolean'],
    ['optionsService.options.convertEol', 'boolean'],
    ['_inputHandler._curAttrData.extended._ext', 'number'],
    ['_inputHandler._parser.currentState', 'number'],
    ['_inputHandler._parser.precedingJoinState', 'number'],
    ['_inputHandler._parser.reset', 'function'],
    ['_inputHandler._stringDecoder._interim', 'number'],
    ['_inputHandler._stringDecoder.clear', 'function'],
    ['_inputHandler._utf8Decoder.clear', 'function'],
    ['_inputHandler._onColor.fire', 'function'],
    ['_inputHandler.eraseInDisplay', 'function'],
    ['_inputHandler.insertLines', 'function'],
    ['_inputHandler.deleteLines', 'function'],
    ['_inputHandler.scrollUp', 'function'],
    ['_inputHandler.scrollDown', 'function'],
    ['_inputHandler.parse', 'function'],
  ];
  return paths.every(([path, type]) => typeof at(core, path) === type);
}

function at(root: unknown, path: string): unknown {
  let value = root;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}
