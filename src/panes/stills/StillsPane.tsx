import { useEffect, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf, type TraceError } from '../../base/errors.ts';
import { GapNotice } from '../../timeline/GapNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import styles from './stills-pane.module.css';
import { StillView } from './StillView.tsx';
import type { StillsData } from './stills-data.ts';
import { useTrack } from './use-track.ts';

/** Stills of the screen; of several layers the one chosen. */
export function StillsPane({ data, clock, report }: PaneProps<StillsData>) {
  const { layers, bundle } = data;
  const [first] = layers;
  const [chosen, setChosen] = useState(first?.layer.id);
  const layer = layers.find((one) => one.layer.id === chosen) ?? first;
  if (!layer) return null;
  return (
    <div className={styles['pane']}>
      {layers.length > 1 && (
        <select
          className={styles['layers']}
          aria-label="Stills"
          value={layer.layer.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {layers.map(({ layer: { id, title } }) => (
            <option key={id} value={id}>
              {title ?? id}
            </option>
          ))}
        </select>
      )}
      <Stills key={layer.layer.id} layer={layer} bundle={bundle} clock={clock} report={report} />
      <GapNotice layers={layers} shown={layer.layer.id} clock={clock} />
    </div>
  );
}

interface StillsProps extends Pick<PaneProps<StillsData>, 'clock' | 'report'> {
  readonly layer: StillsData['layers'][number];
  readonly bundle: StillsData['bundle'];
}

function Stills({ layer, bundle, clock, report }: StillsProps) {
  const read = useTrack(layer, clock);
  if (!read) return <Reading what="Reading the list of stills …" />;
  if (read.error) return <Unreadable id={layer.layer.id} error={read.error} report={report} />;
  if (!read.content) return null;
  return (
    <StillView id={layer.layer.id} stills={read.content} bundle={bundle} clock={clock} report={report} />
  );
}

interface UnreadableProps extends Pick<PaneProps<StillsData>, 'report'> {
  /** Of the layer. */
  readonly id: string;
  readonly error: TraceError;
}

function Unreadable({ id, error, report }: UnreadableProps) {
  useEffect(() => {
    report({ layer: id, stills: null, still: null, file: null, error: error.code }, problemOf(error));
  }, [id, error, report]);
  const { title, advice } = describeProblem(error);
  return (
    <Notice severity="error" title={title}>
      {advice}
    </Notice>
  );
}
