/** Recordings of pages (rrweb): values and texts that grow are hidden as a whole, and a gap goes on to the next whole page. Pure. */
import type { Finder } from './finder.ts';
import { BLOCK, Counts, maskJson, type Masked } from './mask.ts';
import { removes, type RemovedTime } from './ranges.ts';

type Fields = Record<string, unknown>;

/** rrweb: EventType.FullSnapshot and .Meta; IncrementalSource.Mutation and .Input. */
const FULL = 2;
const META = 4;
const MUTATION = 0;
const INPUT = 5;

/** `toTrace`: milliseconds since 1970 to microseconds of trace time. Throws a SyntaxError for what is no JSON. */
export function redactRrweb(
  source: string,
  finder: Finder,
  times: readonly RemovedTime[],
  toTrace: (millis: number) => number,
): Masked & { readonly left: number } {
  const counts = new Counts();
  const isList = source.trimStart().startsWith('[');
  const all = isList
    ? (JSON.parse(source) as Fields[])
    : source
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Fields);
  let gap: string | undefined;
  const kept = all.filter((event) => {
    const id = removes(times, toTrace(Number(event['timestamp'])));
    // What follows changes a page that nobody has seen, until there is a whole one.
    gap = id ?? (event['type'] === FULL || event['type'] === META ? undefined : gap);
    if (gap !== undefined) counts.one(gap);
    return gap === undefined;
  });
  hideGrowing(kept, finder, counts);
  const made = isList ? JSON.stringify(kept) : `${kept.map((event) => JSON.stringify(event)).join('\n')}\n`;
  const masked = maskJson(made, finder);
  counts.add(masked.counts);
  return { text: masked.text, counts: counts.all, left: kept.length };
}

function hideGrowing(events: readonly Fields[], finder: Finder, counts: Counts): void {
  const texts = new Map<string, { readonly holder: Fields; readonly key: string; readonly text: string }[]>();
  const add = (name: string, holder: Fields, key: string): void => {
    const text = holder[key];
    if (typeof text === 'string') texts.set(name, [...(texts.get(name) ?? []), { holder, key, text }]);
  };
  for (const { data } of events) {
    const change = (typeof data === 'object' && data !== null ? data : {}) as Fields;
    if (change['source'] === INPUT) add(`input ${String(change['id'])}`, change, 'text');
    if (change['source'] === MUTATION && Array.isArray(change['texts']))
      for (const text of change['texts'] as Fields[]) add(`text ${String(text['id'])}`, text, 'value');
  }
  for (const group of texts.values()) {
    const found = group.map(({ text }) => finder.find(text).counts).find(({ size }) => size > 0);
    if (!found) continue;
    counts.add(found);
    for (const { holder, key, text } of group) holder[key] = BLOCK.repeat(Array.from(text).length);
  }
}
