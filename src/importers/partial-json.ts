/** The beginning of JSON that is cut off. Pure. */
import type { ForeignFile } from './foreign.ts';
import { parsedJson } from '../base/json.ts';

/** Deeper than anything that tells a format. */
const MAX_DEPTH = 64;

/** What a file begins with, where that is JSON; see `partialJson`. Rejects as reading does. */
export async function headJson(file: ForeignFile): Promise<unknown> {
  return partialJson(await file.headText());
}

/** The value that `text` begins with: whole, or up to the last item that is; undefined for what is no JSON. */
export function partialJson(text: string): unknown {
  const whole = parsedJson(text);
  return whole === undefined ? parsedJson(closed(text)) : whole;
}

/** `text` up to the last place at which all that is open can be closed, and closed. */
function closed(text: string): string {
  let open = '';
  let best = '';
  let end = 0;
  const mark = (at: number): void => {
    end = at;
    best = open;
  };
  for (let at = 0; at < text.length && open.length <= MAX_DEPTH; at++) {
    const letter = text.charAt(at);
    if (letter === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (letter === ',') mark(at);
    else if (letter === '{' || letter === '[') {
      open = (letter === '{' ? '}' : ']') + open;
      mark(at + 1);
    } else if (letter === '}' || letter === ']') {
      open = open.slice(1);
      mark(at + 1);
      if (open === '') break;
    }
  }
  return text.slice(0, end) + best;
}

/** Index of the quotation mark that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '"') return at;
  }
  return text.length;
}
