/** What is known of xterm.js behind its public interface holds for one version: another must be looked at first. */
import { readFileSync } from 'node:fs';
import { Terminal } from '@xterm/headless';
import { afterEach, describe, expect, it } from 'vitest';
import { coreOf, XTERM_VERSION } from '../../../src/trace/emulator/core.ts';

const open: Terminal[] = [];
afterEach(() => open.splice(0).forEach((terminal) => terminal.dispose()));

function newTerminal(): Terminal {
  const terminal = new Terminal({ allowProposedApi: true });
  open.push(terminal);
  return terminal;
}

describe('the insides of xterm.js', () => {
  it('are those of the installed package', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@xterm/headless/package.json', 'utf8')) as {
      version: string;
    };
    expect(version).toBe(XTERM_VERSION);
  });

  it('are all there', () => {
    expect(coreOf(newTerminal())._bufferService.cols).toBe(80);
  });

  it.each(['_bufferService', '_charsetService', '_oscLinkService', '_inputHandler', 'coreService'])(
    'are refused without %s',
    (name) => {
      const terminal = newTerminal();
      const core: object = Reflect.get(terminal, '_core') as object;
      const altered: object = { _core: Object.assign(Object.create(core) as object, { [name]: undefined }) };
      expect(() => coreOf(altered)).toThrow(expect.objectContaining({ code: 'internal' }) as Error);
    },
  );

  // One that is new may hold state that is not taken yet. Titles, which no screen shows, are left out on purpose.
  it('have no field that was not looked at', () => {
    const core = coreOf(newTerminal());
    const fieldsOf = (part: object): string =>
      Object.keys(part)
        .filter((name) => !/^_?on|^_store/.test(name))
        .join(' ');
    expect(fieldsOf(core)).toBe(
      '_windowsWrappingHeuristics _instantiationService optionsService _bufferService _logService coreService coreMouseService unicodeService _charsetService _oscLinkService _inputHandler _writeBuffer',
    );
    expect(fieldsOf(core._bufferService)).toBe('isUserScrolling cols rows buffers');
    expect(fieldsOf(core._bufferService.buffers.normal)).toBe(
      '_hasScrollback _optionsService _bufferService ydisp ybase y x tabs savedY savedX savedCurAttrData savedCharset markers _nullCell _whitespaceCell _isClearing _memoryCleanupQueue _memoryCleanupPosition _cols _rows lines scrollTop scrollBottom',
    );
    expect(fieldsOf(core._charsetService)).toBe('glevel _charsets');
    expect(fieldsOf(core._oscLinkService)).toBe('_bufferService _nextId _entriesWithId _dataByLinkId');
    expect(fieldsOf(core.coreService)).toBe(
      '_bufferService _logService _optionsService isCursorInitialized isCursorHidden modes decPrivateModes',
    );
    expect(fieldsOf(core.coreService.modes)).toBe('insertMode');
    expect(fieldsOf(core.coreService.decPrivateModes)).toBe(
      'applicationCursorKeys applicationKeypad bracketedPasteMode cursorBlink cursorStyle origin reverseWraparound sendFocus synchronizedOutput wraparound',
    );
    expect(fieldsOf(core._inputHandler)).toBe(
      '_bufferService _charsetService _coreService _logService _optionsService _oscLinkService _coreMouseService _unicodeService _parser _parseBuffer _stringDecoder _utf8Decoder _windowTitle _iconName _windowTitleStack _iconNameStack _curAttrData _eraseAttrDataInternal _parseStack _specialColors _dirtyRowTracker _activeBuffer',
    );
    expect(fieldsOf(core._inputHandler._parser)).toBe(
      '_transitions _parseStack initialState currentState _params _collect precedingJoinState _printHandlerFb _executeHandlerFb _csiHandlerFb _escHandlerFb _errorHandlerFb _printHandler _executeHandlers _csiHandlers _escHandlers _oscParser _dcsParser _errorHandler',
    );
  });
});
