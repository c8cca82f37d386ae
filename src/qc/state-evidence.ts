/** What shows the state of things around a moment: pictures, output, recorded pages. Pure. */
import type { TimeRange } from '../base/time.ts';
import { lastAtMost } from '../base/search-sorted.ts';
import { coverageOf } from './coverage.ts';
import { placed, type Facts } from './facts.ts';
import { union } from './spans.ts';

export class StateEvidence {
  /** In time order, and apart from each other. */
  readonly #pictures: readonly TimeRange[];
  /** Output by id of its terminal, ascending. */
  readonly #output: ReadonlyMap<string, readonly number[]>;
  /** When pages were recorded whole, ascending. */
  readonly #pages: readonly number[];

  /** `still`: see `coverageOf`. */
  constructor(facts: Facts, still: number) {
    this.#pictures = union(
      coverageOf(facts, { still, beat: 0 }).flatMap(({ kind, covered }) =>
        kind === 'video' ? (covered ?? []) : [],
      ),
      facts.duration,
    );
    this.#output = new Map(
      facts.terminals.map(({ layer, holds: { chunks } }) => [
        layer.id,
        Array.from(chunks.ofKind('output'), (index) => chunks.timeOf(index)),
      ]),
    );
    this.#pages = [
      ...placed(facts.browsers).flatMap(({ item }) => (item.event.type === 'snapshot' ? [item.time] : [])),
      ...facts.doms.flatMap(({ holds }) => holds.pages.items.map(({ time }) => time)),
    ].sort((a, b) => a - b);
  }

  /** Anything that shows how it was within `window`. */
  at(window: TimeRange): boolean {
    return this.#pictureIn(window) || this.pageIn(window) || this.anyOutputIn(window);
  }

  /** A terminal printed something in [start, end]. */
  outputIn(terminal: string, window: TimeRange): boolean {
    return anyIn(this.#output.get(terminal) ?? [], window);
  }

  /** Any terminal did. */
  anyOutputIn(window: TimeRange): boolean {
    for (const times of this.#output.values()) if (anyIn(times, window)) return true;
    return false;
  }

  /** A picture stood in [start, end]. */
  #pictureIn({ start, end }: TimeRange): boolean {
    const pictures = this.#pictures;
    const last = lastAtMost(pictures.length, (index) => pictures[index]?.start ?? Infinity, end);
    return (pictures[last]?.end ?? -Infinity) >= start;
  }

  /** A page was recorded whole in [start, end]. */
  pageIn(window: TimeRange): boolean {
    return anyIn(this.#pages, window);
  }
}

/** Both ends included. */
function anyIn(times: readonly number[], { start, end }: TimeRange): boolean {
  const last = lastAtMost(times.length, (index) => times[index] ?? Infinity, end);
  return last >= 0 && (times[last] ?? -Infinity) >= start;
}
