/** Long texts of a sample stand apart, and `attachment://HASH` in their place. Pure. */
import { field, isObject } from '../../base/json.ts';

const SCHEME = 'attachment://';
/** Of texts that are put back, together, in UTF-16 units: one may be named over and over. */
const MAX_TEXT = 256 * 1024 * 1024;
const MAX_DEPTH = 100;

/** What may still be put back: shared by the samples of a log. */
export class TextBudget {
  #left: number;

  constructor(units = MAX_TEXT) {
    this.#left = units;
  }

  /** False where so much is not left. */
  take(units: number): boolean {
    if (units > this.#left) return false;
    this.#left -= units;
    return true;
  }
}

export class Attachments {
  readonly #texts: unknown;
  readonly #budget: TextBudget;
  /** Names of texts that are not there, or are too much. */
  missing = 0;

  constructor(sample: unknown, budget: TextBudget) {
    this.#budget = budget;
    this.#texts = field(sample, 'attachments') ?? field(field(sample, 'transcript'), 'content');
  }

  /** The value with each name of a text replaced by the text. */
  resolved(value: unknown): unknown {
    return replaced(value, (text) => {
      const found = this.#text(text);
      if (found !== undefined && this.#budget.take(found.length)) return found;
      this.missing += 1;
      return text;
    });
  }

  /** The same, to be looked at and not kept: nothing is counted. */
  peeked(value: unknown): unknown {
    return replaced(value, (text) => this.#text(text) ?? text);
  }

  #text(name: string): string | undefined {
    const text = field(this.#texts, name.slice(SCHEME.length));
    return typeof text === 'string' ? text : undefined;
  }
}

/** `of`: the text for the name of one. */
function replaced(value: unknown, of: (name: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return value.startsWith(SCHEME) ? of(value) : value;
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => replaced(one, of, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, of, depth + 1)]));
}
