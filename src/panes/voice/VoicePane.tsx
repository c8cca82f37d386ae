import { CircleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf } from '../../base/errors.ts';
import { GapNotice } from '../../timeline/GapNotice.tsx';
import { outlineOf } from '../../trace/outline.client.ts';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { FindBar } from './FindBar.tsx';
import { SoundControls } from './SoundControls.tsx';
import { Blocked, Downloading, Silence, SoundFailure } from './SoundNotices.tsx';
import { Transcript } from './Transcript.tsx';
import { useFind } from './use-find.ts';
import { useOutline } from './use-outline.ts';
import { useVoice } from './use-voice.ts';
import { useVoiceReport } from './use-voice-report.ts';
import { useWords } from './use-words.ts';
import { HOLDER, nameOf, type VoiceData } from './voice-data.ts';
import styles from './voice-pane.module.css';
import { Waveform } from './Waveform.tsx';

/** What was said and written: heard, seen and read. Of several sounds the chosen one is heard. */
export function VoicePane({ data, clock, report }: PaneProps<VoiceData>) {
  const { voices, notes, noSound, noTranscript } = data;
  const host = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(voices[0]?.layer.id);
  const [attempt, setAttempt] = useState(0);
  const [loudness, setLoudness] = useState({ volume: 1, muted: false });
  const voice = voices.find(({ layer }) => layer.id === chosen) ?? voices[0];
  const state = useVoice(host, voice, clock, attempt);
  const outline = useOutline(voice);
  const words = useWords(data, clock);
  const { row, onKeyDown, ...find } = useFind(words?.cues, clock);
  const follower = state.status === 'open' ? state.follower : undefined;

  const problem = useMemo(() => {
    if (state.status === 'failed') return problemOf(state.error);
    return outline.status === 'failed' ? problemOf(outline.error, 'warning') : undefined;
  }, [state, outline]);
  useVoiceReport({ voice: voice?.layer.id ?? null, state, cues: words?.cues, problem }, clock, report);
  const opening = state.status === 'opening';
  useEffect(() => (opening ? clock.hold(HOLDER) : undefined), [clock, opening]);
  useEffect(() => follower?.setVolume(loudness.volume, loudness.muted), [follower, loudness]);

  const hasWords = words !== undefined && words.cues.track.length > 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its parts take the focus, and F3 comes up from them
    <div className={styles['pane']} onKeyDown={onKeyDown}>
      <div ref={host} hidden />
      <header className={styles['bar']}>
        {voice && <SoundControls loudness={loudness} onChange={setLoudness} disabled={!follower} />}
        {follower && !loudness.muted && <Silence follower={follower} />}
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
        {hasWords && <FindBar {...find} />}
      </header>
      {follower && <Blocked follower={follower} />}
      {state.status === 'open' && voice && (
        <Downloading means={state.means} path={voice.layer.paths?.[0] ?? voice.layer.id} />
      )}
      {state.status === 'failed' && <SoundFailure state={state} onRetry={() => setAttempt(attempt + 1)} />}
      {/* Of a file that is broken, it is enough to say so once. */}
      {voice && !(state.status === 'failed' && outline.status === 'failed') && (
        <Waveform layer={voice} state={outline} clock={clock} onRetry={() => outlineOf(voice).start()} />
      )}
      {words?.failed.map(({ id, name, error }) => (
        <output key={id} className={styles['failure']}>
          <CircleAlert size={16} aria-hidden />
          <span>
            {name} cannot be shown. <span className={styles['advice']}>{describeProblem(error).title}</span>
          </span>
        </output>
      ))}
      {hasWords && <Transcript cues={words.cues} clock={clock} pattern={find.pattern} found={row} />}
      {!words && <Reading what="Reading the words …" />}
      {words && !hasWords && words.failed.length === 0 && (
        <p className={styles['message']}>
          {noTranscript ?? 'The transcript holds no words.'}
          {notes.length > 0 && ' No note or decision was written down either.'}
        </p>
      )}
      <GapNotice layers={voices} shown={voice?.layer.id} clock={clock} />
    </div>
  );
}
