/** What shows the state of things around a moment: pictures, output, recorded pages. Pure. */
import type { TimeRange } from '../base/time.ts';
import { lastAtMost } from '../base/search-sorted.ts';
import { coverageOf } from './coverage.ts';
import { placed, type Facts } from './facts.ts';
import { meet } from './spans.ts';

export class StateEvidence {
  readonly #pictures: readonly TimeRange[];
  /** Output by id of its terminal, ascending. */
  readonly #output: ReadonlyMap<string, readonly number[]>;
  /** When pages were recorded whole, ascending. */
  readonly #pages: readonly number[];

  /** `still`: see `coverageOf`. */
  constructor(facts: Facts, still: number) {
    this.#pictures = coverageOf(facts, { still, beat: 0 }).flatMap(({ kind, covered }) =>
      kind === 'video' ? (covered ?? []) : [],
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
    return (
      this.#pictures.some((span) => meet(span, window)) ||
      this.pageIn(window) ||
      [...this.#output.keys()].some((id) => this.outputIn(id, window))
    );
  }

  /** A terminal printed something in [start, end]. */
  outputIn(terminal: string, window: TimeRange): boolean {
    return anyIn(this.#output.get(terminal) ?? [], window);
  }

  /** Any terminal did. */
  anyOutputIn(window: TimeRange): boolean {
    return [...this.#output.keys()].some((id) => this.outputIn(id, window));
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
