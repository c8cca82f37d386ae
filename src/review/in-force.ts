/** Which events count: those that were not taken back. Pure. */
import type { ReviewEvent } from '../schema/generated/types.ts';

/** What is in force among ordered events. */
export interface InForce {
  /** The event of that id, whether in force or not. */
  readonly byId: ReadonlyMap<string, ReviewEvent>;
  /** Those that count, in order, undos among them. */
  readonly events: readonly ReviewEvent[];
  /** ids of what was taken back. */
  readonly undone: ReadonlySet<string>;
  /** Those that do not count: they speak of what is not there or not theirs. */
  readonly unused: readonly ReviewEvent[];
}

/**
 * An undo counts where it is of an earlier event of the same reviewer, and was not itself taken back. Since it is later
 * than its event, going from the last to the first decides each event before what it takes back.
 */
export function inForce(ordered: readonly ReviewEvent[]): InForce {
  const byId = new Map(ordered.map((event) => [event.id, event]));
  const unused: ReviewEvent[] = [];
  const undone = new Set<string>();
  const events: ReviewEvent[] = [];
  for (const event of ordered.toReversed()) {
    if (!isPossible(event, byId)) unused.push(event);
    else if (!undone.has(event.id)) {
      if (event.kind === 'undo') undone.add(event.event);
      events.push(event);
    }
  }
  return { byId, events: events.reverse(), undone, unused };
}

/** Whether what an event speaks of is there, is earlier, and is its reviewer's where it has to be. */
export function isPossible(event: ReviewEvent, byId: ReadonlyMap<string, ReviewEvent>): boolean {
  const earlier = (id: string): ReviewEvent | undefined => {
    const other = byId.get(id);
    return other && other.clock < event.clock ? other : undefined;
  };
  switch (event.kind) {
    case 'undo':
      return earlier(event.event)?.by === event.by;
    case 'reply':
    case 'resolve':
    case 'reopen':
      return earlier(event.comment)?.kind === 'comment';
    case 'edit':
    case 'withdraw': {
      const entry = earlier(event.entry);
      return (entry?.kind === 'comment' || entry?.kind === 'reply') && entry.by === event.by;
    }
    case 'unmark_recapture':
      return earlier(event.mark)?.kind === 'mark_recapture';
    case 'comment':
    case 'waive':
    case 'unwaive':
    case 'mark_recapture':
    case 'score':
    case 'verdict':
    case 'confirm_reason':
      return true;
  }
}
