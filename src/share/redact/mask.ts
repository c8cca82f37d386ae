/** Takes what was found out of texts and of JSON, in place: everything else stays byte by byte. Pure. */
import type { Finder, Found, Hit } from './finder.ts';

export const BLOCK = '█';

/** A text without what was to be removed, and how often each redaction found something. */
export interface Masked {
  readonly text: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** Counts of several texts together. */
export class Counts {
  readonly #all = new Map<string, number>();

  get all(): ReadonlyMap<string, number> {
    return this.#all;
  }

  add(counts: ReadonlyMap<string, number>): void {
    for (const [id, count] of counts) this.one(id, count);
  }

  one(id: string, count = 1): void {
    this.#all.set(id, (this.#all.get(id) ?? 0) + count);
  }
}

/** `text` with a block for each character that was found. */
export function without(text: string, hits: readonly Hit[], block = BLOCK): string {
  if (hits.length === 0) return text;
  let done = 0;
  let made = '';
  for (const { from, to, blocks } of hits) {
    made += text.slice(done, from) + block.repeat(blocks);
    done = to;
  }
  return made + text.slice(done);
}

export function maskText(text: string, finder: Finder): Masked {
  const { hits, counts }: Found = finder.find(text);
  return { text: without(text, hits), counts };
}

/** One or many JSON documents: only what stands in strings is masked, and a number that is found becomes 0. */
export function maskJson(json: string, finder: Finder): Masked {
  const counts = new Counts();
  const parts: string[] = [];
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const end = quote < 0 ? json.length : quote;
    parts.push(maskNumbers(json.slice(at, end), finder, counts));
    if (quote < 0) break;
    const close = closingQuote(json, quote + 1);
    const masked = maskText(json.slice(quote + 1, close), finder);
    counts.add(masked.counts);
    parts.push('"', masked.text, json.slice(close, close + 1));
    at = close + 1;
  }
  return { text: parts.join(''), counts: counts.all };
}

function maskNumbers(text: string, finder: Finder, counts: Counts): string {
  return text.replace(/-?\d[\d.eE+-]{3,}/g, (number) => {
    const found = finder.find(number);
    counts.add(found.counts);
    return found.hits.length > 0 ? '0' : number;
  });
}

/** Where the string that began before `at` ends. */
function closingQuote(json: string, at: number): number {
  for (let index = at; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index;
  }
  return json.length;
}

/** The same over a value that was JSON: keys, strings and numbers. */
export function maskValue<T>(value: T, finder: Finder): { readonly value: T } & Pick<Masked, 'counts'> {
  const { text, counts } = maskJson(JSON.stringify(value), finder);
  // It was JSON, and only what stands in its strings is another.
  return { value: JSON.parse(text) as T, counts };
}
