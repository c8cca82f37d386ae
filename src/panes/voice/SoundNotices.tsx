import { CircleAlert, VolumeX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { TraceError } from '../../base/errors.ts';
import type { MediaMeans } from '../../trace/media-means.ts';
import { TryAgain } from './TryAgain.tsx';
import type { VoiceState } from './use-voice.ts';
import { MUTE_ABOVE, type VoiceFollower } from './voice-follower.ts';
import styles from './voice-pane.module.css';

interface FollowerProps {
  readonly follower: VoiceFollower;
}

const WORDS = { fast: `Muted above ${MUTE_ABOVE}×`, backwards: 'Silent backwards' } as const;

/** Why nothing is heard while it plays, in a few words beside the controls. */
export function Silence({ follower }: FollowerProps) {
  const silence = useSyncExternalStore(follower.subscribe, () => follower.silence());
  return (
    <span className={styles['silence']} role="status">
      {silence && WORDS[silence]}
    </span>
  );
}

/** The browser lets nothing be heard before a person has clicked. */
export function Blocked({ follower }: FollowerProps) {
  const blocked = useSyncExternalStore(follower.subscribe, follower.blocked);
  if (!blocked) return null;
  return (
    <div className={styles['blocked']} role="alert">
      <button type="button" onClick={() => follower.allow()}>
        <VolumeX size={16} aria-hidden /> Sound is blocked: click to allow
      </button>
    </div>
  );
}

/** The sound is downloaded before it can be heard, where the browser takes it in no other way. */
export function Downloading({ means, path }: { readonly means: MediaMeans; readonly path: string }) {
  const state = useSyncExternalStore(means.subscribe, means.getState);
  if (state.means !== 'whole' || state.done === 1) return null;
  const { title, advice } = describeProblem(new TraceError('media-whole', { path }));
  return (
    <output className={styles['failure']}>
      <progress value={state.done} aria-label="Downloaded" />
      <span>
        {title} <span className={styles['advice']}>{advice}</span>
      </span>
    </output>
  );
}

interface SoundFailureProps {
  readonly state: Extract<VoiceState, { readonly status: 'failed' }>;
  readonly onRetry: () => void;
}

export function SoundFailure({ state: { error }, onRetry }: SoundFailureProps) {
  const { title, advice } = describeProblem(error);
  return (
    <div className={styles['failure']} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>
        {title} <span className={styles['advice']}>{advice}</span>
      </span>
      <TryAgain onClick={onRetry} />
    </div>
  );
}
