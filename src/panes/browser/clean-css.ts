/**
 * Style sheets of a DOM recording. The frame's policy is what keeps them from the network; here goes what would be
 * refused anyway, and what stands for the pointer and for links is put in the place of what a picture does not have.
 * Pure.
 */
import { addressEnd, plainLetters, stringEnd } from './css-letters.ts';

/** A style sheet, a rule, or the value of a property. */
export function cleanCss(css: string): string {
  return new Cleaning(plainLetters(css)).result();
}

/** What is looked at; all else stays. */
const TOKEN = /\/\*|["'\\;:@(){}[\]]|[-\w\u0080-\uffff]+/g;
/** Functions whose strings are addresses. */
const LOADING = /^(?:-webkit-)?(?:url|image-set|image|cross-fade|src)$/i;
const PSEUDO_CLASS = /(hover|link|any-link)(?![-\w\u0080-\uffff\\(])/iy;
const AT_NAME = /[-\w]*/y;
const ADDRESS = /[ \t\n\r\f]*(?!["' \t\n\r\f])/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const NO_ADDRESS = '"data:,"';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** For a selector only: elsewhere the same letters mean something else. */
  readonly inSelector: boolean;
}

/** An open bracket. */
interface Open {
  readonly closing: string;
  readonly loads: boolean;
}

/** Goes over a sheet once. What a statement is comes out at its end, so its edits wait until then. */
class Cleaning {
  readonly #css: string;
  readonly #open: Open[] = [];
  readonly #parts: string[] = [];
  /** All before it is in the parts. */
  #done = 0;
  #edits: Edit[] = [];
  /** Of the at-rule that the statement is; empty for another. */
  #atName = '';
  /** Where an import begins that is to go. */
  #import: number | undefined;

  constructor(css: string) {
    this.#css = css;
  }

  result(): string {
    const css = this.#css;
    const token = new RegExp(TOKEN);
    /** The latest name, and where it ends. */
    let name = { text: '', end: -1 };
    let escapeEnd = -1;
    for (let match = token.exec(css); match; match = token.exec(css)) {
      const { index } = match;
      switch (match[0]) {
        case '/*': {
          const end = css.indexOf('*/', index + 2);
          token.lastIndex = end < 0 ? css.length : end + 2;
          break;
        }
        case '"':
        case "'":
          token.lastIndex = this.#string(index);
          break;
        case '\\':
          token.lastIndex = index + 2;
          if (!/[\n\r\f]/.test(css.charAt(index + 1))) escapeEnd = index + 2;
          break;
        case ':':
          if (css.charAt(index - 1) !== ':') this.#pseudoClass(index);
          break;
        case '@':
          this.#atRule(index);
          break;
        case '(':
          token.lastIndex = this.#function(name.end === index ? name.text : '', index + 1);
          break;
        case '[':
        case '{':
          if (match[0] === '{' && !this.#isInBrackets()) this.#endStatement(true, index);
          this.#open.push({ closing: CLOSING[match[0]] ?? '', loads: false });
          break;
        case ')':
        case ']':
        case '}':
          if (match[0] === '}' && !this.#isInBrackets()) this.#endStatement(false, index);
          if (this.#open.at(-1)?.closing === match[0]) this.#open.pop();
          break;
        case ';':
          if (!this.#isInBrackets()) this.#endStatement(false, index + 1);
          break;
        default: {
          const end = index + match[0].length;
          // A name that goes on behind an escape is none of those that matter.
          if (escapeEnd === index) escapeEnd = end;
          else name = { text: match[0], end };
          // A media query asks for the screen of whoever looks, and not of whoever was recorded.
          const size = this.#atName === 'media' ? /^(min|max)-device-(width|height)$/i.exec(match[0]) : null;
          if (size) this.#edit(index, end, `${size[1] ?? ''}-${size[2] ?? ''}`);
        }
      }
    }
    this.#endStatement(false, css.length);
    return this.#parts.join('') + css.slice(this.#done);
  }

  /** The index behind it. */
  #string(start: number): number {
    const end = stringEnd(this.#css, start);
    if (this.#open.at(-1)?.loads === true && !this.#isInline(start + 1)) this.#edit(start, end, NO_ADDRESS);
    return end;
  }

  /** What stands behind the opening bracket at `start`; the index to go on from. */
  #function(name: string, start: number): number {
    const css = this.#css;
    ADDRESS.lastIndex = start;
    if (name.toLowerCase() !== 'url' || !ADDRESS.test(css)) {
      // A function in one that loads gives it what to load, unless it tells of what type that is.
      const loads = LOADING.test(name) || (this.#open.at(-1)?.loads === true && !/^type$/i.test(name));
      this.#open.push({ closing: ')', loads });
      return start;
    }
    const from = ADDRESS.lastIndex;
    const to = addressEnd(css, from);
    if (!this.#isInline(from)) this.#edit(from, to, NO_ADDRESS);
    return to + 1;
  }

  /** The class that marks what is under the pointer of the recording; and `:link` matches nothing without `href`. */
  #pseudoClass(colon: number): void {
    PSEUDO_CLASS.lastIndex = colon + 1;
    const [, name] = PSEUDO_CLASS.exec(this.#css) ?? [];
    if (name === undefined || this.#open.at(-1)?.closing === ']') return;
    const text = name.toLowerCase() === 'hover' ? '.\\:hover' : '[data-href]';
    this.#edits.push({ from: colon, to: colon + 1 + name.length, text, inSelector: true });
  }

  #atRule(at: number): void {
    if (this.#isInBrackets()) return;
    AT_NAME.lastIndex = at + 1;
    const [name = ''] = AT_NAME.exec(this.#css) ?? [];
    this.#atName = name.toLowerCase();
    if (this.#atName === 'import') this.#import ??= at;
  }

  /** `end`: behind what belongs to it. */
  #endStatement(isSelector: boolean, end: number): void {
    const selects = isSelector && ['', 'scope'].includes(this.#atName);
    for (const edit of this.#edits)
      if (edit.from < (this.#import ?? end) && (selects || !edit.inSelector)) this.#apply(edit);
    if (this.#import !== undefined) this.#apply({ from: this.#import, to: end, text: '', inSelector: false });
    this.#edits = [];
    this.#atName = '';
    this.#import = undefined;
  }

  #apply({ from, to, text }: Edit): void {
    this.#parts.push(this.#css.slice(this.#done, from), text);
    this.#done = to;
  }

  #edit(from: number, to: number, text: string): void {
    this.#edits.push({ from, to, text, inSelector: false });
  }

  #isInline(start: number): boolean {
    return /^(?:data:|#)/i.test(this.#css.slice(start, start + 5));
  }

  #isInBrackets(): boolean {
    const { closing } = this.#open.at(-1) ?? {};
    return closing === ')' || closing === ']';
  }
}
