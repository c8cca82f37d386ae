import { useMemo, useRef, useState } from 'react';
import type { PaneProps } from '../pane.tsx';
import type { TimedInput, TraceLayer } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import { HOLDER } from './frame-presenter.ts';
import { splitInput } from './input-tracks.ts';
import { Screen } from './Screen.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useContents } from './use-contents.ts';
import { useHold } from './use-hold.ts';
import type { VideoPaneData } from './video-data.ts';
import { VideoTabs } from './VideoTabs.tsx';
import { DEFAULT_OPTIONS } from './view-options.ts';
import styles from './VideoPane.module.css';

/** The screen recording with its toolbar; of several recordings, the one chosen. */
export function VideoPane({ data, clock, report }: PaneProps<VideoPaneData>) {
  const { videos, inputs, transcripts, displays } = data;
  const root = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(videos[0]?.layer.id);
  const [attempt, setAttempt] = useState(0);
  const [options, setOptions] = useState(DEFAULT_OPTIONS);
  const video = videos.find(({ layer }) => layer.id === chosen) ?? videos[0];

  const actor = video?.layer.actor;
  const own = useMemo(() => inputs.filter((input) => isOf(actor, input)), [inputs, actor]);
  const input = useContents(own);
  const cues = useContents(transcripts);
  const tracks = useMemo(() => input.items.map(splitInput), [input.items]);
  useHold(clock, HOLDER, !input.complete || !cues.complete);
  if (!video) return null;

  return (
    <div ref={root} className={styles['pane']}>
      <div className={styles['bar']}>
        {videos.length > 1 ? (
          <VideoTabs videos={videos} chosen={video.layer.id} onChoose={setChosen} />
        ) : null}
        <Toolbar
          options={options}
          onChange={setOptions}
          hasInput={own.length > 0}
          hasCaptions={transcripts.length > 0}
          fullscreenTarget={root}
        />
      </div>
      <Screen
        key={`${attempt} ${video.layer.id}`}
        layer={video}
        inputs={tracks}
        cues={cues.items}
        displays={displays}
        options={options}
        overlayProblem={input.failed ?? cues.failed}
        clock={clock}
        report={report}
        onRetry={() => setAttempt(attempt + 1)}
      />
    </div>
  );
}

/** True for the input of the video's actor, and where either does not say whose it is. */
function isOf(actor: string | undefined, { layer }: TraceLayer<Track<TimedInput>>): boolean {
  return actor === undefined || layer.actor === undefined || layer.actor === actor;
}
