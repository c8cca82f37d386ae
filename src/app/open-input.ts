import type { StoreApi } from 'zustand/vanilla';
import { addressOfInput, findBundle, labelOf, type FindOptions, type TraceInput } from './find-bundle.ts';
import { withoutKey } from './link-key.ts';
import type { FindBundle, SessionStore, TraceSession } from './session-store.ts';

/** Opens whatever a person or a script named, in place of what is open. `taking`: who takes what is no trace. */
export function openInput(
  sessions: StoreApi<SessionStore>,
  named: TraceInput,
  taking?: Pick<FindOptions, 'onMany' | 'onMappings'>,
): Promise<TraceSession> {
  const input = withoutKey(named);
  const find: FindBundle = (progress, signal, ask, mapping) =>
    findBundle(input, progress, signal, { ...taking, ask, mapping });
  return sessions.getState().open(labelOf(input), find, allowedAddress(input));
}

/** An address that is refused is said to be so when it is looked for, and is no address to come back to. */
function allowedAddress(input: TraceInput): URL | undefined {
  try {
    return addressOfInput(input);
  } catch {
    return undefined;
  }
}
