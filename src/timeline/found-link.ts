/** The hit that a search led to last: a pane that shows its text brings it into sight. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Layer } from '../trace/layers.ts';
import type { Readable } from './FrameReadout.tsx';

export interface FoundText {
  /** id of the layer that it was found in, and its kind. */
  readonly layer: string;
  readonly kind: Layer['kind'];
  /** A file, an address, whoever spoke; '' for none. */
  readonly place: string;
  /** Line of the file, from 1; 0: none. */
  readonly line: number;
  /** The line that it was found in, or as much of it as a list shows. */
  readonly text: string;
  /** What was looked for, as it is written there. */
  readonly words: readonly string[];
}

/** Another object for each hit that is gone to, also for the same one. Without a provider nobody hears of any. */
export const FoundContext = createContext<Readable<FoundText | undefined>>({
  getState: () => undefined,
  subscribe: () => () => undefined,
});

export function useFoundText(): FoundText | undefined {
  const { subscribe, getState } = useContext(FoundContext);
  return useSyncExternalStore(subscribe, getState);
}
