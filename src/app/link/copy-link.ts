import { timeWords } from '../../trace/order-only.ts';
import type { BatchAround } from '../batch-around.ts';
import { addressOf } from '../trace-address.ts';
import { copied } from './copied.ts';
import { carrying, LINK_PARTS } from './link-parts.ts';
import { stateOf, type Linked } from './view-state.ts';

/**
 * Puts a link to what is shown on the clipboard; resolves to what to say of it. A comment that came with a link stays
 * where it is: whoever makes another did not write it.
 */
export async function copyLink(linked: Linked, around: BatchAround | undefined): Promise<string> {
  const { session } = linked;
  const state = carrying(stateOf(linked), new Set(LINK_PARTS), undefined);
  const link = addressOf(session, state, around);
  if (!link) return 'This trace was opened from files: a link could not name it.';
  if (await copied(link.href)) {
    const range = session.view.getState().selection ? ', and the marked range,' : '';
    return `Link to ${timeWords(session.trace.manifest).moment(session.clock.now())}${range} copied: ${link.href.length} characters.`;
  }
  // Without a secure context there is no clipboard; the address bar says the same.
  history.replaceState(history.state, '', link);
  return 'This page may not use the clipboard: copy the address instead.';
}
