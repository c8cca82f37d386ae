import { ArrowLeft, ArrowRight, List } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { ClientFile } from '../../schema/generated/types.ts';
import { stopTime } from '../../share/client-file.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { ClientBarProps } from '../client-mode.ts';
import styles from './client.module.css';
import type { Tour } from './tour.ts';

interface TourBarProps extends ClientBarProps {
  readonly tour: Tour;
  readonly file: ClientFile;
  /** Shows the title page. */
  readonly onTitle: () => void;
}

/** Where one is in the tour, and the way on; without a tour, the way back to the title page. */
export function TourBar({ session, layouts, tour, file, onTitle }: TourBarProps) {
  const { clock } = session;
  const { moment } = useTimeWords();
  const stops = file.tour ?? [];
  const at = useStore(tour, (state) => state.at);
  const { step } = tour.getState();
  const { panes } = file;
  useEffect(() => {
    const stop = at && file.tour?.[at.index];
    if (!stop) return;
    clock.pause();
    clock.seek(stopTime(stop), true);
    for (const pane of stop.panes ?? []) if (!panes || panes.includes(pane)) layouts.getState().show(pane);
  }, [at, file, panes, clock, layouts]);
  const stop = at && stops[at.index];
  return (
    <nav className={styles['bar']} aria-label="Tour">
      <IconButton icon={List} label="Title page" onClick={onTitle} />
      {stops.length > 0 && (
        <>
          <IconButton
            icon={ArrowLeft}
            label="Previous stop"
            command="previous-trace"
            disabled={!at || at.index === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ArrowRight}
            label="Next stop"
            command="next-trace"
            disabled={at?.index === stops.length - 1}
            onClick={() => step(1)}
          />
        </>
      )}
      <div className={styles['says']} aria-live="polite">
        {stop ? (
          <>
            <span className={styles['place']}>
              {at.index + 1} of {stops.length}
            </span>
            <button
              type="button"
              className={styles['again']}
              title={`Back to ${moment(stopTime(stop))}`}
              onClick={() => tour.getState().go(at.index)}
            >
              <bdi>{stop.title}</bdi>
            </button>
            {stop.text !== undefined && <bdi className={styles['more']}>{stop.text}</bdi>}
          </>
        ) : (
          <bdi className={styles['more']}>{file.title}</bdi>
        )}
      </div>
    </nav>
  );
}
