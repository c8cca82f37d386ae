/** What the network or a server did not give: it says nothing of what is there. Pure. */
import type { SignedOpen } from '../../../schema/generated/types.ts';
import type { GatheredTrace } from './gather.ts';

/** Whether all there is to know of a trace was had, be it there or not. */
export function isReached({ there: { bundle, review, verifications } }: GatheredTrace): boolean {
  return [bundle, review, verifications].every(({ state }) => state !== 'unreached');
}

/** Whether something that would be signed was not had. */
export function hasUnchecked(open: readonly Pick<SignedOpen, 'code'>[]): boolean {
  return open.some(({ code }) => code === 'not-checked');
}
