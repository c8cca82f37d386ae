/** How an event comes about: what a reviewer does, and what of it follows from what was said before. Pure. */
import type { ReviewEvent } from '../schema/generated/types.ts';
import { claimsOf, fieldKey, fieldOf, type Claim } from './fields.ts';
import { inForce } from './in-force.ts';
import type { Review } from './review.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What a reviewer does; the rest of the event follows. */
export type Act = Without<ReviewEvent, 'id' | 'clock' | 'at' | 'by' | 'replaces'>;

/** Who does it, when, and what its event is to be called. */
export interface Author {
  readonly by: string;
  readonly at: Date;
  /** A new uuid. */
  readonly id: string;
}

const CLAIMS: Readonly<Record<ReviewEvent['kind'], boolean>> = {
  comment: false,
  reply: false,
  edit: true,
  withdraw: true,
  resolve: true,
  reopen: true,
  waive: true,
  unwaive: true,
  mark_recapture: false,
  unmark_recapture: false,
  score: true,
  verdict: true,
  confirm_reason: true,
  undo: false,
};

/** The event by which an act is added to a review. */
export function eventOf({ events }: Review, { by, at, id }: Author, act: Act): ReviewEvent {
  const clock = clockAfter(events);
  const bare = { id, clock, at: at.toISOString(), by, ...act };
  if (!CLAIMS[act.kind]) return bare as ReviewEvent;
  return asClaim(bare, claimsOf(inForce(events)));
}

/** The events by which findings are waived for one reason: what was said before is looked through once for all. */
export function waiversOf(
  { events }: Review,
  { by, at, newId }: Omit<Author, 'id'> & { readonly newId: () => string },
  findings: readonly string[],
  reason: string,
): readonly ReviewEvent[] {
  const claims = claimsOf(inForce(events));
  const clock = clockAfter(events);
  return [...new Set(findings)].map((finding, index) =>
    asClaim(
      { id: newId(), clock: clock + index, at: at.toISOString(), by, kind: 'waive', finding, reason },
      claims,
    ),
  );
}

function clockAfter(events: Review['events']): number {
  return (events.at(-1)?.clock ?? 0) + 1;
}

/** In place of all that was said of the same thing. */
function asClaim(bare: object, claims: ReturnType<typeof claimsOf>): Claim {
  const claim = { ...bare, replaces: [] as readonly string[] } as Claim;
  const heads = claims.get(fieldKey(fieldOf(claim)))?.heads ?? [];
  return { ...claim, replaces: heads.map((head) => head.id) };
}

/** With one event more, which is later than all others. */
export function withEvent(review: Review, event: ReviewEvent): Review {
  return withEvents(review, [event]);
}

/** With events more, each later than those before it. */
export function withEvents({ bundleId, events }: Review, added: readonly ReviewEvent[]): Review {
  return { bundleId, events: [...events, ...added] };
}

/** What an undo by that reviewer would take back: the last thing done that is in force. */
export function undoable({ events }: Review, by: string): ReviewEvent | undefined {
  return inForce(events).events.findLast((event) => event.by === by && event.kind !== 'undo');
}

/** What taking the last undo back would take back: that undo, as long as nothing was done after it. */
export function redoable({ events }: Review, by: string): ReviewEvent | undefined {
  const { byId, events: all } = inForce(events);
  const isPlain = (event: ReviewEvent): boolean =>
    event.kind === 'undo' && byId.get(event.event)?.kind !== 'undo';
  const own = events.filter((event) => event.by === by);
  const done = own.findLastIndex(({ kind }) => kind !== 'undo');
  const since = new Set(own.slice(done + 1));
  return all.findLast((event) => since.has(event) && isPlain(event));
}
