/** Comments with their replies, as they are to be read. Pure. */
import type { TimeRange, TraceTime } from '../base/time.ts';
import type { ReviewComment, ReviewReply, ReviewTarget } from '../schema/generated/types.ts';
import { fieldKey, type Claims } from './fields.ts';
import type { InForce } from './in-force.ts';

/** Something that somebody wrote. */
export interface Entry {
  /** id of the event that began it. */
  readonly id: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** As it is now; '' where it was taken back. */
  readonly text: string;
  /** When it was last changed; undefined: never. */
  readonly editedAt: string | undefined;
  /** It was taken back; it still stands where others answered. */
  readonly withdrawn: boolean;
}

/** A comment, and what was answered. */
export interface Thread extends Entry {
  readonly target: ReviewTarget;
  /** In the order in which they count. */
  readonly replies: readonly Entry[];
  /** Who says that it is done with, and when; undefined: it is open. */
  readonly resolved: { readonly by: string; readonly at: string } | undefined;
}

/** What is spoken of, as a range of trace time: of a moment [t, t + 1 µs). */
export function targetRange(target: ReviewTarget): TimeRange {
  const [start, end] =
    'range_us' in target ? pairOf(target.range_us) : [target.time_us as TraceTime, target.time_us];
  return { start, end: Math.max(start + 1, end) as TraceTime };
}

/** A pair of a file as a range; one that goes backwards is one instant. */
export function rangeOf(range: readonly number[]): TimeRange {
  const [start, end] = pairOf(range);
  return { start, end: Math.max(start, end) as TraceTime };
}

function pairOf([start = 0, end = start]: readonly number[]): readonly [TraceTime, TraceTime] {
  return [start as TraceTime, end as TraceTime];
}

/** In time order. A comment that was taken back is left out unless somebody answered. */
export function threadsOf(
  { byId, events, undone }: InForce,
  fields: ReadonlyMap<string, Claims>,
): readonly Thread[] {
  const replies = new Map<string, Entry[]>();
  for (const event of events) {
    if (event.kind !== 'reply') continue;
    const entry = entryOf(event, fields, false);
    if (!entry.withdrawn) replies.set(event.comment, [...(replies.get(event.comment) ?? []), entry]);
  }
  return [...byId.values()]
    .filter((event) => event.kind === 'comment')
    .map((comment) => ({
      ...entryOf(comment, fields, undone.has(comment.id)),
      target: comment.target,
      replies: replies.get(comment.id) ?? [],
      resolved: resolvedOf(fields.get(fieldKey({ kind: 'open', comment: comment.id }))),
    }))
    .filter(({ withdrawn, replies: own }) => !withdrawn || own.length > 0)
    .sort((a, b) => targetRange(a.target).start - targetRange(b.target).start);
}

function entryOf(
  { id, by, at, text }: ReviewComment | ReviewReply,
  fields: ReadonlyMap<string, Claims>,
  undone: boolean,
): Entry {
  const [last] = fields.get(fieldKey({ kind: 'words', entry: id }))?.heads ?? [];
  const withdrawn = undone || last?.kind === 'withdraw';
  return {
    id,
    by,
    at,
    text: withdrawn ? '' : last?.kind === 'edit' ? last.text : text,
    editedAt: last?.kind === 'edit' ? last.at : undefined,
    withdrawn,
  };
}

function resolvedOf(claims: Claims | undefined): Thread['resolved'] {
  const [last] = claims?.heads ?? [];
  return last?.kind === 'resolve' ? { by: last.by, at: last.at } : undefined;
}
