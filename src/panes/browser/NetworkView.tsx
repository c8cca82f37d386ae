import { useMemo } from 'react';
import type { TimeRange } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { NetworkEntry } from '../../trace/har.ts';
import type { Track } from '../../trace/track.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { barOf, formatBytes, shortType, spanOf, statusClass, underWay } from './network-list.ts';
import styles from './network.module.css';
import { resourceName, visibleText } from './visible-text.ts';

const ROW_HEIGHT = 26;

interface NetworkViewProps {
  readonly requests: Track<NetworkEntry>;
  readonly clock: Clock;
}

/** Every request; those sent later than now are muted. */
export function NetworkView({ requests, clock }: NetworkViewProps) {
  const words = useTimeWords();
  const active = useClock(clock, (now) => requests.indexAt(now));
  const hover = useHoverRows<NetworkEntry>(
    (time) => requests.indexAt(time),
    (request) => request.time,
  );
  // A string, since a selector yields primitives only.
  const open = useClock(clock, (now) => underWay(requests.items, now).join());
  const openIndexes = useMemo(() => new Set(open === '' ? [] : open.split(',').map(Number)), [open]);
  const span = useMemo(() => spanOf(requests.items), [requests]);
  if (!span) return <p className={styles['none']}>No request was recorded.</p>;
  return (
    <div className={styles['network']}>
      <div className={styles['head']} aria-hidden>
        <span>Method</span>
        <span>Status</span>
        <span>Resource</span>
        <span className={styles['host']}>Host</span>
        <span className={styles['type']}>Type</span>
        <span className={styles['number']}>Size</span>
        <span className={styles['number']}>Start</span>
        <span className={styles['number']}>Duration</span>
        <span className={styles['fall']}>{words.extent(span.end - span.start)} in all</span>
      </div>
      <div className={styles['rows']}>
        <VirtualList
          rows={requests.items}
          rowHeight={ROW_HEIGHT}
          activeIndex={active}
          label="Network requests"
          {...hover}
          onActivate={({ time }) => clock.seek(time)}
          renderRow={(entry, index) => (
            <RequestRow
              entry={entry}
              span={span}
              state={index > active ? 'ahead' : openIndexes.has(index) ? 'open' : 'done'}
            />
          )}
        />
      </div>
    </div>
  );
}

interface RequestRowProps {
  readonly entry: NetworkEntry;
  readonly span: TimeRange;
  readonly state: 'ahead' | 'open' | 'done';
}

function RequestRow({ entry, span, state }: RequestRowProps) {
  const words = useTimeWords();
  const { method, url, mimeType, bytes, time, end } = entry;
  const { name, host } = resourceName(url);
  const { left, width } = barOf(entry, span);
  return (
    <div className={styles['row']} data-state={state}>
      <span className={styles['method']}>{method === undefined ? '–' : visibleText(method)}</span>
      <Status entry={entry} />
      <span className={styles['name']} title={visibleText(url)}>
        {visibleText(name)}
      </span>
      <span className={styles['host']}>{visibleText(host)}</span>
      <span className={styles['type']} title={mimeType && visibleText(mimeType)}>
        {mimeType === undefined ? '–' : visibleText(shortType(mimeType))}
      </span>
      <span className={styles['number']}>{bytes === undefined ? '–' : formatBytes(bytes)}</span>
      <span className={styles['number']}>{words.moment(time)}</span>
      <span className={styles['number']}>{(end !== undefined && words.duration(end - time)) || '–'}</span>
      <span className={styles['fall']} aria-hidden>
        <span
          className={styles['bar']}
          data-open-end={end === undefined}
          style={{ left: `min(${left * 100}%, 100% - 3px)`, width: `${width * 100}%` }}
        />
      </span>
    </div>
  );
}

function Status({ entry }: { readonly entry: NetworkEntry }) {
  const { status, statusText, failure } = entry;
  const words = failure ?? statusText ?? (status === undefined ? 'no status was recorded' : undefined);
  return (
    <span className={styles['status']} data-class={statusClass(entry)} title={words && visibleText(words)}>
      {status ?? (failure === undefined ? '–' : 'failed')}
    </span>
  );
}
