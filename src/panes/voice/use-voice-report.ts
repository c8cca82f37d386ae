import { useEffect, useRef } from 'react';
import type { Problem } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { PaneProps } from '../pane.tsx';
import type { CueLog } from './cue-log.ts';
import type { VoiceState } from './use-voice.ts';

interface Shown {
  /** id of the layer that is heard. */
  readonly voice: string | null;
  readonly state: VoiceState;
  readonly cues: CueLog | undefined;
  /** What keeps the pane from showing all of it. */
  readonly problem: Problem | undefined;
}

/** Tells what is heard and lit, at each moment of the clock, once all of it is read. */
export function useVoiceReport(
  { voice, state, cues, problem }: Shown,
  clock: Clock,
  report: PaneProps<unknown>['report'],
): void {
  const cue = useClock(clock, (now) => cues?.saidAt(now) ?? undefined);
  const written = useClock(clock, (now) => cues?.writtenAt(now) ?? undefined);
  const tell = useRef<() => void>(undefined);
  useEffect(() => {
    tell.current = () => {
      if (!cues || state.status === 'opening') return;
      const follower = state.status === 'open' ? state.follower : undefined;
      const shown = {
        voice,
        audible: follower?.audible() ?? false,
        audioTime: follower?.seconds() ?? null,
        media: state.status === 'open' ? (state.means.getState().means ?? null) : null,
        cue: cue ?? null,
        cues: cues.track.length - cues.writtenCount,
        written: written ?? null,
        notes: cues.writtenCount,
      };
      report(shown, problem);
    };
    // This very render is on screen now.
    tell.current();
  });
  useEffect(() => {
    const onMoment = (): void => {
      // Where the words are to change, the render of that change tells.
      const now = clock.now();
      const isShown =
        (cues?.saidAt(now) ?? undefined) === cue && (cues?.writtenAt(now) ?? undefined) === written;
      if (isShown) tell.current?.();
    };
    const unsubscribe = clock.subscribe(onMoment);
    const forget = state.status === 'open' ? state.follower.subscribe(onMoment) : undefined;
    return () => {
      unsubscribe();
      forget?.();
    };
  }, [clock, state, cues, cue, written]);
}
