/** Long texts of a sample stand apart, and `attachment://HASH` in their place. Pure. */
import { field, isObject } from '../../base/json.ts';

const SCHEME = 'attachment://';
/** Of texts that are put back, together, in UTF-16 units: one may be named over and over. */
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_DEPTH = 100;

export class Attachments {
  readonly #texts: unknown;
  #left = MAX_TEXT;
  /** Names of texts that are not there, or are too much. */
  missing = 0;

  constructor(sample: unknown) {
    this.#texts = field(sample, 'attachments') ?? field(field(sample, 'transcript'), 'content');
  }

  /** The value with each name of a text replaced by the text. */
  resolved(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((one: unknown) => this.resolved(one, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, this.resolved(one, depth + 1)]),
    );
  }

  #text(value: string): string {
    if (!value.startsWith(SCHEME)) return value;
    const text = field(this.#texts, value.slice(SCHEME.length));
    if (typeof text !== 'string' || text.length > this.#left) {
      this.missing += 1;
      return value;
    }
    this.#left -= text.length;
    return text;
  }
}
