/**
 * What a text says once its writing is undone: percent encoding, escapes of JSON, entities, tags, colours, line breaks. Each
 * unit of a view knows where in the source it is written, so that it can be taken out there. Pure.
 */

import { HTML_ENTITIES } from '../../base/html-entities.ts';

/** A reading of a source. */
export interface View {
  readonly text: string;
  /** Of each UTF-16 unit of `text`, the part [from, to) of the source that writes it. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** The source as it is. `at`: where `text` begins in the source. */
export function plainView(text: string, at = 0): View {
  const from = Uint32Array.from({ length: text.length }, (_, index) => at + index);
  return { text, from, to: from.map((start) => start + 1) };
}

interface Decoder {
  readonly pattern: RegExp;
  readonly read: (match: RegExpMatchArray) => string;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const utf8 = new TextDecoder();

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

const DECODERS: readonly Decoder[] = [
  {
    // One character of ASCII at a time, so that a single one can be taken out.
    pattern: /%[0-7][0-9a-f]|(?:%[89a-f][0-9a-f])+|\+/gi,
    read: ([whole]) =>
      whole === '+'
        ? ' '
        : utf8.decode(
            Uint8Array.from(whole.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16)),
          ),
  },
  {
    pattern: /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|(["'`\\/bfnrt]))/gi,
    read: ([, four, braced, two, char]) =>
      char === undefined
        ? codePoint(Number.parseInt(four ?? braced ?? two ?? '', 16))
        : (ESCAPES[char.toLowerCase()] ?? char),
  },
  {
    pattern: /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    read: ([whole, hex, decimal, name]) =>
      name === undefined
        ? codePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : (HTML_ENTITIES.get(name.toLowerCase()) ?? whole),
  },
  // Tags of HTML, XML and WebVTT.
  { pattern: /<[^<>]{0,4096}>/g, read: () => '' },
  // Colours, also those whose escape character was dropped, and control characters.
  {
    pattern:
      /\u001b?\[\d{0,3}(?:;\d{1,3}){0,8}m|\u001b\[[0-?]*[ -/]*[@-~]|(?![\t\n\r])[\u0000-\u001f\u007f]/g,
    read: () => '',
  },
  { pattern: /\s+/g, read: () => ' ' },
];

/** How many writings may lie in each other. */
const MAX_DEPTH = 4;
/** More readings than this have never been needed; it bounds the work for texts that are made to have many. */
const MAX_VIEWS = 64;

/** Every reading of a view, itself first, each text once. */
export function readings(first: View): readonly View[] {
  const found: View[] = [first];
  const known = new Set([first.text]);
  let level = [first];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: View[] = [];
    for (const view of level)
      for (const decoder of DECODERS) {
        const read = decoded(view, decoder);
        if (!read || known.has(read.text) || found.length >= MAX_VIEWS) continue;
        known.add(read.text);
        found.push(read);
        next.push(read);
      }
    level = next;
  }
  return found;
}

/** undefined where nothing of it is written so. */
function decoded(view: View, { pattern, read }: Decoder): View | undefined {
  if (view.text.search(pattern) < 0) return undefined;
  const units = new Units();
  let done = 0;
  for (const match of view.text.matchAll(pattern)) {
    for (let at = done; at < match.index; at += 1) units.copy(view, at);
    done = match.index + match[0].length;
    units.add(read(match), view.from[match.index] ?? 0, view.to[done - 1] ?? 0);
  }
  for (let at = done; at < view.text.length; at += 1) units.copy(view, at);
  return units.view();
}

/** A view in the making. */
export class Units {
  #text = '';
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  /** Every unit of `text` is written by [from, to) of the source. */
  add(text: string, from: number, to: number): void {
    this.#text += text;
    for (let count = 0; count < text.length; count += 1) {
      this.#from.push(from);
      this.#to.push(to);
    }
  }

  copy({ text, from, to }: View, at: number): void {
    this.add(text.charAt(at), from[at] ?? 0, to[at] ?? 0);
  }

  view(): View {
    return { text: this.#text, from: Uint32Array.from(this.#from), to: Uint32Array.from(this.#to) };
  }
}
