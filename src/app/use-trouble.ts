import { useSyncExternalStore } from 'react';
import { describeTrouble } from '../base/describe-error.ts';
import type { Trace } from '../trace/trace.ts';

/** Why bytes of the trace do not come for now, in words; undefined while they do. */
export function useTrouble({ bundle: { connection } }: Pick<Trace, 'bundle'>): string | undefined {
  const trouble = useSyncExternalStore(connection?.subscribe ?? ignore, connection?.trouble ?? none);
  return describeTrouble(trouble?.error);
}

const ignore = (): (() => void) => () => undefined;
const none = (): undefined => undefined;
