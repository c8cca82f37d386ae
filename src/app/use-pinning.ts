import { useMemo, useSyncExternalStore } from 'react';
import type { FramePlace } from '../timeline/FrameReadout.tsx';
import { steadyFrame } from '../timeline/steady-frame.ts';
import { useClock } from '../timeline/use-clock.ts';
import type { TraceSession } from './session-store.ts';

type Seen = Pick<TraceSession, 'clock' | 'frame'>;

interface Pinning {
  /** The frame at the playhead is proven to be on screen, and stays there. */
  readonly possible: boolean;
  /** Why it is not possible, in words; undefined where it is, and while the next frame is on its way for a moment. */
  readonly refusal: string | undefined;
}

/** Whether something can be pinned to the frame at the playhead: only to one that a person sees for certain. */
export function usePinning({ clock, frame }: Seen): Pinning {
  const steady = useMemo(() => steadyFrame(frame, () => !clock.playing), [clock, frame]);
  const place = useSyncExternalStore(frame.subscribe, frame.getState);
  const told = useSyncExternalStore(steady.subscribe, steady.getState);
  const playing = useClock(clock, () => clock.playing);
  const possible = refusalOf(place, playing) === undefined;
  return { possible, refusal: possible ? undefined : refusalOf(told, playing) };
}

/** The index of that frame at this very instant; undefined where nothing can be pinned. */
export function pinnableFrame({ clock, frame }: Seen): number | undefined {
  const place = frame.getState();
  return refusalOf(place, clock.playing) === undefined ? place?.index : undefined;
}

function refusalOf(place: FramePlace | undefined, playing: boolean): string | undefined {
  if (playing) return 'Pause to pin it to a frame.';
  if (!place) return 'The video has no frame here.';
  if (place.exact === null) return 'The pane of the video has to show this frame.';
  return place.exact ? undefined : 'It is not proven yet that this frame is on screen.';
}
