/**
 * Reviews are given blind: nobody sees the verdict and the scores of others before there is one of their own, so that what
 * two say can be compared. Source: rule set for captured traces C.4 (blind double review). Pure.
 */
import type { ReviewEvent } from '../schema/generated/types.ts';
import { isSameName } from './conduct/people.ts';
import type { InForce } from './in-force.ts';
import type { Review } from './review.ts';
import type { VerdictWord } from './state.ts';

/** Whether what others decided is kept from somebody: until their first verdict, or until they ask to see it. */
export function isBlind({ events }: Review, by: string, uncovered: boolean): boolean {
  return !uncovered && !events.some((event) => event.kind === 'verdict' && isSameName(event.by, by));
}

/** Whether a verdict that somebody gives now is given in sight of another one. */
export function isInformed(review: Review, by: string, uncovered: boolean): boolean {
  return (
    !isBlind(review, by, uncovered) &&
    review.events.some((event) => event.kind === 'verdict' && !isSameName(event.by, by))
  );
}

/** By reviewer, the last verdict that was not given in sight of others, also where another one followed. */
export function blindVerdicts({ events }: Pick<InForce, 'events'>): ReadonlyMap<string, VerdictWord> {
  const found = new Map<string, VerdictWord>();
  for (const event of events)
    if (isOwn(event)) {
      if (event.verdict === null) found.delete(event.by);
      else found.set(event.by, event.verdict);
    }
  return found;
}

function isOwn(event: ReviewEvent): event is Extract<ReviewEvent, { kind: 'verdict' }> {
  return event.kind === 'verdict' && event.informed !== true;
}
