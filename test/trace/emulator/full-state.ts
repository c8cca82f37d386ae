/** Everything of a terminal that shows, or that what comes later depends on, as plain values that can be compared. */
import type { Buffer, Core } from '../../../src/trace/emulator/core.ts';

export function fullState(core: Core): unknown {
  const { _bufferService, _charsetService, _oscLinkService, _inputHandler, coreMouseService, coreService } =
    core;
  const { normal, alt, active } = _bufferService.buffers;
  const places = (lines: readonly { readonly line: number }[]): readonly string[] =>
    lines.map((marker) => `${nameOf(marker, normal, alt)} ${marker.line}`);
  return {
    size: [_bufferService.cols, _bufferService.rows],
    active: active === alt ? 'alternate' : 'normal',
    normal: fullBuffer(normal),
    alternate: fullBuffer(alt),
    attributes: {
      fg: _inputHandler._curAttrData.fg,
      bg: _inputHandler._curAttrData.bg,
      ext: _inputHandler._curAttrData.extended._ext,
      url: _inputHandler._curAttrData.extended._urlId,
    },
    join: _inputHandler._parser.precedingJoinState,
    parser: _inputHandler._parser.currentState,
    interim: _inputHandler._stringDecoder._interim,
    charset: _charsetService.charset,
    charsets: Array.from({ length: 4 }, (_, level) => _charsetService._charsets[level]),
    level: _charsetService.glevel,
    modes: coreService.modes,
    privateModes: { ...coreService.decPrivateModes, synchronizedOutput: false },
    hidden: coreService.isCursorHidden,
    eol: core.optionsService.options.convertEol,
    blink: core.optionsService.options.cursorBlink,
    mouse: [coreMouseService.activeProtocol, coreMouseService.activeEncoding],
    nextLink: _oscLinkService._nextId,
    links: [..._oscLinkService._dataByLinkId].map(([id, { data, key, lines }]) => [
      id,
      data,
      key,
      places(lines),
    ]),
    linkKeys: [..._oscLinkService._entriesWithId].map(([key, { id }]) => [key, id]),
  };
}

function nameOf(marker: unknown, normal: Buffer, alt: Buffer): string {
  if ((normal.markers as readonly unknown[]).includes(marker)) return 'normal';
  return (alt.markers as readonly unknown[]).includes(marker) ? 'alternate' : 'none';
}

function fullBuffer(buffer: Buffer): unknown {
  const lines = Array.from({ length: buffer.lines.length }, (_, index) => fullLine(buffer, index));
  const { ybase, ydisp, x, y, scrollTop, scrollBottom, savedX, savedY, savedCurAttrData, savedCharset } =
    buffer;
  const tabs = Object.keys(buffer.tabs).filter((column) => buffer.tabs[Number(column)]);
  const saved = { savedX, savedY, fg: savedCurAttrData.fg, bg: savedCurAttrData.bg, savedCharset };
  const { maxLength } = buffer.lines;
  return { lines, maxLength, ybase, ydisp, x, y, scrollTop, scrollBottom, tabs, saved };
}

const IS_COMBINED = 0x20_0000;
const HAS_EXTENDED = 0x1000_0000;

/** A line as text, so that a difference can be read: each cell in numbers, with what belongs to it. */
function fullLine(buffer: Buffer, index: number): string {
  const line = buffer.lines.get(index);
  if (!line) return 'none';
  const cells: string[] = [];
  for (let cell = 0; cell < line.length; cell++) {
    const [content = -1, fg = -1, bg = -1] = line._data.subarray(cell * 3, cell * 3 + 3);
    const combined = content & IS_COMBINED ? line._combined[cell] : '';
    const extended = bg & HAS_EXTENDED ? line._extendedAttrs[cell] : undefined;
    cells.push(
      content === 0x40_0000 && fg === 0 && bg === 0
        ? ''
        : `${content}${fg ? `f${fg}` : ''}${bg ? `b${bg}` : ''}${combined}${extended ? `e${extended._ext}u${extended._urlId}` : ''}`,
    );
  }
  return `${line.isWrapped ? 'wrapped ' : ''}${line.length}: ${cells.join(' ').trimEnd()}`;
}
