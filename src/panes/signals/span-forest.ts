/** Spans as trees: one a trace as a rule. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Span } from '../../trace/signals.ts';

/** The spans that share a trace id; one that has none is alone. */
export interface SpanGroup {
  /** Place in the forest, by start. */
  readonly index: number;
  readonly traceId: string | undefined;
  /** As `span-tree` order has them: each before what is within it, brothers by their start. */
  readonly rows: readonly SpanRow[];
  readonly start: TraceTime;
  /** The last end that is known. */
  readonly end: TraceTime;
  readonly failed: number;
}

export interface SpanRow {
  readonly span: Span;
  /** From 1. */
  readonly level: number;
  /** How many rows after this one are within it. */
  readonly within: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
}

/** Traces that are shown at once. */
const AT_ONCE = 8;

export class SpanForest {
  /** By start. */
  readonly groups: readonly SpanGroup[];
  readonly #byTrace = new Map<string, SpanGroup>();
  /** At each place the last end so far. */
  readonly #reach: Float64Array;

  /** `spans` in time order. */
  constructor(spans: readonly Span[]) {
    const members = new Map<string | Span, Span[]>();
    for (const span of spans) {
      const key = span.traceId ?? span;
      const list = members.get(key);
      if (list) list.push(span);
      else members.set(key, [span]);
    }
    this.groups = [...members.values()].map(groupOf);
    for (const group of this.groups) if (group.traceId !== undefined) this.#byTrace.set(group.traceId, group);
    let latest = -Infinity;
    this.#reach = Float64Array.from(this.groups, ({ end }) => (latest = Math.max(latest, end)));
  }

  ofTrace(traceId: string | undefined): SpanGroup | undefined {
    return traceId === undefined ? undefined : this.#byTrace.get(traceId);
  }

  /** The last group that had begun at `time`; -1: none had. */
  indexAt(time: TraceTime): number {
    return lastAtMost(this.groups.length, (index) => this.groups[index]?.start ?? Infinity, time);
  }

  /** Those under way at `time`, the latest few; where none is, the one that began last. */
  at(time: TraceTime): readonly SpanGroup[] {
    const last = this.indexAt(time);
    const first = lastAtMost(last + 1, (index) => this.#reach[index] ?? Infinity, time) + 1;
    const running: SpanGroup[] = [];
    for (let index = last; index >= first && running.length < AT_ONCE; index -= 1) {
      const group = this.groups[index];
      if (group && group.end > time) running.unshift(group);
    }
    return running.length > 0 ? running : this.groups.slice(Math.max(0, last), last + 1);
  }
}

/** `members`: at least one, in time order. */
function groupOf(members: readonly Span[], index: number): SpanGroup {
  const known = new Set(members.map(({ spanId }) => spanId));
  const children = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of members) {
    const parent = span.parentSpanId;
    if (parent === undefined || parent === span.spanId || !known.has(parent)) roots.push(span);
    else {
      const list = children.get(parent);
      if (list) list.push(span);
      else children.set(parent, [span]);
    }
  }
  const rows = rowsOf(roots, children);
  if (rows.length < members.length) {
    // Parents in a circle: the first of those that are left stands as if it had none.
    const shown = new Set(rows.map(({ span }) => span));
    for (const span of members)
      if (!shown.has(span)) {
        const more = rowsOf([span], children, shown);
        for (const row of more) rows.push(row);
      }
  }
  const [first] = members;
  return {
    index,
    traceId: first?.traceId,
    rows,
    start: first?.time ?? (0 as TraceTime),
    end: members.reduce((end, span) => Math.max(end, span.end ?? span.time), 0) as TraceTime,
    failed: members.filter(({ status }) => status === 'error').length,
  };
}

/** Without recursion: how deep they are nested is up to whoever made the file. `shown`: spans that have a row. */
function rowsOf(
  roots: readonly Span[],
  children: ReadonlyMap<string, readonly Span[]>,
  shown = new Set<Span>(),
): SpanRow[] {
  const rows: { span: Span; level: number; within: number; place: number; siblings: number }[] = [];
  interface Open {
    readonly spans: readonly Span[];
    readonly of: number;
    next: number;
  }
  const open: Open[] = [{ spans: roots, of: -1, next: 0 }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const span = level.spans[level.next];
    if (!span) {
      open.pop();
      const owner = rows[level.of];
      if (owner) owner.within = rows.length - 1 - level.of;
      continue;
    }
    level.next += 1;
    if (shown.has(span)) continue;
    shown.add(span);
    const { length: siblings } = level.spans;
    const at = rows.push({ span, level: open.length, within: 0, place: level.next, siblings }) - 1;
    const within = span.spanId === undefined ? undefined : children.get(span.spanId);
    // Of two spans of one id the first has what is within it.
    if (within?.some((child) => !shown.has(child)) === true) open.push({ spans: within, of: at, next: 0 });
  }
  return rows;
}

/** Rows that are in sight while those of `closed` spans hide what is within them. */
export function openRows(rows: readonly SpanRow[], closed: ReadonlySet<Span>): readonly SpanRow[] {
  if (closed.size === 0) return rows;
  const kept: SpanRow[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (!row) continue;
    kept.push(row);
    if (closed.has(row.span)) index += row.within;
  }
  return kept;
}

export type SpanState = 'ahead' | 'running' | 'done';

/** How a span stands at `time`; one whose end is not known has ended as far as anybody can tell. */
export function stateAt({ time: start, end }: Span, time: number): SpanState {
  if (start > time) return 'ahead';
  return end !== undefined && end > time ? 'running' : 'done';
}

/** Starts and ends of the rows, ascending: between two of them nothing changes. */
export function boundariesOf(rows: readonly SpanRow[]): Float64Array {
  return Float64Array.from(rows.flatMap(({ span: { time, end } }) => [time, end ?? time])).sort();
}
