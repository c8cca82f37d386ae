import { memo } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Track } from '../../trace/track.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Visit } from './browser-state.ts';
import styles from './lists.module.css';
import { visibleText } from './visible-text.ts';

/** In CSS pixels: two lines. */
const ROW_HEIGHT = 40;

interface HistoryListProps {
  readonly visits: Track<Visit>;
  readonly clock: Clock;
}

/** Where the tab went, also later than now. */
export const HistoryList = memo(function HistoryList({ visits, clock }: HistoryListProps) {
  const words = useTimeWords();
  const active = useClock(clock, (now) => visits.indexAt(now));
  const hover = useHoverRows<Visit>(
    (time) => visits.indexAt(time),
    (visit) => visit.time,
  );
  return (
    <section className={styles['section']} aria-label="History of the tab">
      <h2 className={styles['heading']}>History</h2>
      {visits.length === 0 ? (
        <p className={styles['none']}>Nothing was opened.</p>
      ) : (
        <div className={styles['list']}>
          <VirtualList
            rows={visits.items}
            rowHeight={ROW_HEIGHT}
            activeIndex={active}
            label="History"
            {...hover}
            onActivate={({ time }) => clock.seek(time)}
            renderRow={({ time, url, title }, index) => (
              <div className={styles['visit']} data-ahead={index > active}>
                <span className={styles['main']}>{visibleText(title ?? url)}</span>
                <span className={styles['time']}>{words.moment(time)}</span>
                <span className={styles['detail']} title={visibleText(url)}>
                  {visibleText(url)}
                </span>
              </div>
            )}
          />
        </div>
      )}
    </section>
  );
});
