/** What is looked for, and what a text must be to be it. Pure. */
import { TraceError } from '../base/errors.ts';
import { fold } from './fold.ts';

export interface Query {
  /** As it was typed. */
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** `text` is a regular expression. */
  readonly pattern: boolean;
}

export const NO_QUERY: Query = { text: '', matchCase: false, wholeWord: false, pattern: false };

/** Longest text that is looked for; nobody types more. */
export const MAX_QUERY = 1_000;

export function isEmpty({ text, pattern }: Query): boolean {
  return pattern ? text === '' : wordsOf(text) === '';
}

/** The text to be found as it stands; a break in what was pasted is a blank. */
function wordsOf(text: string): string {
  return text.replace(/\s*[\n\r\u2028\u2029]+\s*/g, ' ').trim();
}

/** What a query without a pattern looks for, in the form that the corpus has it: see `Corpus.folded`. */
export function needleOf({ text, matchCase }: Query): string {
  return matchCase ? wordsOf(text) : fold(wordsOf(text));
}

/**
 * The regular expression of a query, to be used on one line or, where `isLineSafe`, on many. Throws `pattern-invalid`.
 * Signs that the strict form of the language refuses, `\-` for one, mean themselves.
 */
export function regexOf({ text, matchCase }: Query): RegExp {
  const flags = matchCase ? 'gm' : 'gim';
  try {
    return new RegExp(text, `${flags}u`);
  } catch {
    try {
      return new RegExp(text, flags);
    } catch (error) {
      throw new TraceError('pattern-invalid', { reason: reasonOf(error, text) }, error);
    }
  }
}

/** The engine's own words, without the pattern that it repeats in front of them. */
function reasonOf(error: unknown, text: string): string {
  const { message } = error as SyntaxError;
  const end = message.lastIndexOf(': ');
  return end >= 0 && message.includes(text.slice(0, 20)) ? message.slice(end + 2) : message;
}

/** One element of a pattern that can neither take a line feed nor look at what stands behind one. */
const LINE_SAFE = String.raw`(?:[^\\()[\]\p{Cc}]|\\[bBdw]|\\[^\p{L}\p{N}\s]|\((?!\?)|\(\?:|\)|\[(?!\^)(?:[^\\[\]\p{Cc}]|\\[dw]|\\[^\p{L}\p{N}\s])*\])`;
const ONLY_LINE_SAFE = new RegExp(`^${LINE_SAFE}*$`, 'u');

/** True where a pattern finds the same in many lines at once as in each of them alone: it is then much faster. */
export function isLineSafe(pattern: string): boolean {
  return ONLY_LINE_SAFE.test(pattern);
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** True where [start, end) neither begins nor ends in the middle of a word. */
export function isWhole(text: string, start: number, end: number): boolean {
  return !(joins(text, start) || joins(text, end));
}

/** The characters on both sides of a place belong to one word. */
function joins(text: string, at: number): boolean {
  return WORD.test(characterBefore(text, at)) && WORD.test(characterAt(text, at));
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const isLow = low >= 0xdc00 && low < 0xe000;
  return at <= 0 ? '' : text.slice(at - (isLow && at > 1 ? 2 : 1), at);
}
