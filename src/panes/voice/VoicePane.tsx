import { VolumeX } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { PaneProps } from '../pane.tsx';
import type { CueLog } from './cue-log.ts';
import { FindBar } from './FindBar.tsx';
import { findAll, nextPlace, patternOf } from './find-text.ts';
import { SoundControls } from './SoundControls.tsx';
import { Transcript } from './Transcript.tsx';
import { usePeaks } from './use-peaks.ts';
import { useTranscripts } from './use-transcripts.ts';
import { useVoice, type VoiceState } from './use-voice.ts';
import { useVoiceReport } from './use-voice-report.ts';
import { nameOf, type VoiceData } from './voice-data.ts';
import { HOLDER, type VoiceFollower } from './voice-follower.ts';
import styles from './voice-pane.module.css';
import { Waveform } from './Waveform.tsx';

/** What was said: heard, seen and read. Of several sounds the chosen one is heard. */
export function VoicePane({ data, clock, report }: PaneProps<VoiceData>) {
  const { voices, transcripts, noSound, noTranscript } = data;
  const host = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(voices[0]?.layer.id);
  const [attempt, setAttempt] = useState(0);
  const [loudness, setLoudness] = useState({ volume: 1, muted: false });
  const voice = voices.find(({ layer }) => layer.id === chosen) ?? voices[0];
  const state = useVoice(host, voice, clock, attempt);
  const peaks = usePeaks(voice);
  const read = useTranscripts(transcripts);
  const find = useFind(read?.cues, clock);
  const follower = state.status === 'open' ? state.follower : undefined;

  const problem = useMemo(() => {
    if (state.status === 'failed') return problemOf(state.error);
    return peaks.status === 'failed' ? problemOf(peaks.error, 'warning') : undefined;
  }, [state, peaks]);
  useVoiceReport({ voice: voice?.layer.id ?? null, state, cues: read?.cues, problem }, clock, report);
  const opening = !read || state.status === 'opening';
  useEffect(() => (opening ? clock.hold(HOLDER) : undefined), [clock, opening]);
  useEffect(() => follower?.setVolume(loudness.volume, loudness.muted), [follower, loudness]);

  return (
    <div className={styles['pane']}>
      <div ref={host} hidden />
      <header className={styles['bar']}>
        {voice && <SoundControls loudness={loudness} onChange={setLoudness} disabled={!follower} />}
        {voices.length > 1 && (
          <select
            className={styles['voices']}
            aria-label="Sound"
            value={voice?.layer.id}
            onChange={({ target }) => setChosen(target.value)}
          >
            {voices.map((one) => (
              <option key={one.layer.id} value={one.layer.id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        )}
        {noSound !== undefined && <span className={styles['absent']}>{noSound}</span>}
        {read && read.cues.track.length > 0 && <FindBar {...find} />}
      </header>
      {follower && <Blocked follower={follower} />}
      {state.status === 'failed' && <SoundFailure state={state} onRetry={() => setAttempt(attempt + 1)} />}
      {voice && <Waveform layer={voice} state={peaks} clock={clock} />}
      {read?.failed.map(({ name, error }) => (
        <output key={name} className={styles['failure']}>
          {name} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      {read && read.cues.track.length > 0 && (
        <Transcript cues={read.cues} clock={clock} pattern={find.pattern} />
      )}
      {!read && <p className={styles['message']}>Reading the transcript …</p>}
      {read && read.cues.track.length === 0 && read.failed.length === 0 && (
        <p className={styles['message']}>{noTranscript ?? 'The transcript holds no words.'}</p>
      )}
    </div>
  );
}

/** What is looked for in the transcript, and going from one find to the next. */
function useFind(cues: CueLog | undefined, clock: Clock) {
  const [query, setQuery] = useState('');
  /** The row that was gone to last. */
  const [row, setRow] = useState<number>();
  const pattern = useMemo(() => patternOf(query), [query]);
  const found = useMemo(
    () => findAll(cues?.track.items.map(({ text }) => text) ?? [], pattern),
    [cues, pattern],
  );
  const onMove = (forwards: boolean): void => {
    // The first time, from the playhead on.
    const from = row ?? (cues?.track.indexAt(clock.now()) ?? 0) - (forwards ? 1 : 0);
    const next = found[nextPlace(found, from, forwards)];
    const cue = next === undefined ? undefined : cues?.track.items[next];
    if (!cue) return;
    setRow(next);
    clock.seek(cue.time);
  };
  const onQuery = (words: string): void => {
    setQuery(words);
    setRow(undefined);
  };
  const place = row === undefined ? -1 : found.indexOf(row);
  return { query, onQuery, pattern, count: found.length, place, onMove };
}

function Blocked({ follower }: { readonly follower: VoiceFollower }) {
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

interface SoundFailureProps {
  readonly state: Extract<VoiceState, { readonly status: 'failed' }>;
  readonly onRetry: () => void;
}

function SoundFailure({ state: { error }, onRetry }: SoundFailureProps) {
  const { title, advice } = describeProblem(error);
  return (
    <div className={styles['failure']} role="alert">
      {title} {advice} <button onClick={onRetry}>Try again</button>
    </div>
  );
}
