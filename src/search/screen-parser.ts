/** Control sequences of a terminal's output, as far as they say where text goes (ECMA-48, and what xterm adds). Pure. */
import type { ScreenText } from './screen-text.ts';

/** Where in a sequence the text so far ends: one may be cut anywhere between two pieces of output. */
type State = 'text' | 'escape' | 'escape-more' | 'csi' | 'string' | 'string-escape';

const ESC = 0x1b;
const BEL = 0x07;
/** Numbers of a sequence that are kept. */
const MAX_PARAMS = 32;
const MAX_PARAM = 99_999;

/** DEC special graphics: what `_` to `~` stand for where they draw lines. */
const LINES = ' ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·';

export class ScreenParser {
  readonly #screen: ScreenText;
  #state: State = 'text';
  #params: number[] = [];
  /** `?`, `>` and the like at the start of a sequence. */
  #prefix = '';
  /** `(`, `$`, a blank and the like before its end. */
  #middle = '';
  /** The first half of a pair. */
  #high = 0;
  /** The character sets G0 and G1, and which of them is in use. */
  #sets = [false, false];
  #set = 0;
  /** The last character, which can be asked for again. */
  #last = 0;

  constructor(screen: ScreenText) {
    this.#screen = screen;
  }

  write(data: string): void {
    const { length } = data;
    for (let at = 0; at < length;) {
      const code = data.charCodeAt(at);
      if (this.#state === 'text' && code >= 0x20 && code < 0x7f && this.#sets[this.#set] !== true) {
        const from = at;
        do at += 1;
        while (at < length && isPlain(data.charCodeAt(at)));
        this.#screen.writeNarrow(data, from, at);
        this.#last = data.charCodeAt(at - 1);
        this.#high = 0;
        continue;
      }
      this.#take(code);
      at += 1;
    }
  }

  #take(code: number): void {
    switch (this.#state) {
      case 'text':
        return code >= 0x20 && code !== 0x7f && (code < 0x80 || code > 0x9f)
          ? this.#print(code)
          : this.#control(code);
      case 'string':
        if (code === BEL || code === 0x9c) this.#state = 'text';
        else if (code === ESC) this.#state = 'string-escape';
        return;
      case 'string-escape':
        this.#state = 'text';
        // Only a backslash ends it properly; else another sequence begins.
        if (code !== 0x5c) this.#take0(ESC, code);
        return;
      case 'escape':
      case 'escape-more':
      case 'csi':
        if (code === ESC) this.#begin('escape');
        else if (code === 0x18 || code === 0x1a) this.#state = 'text';
        else if (code < 0x20) this.#control(code);
        else if (code >= 0x7f) this.#state = code === 0x7f ? this.#state : 'text';
        else if (this.#state === 'csi') this.#takeCsi(code);
        else this.#takeEscape(code);
    }
  }

  #take0(first: number, second: number): void {
    this.#take(first);
    this.#take(second);
  }

  #begin(state: State): void {
    this.#state = state;
    this.#params = [];
    this.#prefix = '';
    this.#middle = '';
  }

  #print(unit: number): void {
    if (unit >= 0xd800 && unit < 0xdc00) {
      this.#high = unit;
      return;
    }
    let code = unit;
    if (unit >= 0xdc00 && unit < 0xe000) {
      if (this.#high === 0) return;
      code = (this.#high - 0xd800) * 0x400 + (unit - 0xdc00) + 0x1_0000;
    }
    this.#high = 0;
    if (this.#sets[this.#set] === true && code >= 0x5f && code <= 0x7e)
      code = LINES.charCodeAt(code - 0x5f) || code;
    this.#last = code;
    this.#screen.write(code);
  }

  #control(code: number): void {
    switch (code) {
      case 0x08:
        return this.#screen.moveTo(this.#screen.cursor.row, this.#screen.cursor.col - 1);
      case 0x09:
        return this.#screen.tab(1);
      case 0x0a:
      case 0x0b:
      case 0x0c:
      case 0x84:
        return this.#screen.lineFeed();
      case 0x0d:
        return this.#screen.carriageReturn();
      case 0x0e:
        this.#set = 1;
        return;
      case 0x0f:
        this.#set = 0;
        return;
      case 0x85:
        this.#screen.carriageReturn();
        return this.#screen.lineFeed();
      case 0x8d:
        return this.#screen.reverseLineFeed();
      case ESC:
        return this.#begin('escape');
      case 0x9b:
        return this.#begin('csi');
      case 0x90:
      case 0x98:
      case 0x9d:
      case 0x9e:
      case 0x9f:
        return this.#begin('string');
    }
  }

  #takeEscape(code: number): void {
    const sign = String.fromCharCode(code);
    if (code < 0x30) {
      this.#middle += sign;
      this.#state = 'escape-more';
      return;
    }
    const middle = this.#middle;
    this.#state = 'text';
    if (middle === '(' || middle === ')') {
      this.#sets[middle === '(' ? 0 : 1] = sign === '0';
      return;
    }
    if (middle !== '') return;
    switch (sign) {
      case '[':
        return this.#begin('csi');
      case ']':
      case 'P':
      case 'X':
      case '^':
      case '_':
        return this.#begin('string');
      case '7':
        return this.#screen.save();
      case '8':
        return this.#screen.restore();
      case 'D':
        return this.#screen.lineFeed();
      case 'E':
        this.#screen.carriageReturn();
        return this.#screen.lineFeed();
      case 'M':
        return this.#screen.reverseLineFeed();
      case 'c':
        [this.#sets, this.#set] = [[false, false], 0];
        return this.#screen.reset();
    }
  }

  #takeCsi(code: number): void {
    if (code >= 0x30 && code <= 0x39) {
      const last = Math.max(0, this.#params.length - 1);
      this.#params[last] = Math.min(MAX_PARAM, (this.#params[last] ?? 0) * 10 + code - 0x30);
    } else if (code === 0x3b || code === 0x3a) {
      if (this.#params.length === 0) this.#params.push(0);
      if (this.#params.length < MAX_PARAMS) this.#params.push(0);
    } else if (code >= 0x3c && code <= 0x3f) this.#prefix += String.fromCharCode(code);
    else if (code < 0x30) this.#middle += String.fromCharCode(code);
    else {
      this.#state = 'text';
      if (this.#middle === '') this.#run(this.#prefix + String.fromCharCode(code));
      else if (this.#middle === '!' && code === 0x70) [this.#sets, this.#set] = [[false, false], 0];
    }
  }

  /** The parameter at `index`; where it is not given, or 0, `instead`. */
  #param(index: number, instead = 1): number {
    return this.#params[index] || instead;
  }

  #run(name: string): void {
    const screen = this.#screen;
    const { row, col } = screen.cursor;
    const { rows, cols } = screen.size;
    const count = this.#param(0);
    switch (name) {
      case 'A':
        return screen.moveRows(-count);
      case 'B':
      case 'e':
        return screen.moveRows(count);
      case 'C':
      case 'a':
        return screen.moveTo(row, col + count);
      case 'D':
        return screen.moveTo(row, col - count);
      case 'E':
        screen.moveRows(count);
        return screen.carriageReturn();
      case 'F':
        screen.moveRows(-count);
        return screen.carriageReturn();
      case 'G':
      case '`':
        return screen.moveTo(row, count - 1);
      case 'H':
      case 'f':
        return screen.moveTo(count - 1, this.#param(1) - 1);
      case 'd':
        return screen.moveTo(count - 1, col);
      case 'I':
        return screen.tab(count);
      case 'Z':
        return screen.tab(-count);
      case 'J':
      case '?J':
        return this.#eraseScreen(this.#param(0, 0), row, col, rows, cols);
      case 'K':
      case '?K':
        return this.#eraseLine(this.#param(0, 0), col, cols);
      case 'X':
        screen.moveTo(row, col);
        return screen.eraseCells(col, Math.min(cols, col + count));
      case '@':
        return screen.insertCells(count);
      case 'P':
        return screen.deleteCells(count);
      case 'L':
        screen.insertRows(count);
        return screen.carriageReturn();
      case 'M':
        screen.deleteRows(count);
        return screen.carriageReturn();
      case 'S':
        return screen.scroll(count);
      case 'T':
        return screen.scroll(-count);
      case 'b':
        if (this.#last > 0)
          for (let left = Math.min(count, rows * cols); left > 0; left--) screen.write(this.#last);
        return;
      case 'r':
        return screen.setRegion(count - 1, this.#param(1, rows));
      case 's':
        return screen.save();
      case 'u':
        return screen.restore();
      case 'h':
      case 'l':
        if (this.#params.includes(4)) screen.inserts = name === 'h';
        return;
      case '?h':
      case '?l':
        for (const mode of this.#params) this.#setMode(mode, name === '?h');
    }
  }

  #eraseLine(how: number, col: number, cols: number): void {
    if (how === 0) this.#screen.eraseCells(this.#screen.isFull ? cols : col, cols);
    else if (how === 1) this.#screen.eraseCells(0, col + 1);
    else if (how === 2) this.#screen.eraseCells(0, cols);
  }

  #eraseScreen(how: number, row: number, col: number, rows: number, cols: number): void {
    if (how === 0) {
      this.#eraseLine(0, col, cols);
      this.#screen.eraseRows(row + 1, rows);
    } else if (how === 1) {
      this.#screen.eraseRows(0, row);
      this.#screen.eraseCells(0, col + 1);
    } else if (how === 2) this.#screen.eraseRows(0, rows);
  }

  #setMode(mode: number, on: boolean): void {
    const screen = this.#screen;
    if (mode === 7) screen.wraps = on;
    else if (mode === 1048) {
      if (on) screen.save();
      else screen.restore();
    } else if (mode === 1049) {
      if (on) screen.save();
      screen.showScreen(on);
      if (!on) screen.restore();
    } else if (mode === 47 || mode === 1047) screen.showScreen(on);
  }
}

/** A printable letter of ASCII. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code < 0x7f;
}
