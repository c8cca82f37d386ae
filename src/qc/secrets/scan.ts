/** Looks for what must not be in a bundle, in all its texts: they are read once, whoever looks for something. */
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { append } from '../../base/long-lists.ts';
import type { Facts } from '../facts.ts';
import type { ReasonCode } from '../reason-codes.ts';
import type { Found, Item, Unmeasured } from '../rule.ts';
import { findAll, type Format, type FormatLimits } from './format.ts';
import { textPlaces, type TextPlace } from './texts.ts';
import type { TimedText } from './timed-text.ts';

/** What to look for. */
export interface Search extends FormatLimits {
  readonly formats: readonly Format[];
  readonly reason: ReasonCode;
  readonly ignored: readonly string[];
}

/** What a search came to. */
export interface Scan {
  /** One for each value and place: what stands there again is counted in it. */
  readonly findings: readonly Found[];
  readonly unmeasured: readonly Unmeasured[];
}

/** What came of each search, in their order. */
export async function scan(facts: Facts, searches: readonly Search[]): Promise<readonly Scan[]> {
  if (searches.length === 0) return [];
  const { places, large, skipped } = textPlaces(facts);
  const findings = searches.map((): Found[] => []);
  const unread: Unmeasured[] = [];
  for (const place of places) {
    const { found, failures } = await scanPlace(place, searches);
    found.forEach((list, index) => append(findings[index] ?? [], list));
    for (const failure of failures)
      unread.push({ item: place.name, reason: `it cannot be read: ${describeProblem(failure).title}` });
  }
  const media = facts.manifest.layers.filter(
    ({ kind, status }) => status === 'present' && (kind === 'screen_video' || kind === 'speech_audio'),
  );
  const unmeasured = [
    ...media.map(({ id }) => ({ item: id, reason: 'what is seen and heard is not searched' })),
    ...unread,
    ...large.map((path) => ({ item: path, reason: 'it is too large to be searched whole' })),
    ...skipped.map((path) => ({ item: path, reason: 'it is no text: what it holds is not searched' })),
  ];
  return findings.map((list) => ({ findings: list, unmeasured }));
}

/** The value of each finding of one search, by its key, in the order of `scan`; never to be shown. */
export async function scanValues(facts: Facts, search: Search): Promise<readonly FoundValue[]> {
  const values: FoundValue[] = [];
  for (const place of textPlaces(facts).places)
    append(values, (await scanPlace(place, [search])).values[0] ?? []);
  return values;
}

/** What each search found, and what could not be read to its end; the rest is searched all the same. */
async function scanPlace(
  { name, about, texts: parts }: TextPlace,
  searches: readonly Search[],
): Promise<{
  readonly found: readonly (readonly Found[])[];
  readonly values: readonly (readonly FoundValue[])[];
  readonly failures: readonly TraceError[];
}> {
  const seekers = searches.map((search) => new Seeker(search, name, about));
  const failures: TraceError[] = [];
  let line = 0;
  for (const texts of parts)
    try {
      for await (const group of texts)
        for (const text of group) {
          line += 1;
          for (const seeker of seekers) seeker.look(text, line);
        }
    } catch (error) {
      const failure = asTraceError(error);
      if (failure.code === 'aborted' || failure.code === 'internal') throw error;
      failures.push(failure);
    }
  return {
    found: seekers.map(({ found }) => found),
    values: seekers.map((seeker) => seeker.values),
    failures,
  };
}

/** What a finding is of. */
export interface FoundValue {
  readonly key: string;
  readonly value: string;
}

interface Hit {
  readonly value: string;
  readonly found: Found;
  count: number;
}

/** One search in the texts of one place. */
class Seeker {
  readonly #search: Search;
  readonly #name: string;
  readonly #about: Item;
  /** By format and value; the values stay in here. */
  readonly #hits = new Map<string, Hit>();

  constructor(search: Search, name: string, about: Item) {
    this.#search = search;
    this.#name = name;
    this.#about = about;
  }

  /** `line`: the number of the text in its place, from 1. */
  look(text: TimedText, line: number): void {
    const { formats, ignored, reason } = this.#search;
    for (const { format, value, masked, from, to } of findAll(text.text, formats, ignored, this.#search)) {
      const key = `${format.id} ${value}`;
      const known = this.#hits.get(key);
      if (!known)
        this.#hits.set(key, {
          value,
          count: 1,
          found: {
            key: `${format.id}:${this.#name}:${line}`,
            reason,
            range: text.rangeAt(from, to),
            message: `${this.#name} holds what looks like ${format.title}: ${masked}`,
            items: [this.#about],
          },
        });
      else if (!text.isCopy) known.count += 1;
    }
  }

  /** In the order of `found`. */
  get values(): readonly FoundValue[] {
    return [...this.#hits.values()].map(({ value, found: { key } }) => ({ key, value }));
  }

  get found(): readonly Found[] {
    return [...this.#hits.values()].map(({ found, count }) => ({
      ...found,
      message: count > 1 ? `${found.message}; it stands there ${count}×.` : `${found.message}.`,
    }));
  }
}
