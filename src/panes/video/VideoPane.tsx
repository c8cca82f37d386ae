import { Columns2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { usePaneView } from '../../timeline/pane-views.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { PaneProps } from '../pane.tsx';
import { isOf } from './is-of.ts';
import { Recording } from './Recording.tsx';
import { SaveMenu } from './SaveMenu.tsx';
import { sideReports } from './side-reports.ts';
import type { Stage } from './stage.ts';
import { Toolbar } from './Toolbar.tsx';
import type { VideoPaneData } from './video-data.ts';
import { VideoTabs } from './VideoTabs.tsx';
import { DEFAULT_OPTIONS } from './view-options.ts';
import styles from './VideoPane.module.css';

/** All of them side by side, as the one that is chosen. */
const ALL = '*';

/** The screen recording with its toolbar; of several recordings, the one chosen, or all of them side by side. */
export function VideoPane({ data, clock, report, range }: PaneProps<VideoPaneData>) {
  const { videos, inputs, transcripts, voices, name } = data;
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage>(null);
  // To begin with, it is the first.
  const [chosen, choose] = usePaneView('video.layer');
  const beside = chosen === ALL && videos.length > 1;
  const setChosen = (id: string): void => choose(id === videos[0]?.layer.id ? undefined : id);
  const [options, setOptions] = useState(DEFAULT_OPTIONS);
  const video = videos.find(({ layer }) => layer.id === chosen) ?? videos[0];
  // Side by side, the pane speaks of the first, as the toolbar's frame number does.
  const speaker = beside ? videos[0]?.layer.id : video?.layer.id;
  // Made anew when others come or go: what those showed is no longer on screen.
  const speakers = beside ? videos.length : 1;
  const reports = useMemo(() => sideReports(report, speaker ?? '', speakers), [report, speaker, speakers]);
  if (!video) return null;

  const shown = beside ? videos : [video];
  return (
    <div ref={root} className={styles['pane']}>
      <div className={styles['bar']}>
        {videos.length > 1 ? (
          <>
            <VideoTabs videos={videos} chosen={video.layer.id} onChoose={setChosen} />
            <IconButton
              icon={Columns2}
              label="All recordings side by side"
              aria-pressed={beside}
              onClick={() => choose(beside ? undefined : ALL)}
            />
          </>
        ) : null}
        <Toolbar
          options={options}
          onChange={setOptions}
          hasInput={shown.some(({ layer }) => inputs.some((input) => isOf(layer.actor, input)))}
          hasCaptions={transcripts.length > 0}
          fullscreenTarget={root}
        >
          <SaveMenu
            name={name}
            stage={stage}
            voices={voices.filter((voice) => isOf(video.layer.actor, voice))}
            range={range}
          />
        </Toolbar>
      </div>
      <div className={styles['screens']}>
        {shown.map((one) => (
          <Recording
            key={one.layer.id}
            video={one}
            data={data}
            options={options}
            clock={clock}
            report={reports(one.layer.id)}
            stage={one === video ? stage : null}
            labelled={beside}
          />
        ))}
      </div>
    </div>
  );
}
