import { useEffect, useSyncExternalStore } from 'react';
import type { TraceLayer } from '../../trace/layers.ts';
import { outlineOf, type OutlineState } from '../../trace/outline.client.ts';
import type { Voice } from '../../trace/trace.ts';

const NONE: OutlineState = { status: 'idle' };

/** The outline of a layer's sound, for as long as it is looked at. */
export function useOutline(layer: TraceLayer<Voice> | undefined): OutlineState {
  const outline = layer && outlineOf(layer);
  const state = useSyncExternalStore(outline?.subscribe ?? ignore, outline?.getState ?? none);
  useEffect(() => outline?.start(), [outline]);
  return state;
}

const ignore = (): (() => void) => () => undefined;
const none = (): OutlineState => NONE;
