import { X } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { lastAtMost } from '../../base/search-sorted.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { usePaneView, usePaneWords } from '../../timeline/pane-views.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { LogRecord } from '../../trace/signals.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { filterLogs, levelOf } from './log-filter.ts';
import { LogDetail } from './LogDetail.tsx';
import styles from './logs.module.css';
import pane from './signals-pane.module.css';
import type { ViewProps } from './SignalsPane.tsx';
import { countWords, LEVEL_CHOICES, levelWord } from './words.ts';

const ROW_HEIGHT = 24;

/** What programs logged: all of it in order; what comes after the playhead is muted. */
export function LogsView({ session, modes, clock, report, goTo }: ViewProps) {
  const all = session.logs.items;
  const [leastText, setLeast] = usePaneView('signals.level');
  const [words, setWords] = usePaneWords('signals.words');
  const [trace, pin] = usePaneView('signals.trace');
  const level = levelOf(leastText);
  // There may be hundreds of thousands: what is typed comes first.
  const wanted = useDeferredValue(words);
  const rows = useMemo(() => filterLogs(all, { level, words: wanted, trace }), [all, level, wanted, trace]);
  const active = useClock(clock, (now) =>
    lastAtMost(rows.length, (index) => rows[index]?.time ?? Infinity, now),
  );
  const [chosen, choose] = useState<LogRecord>();
  const list = useRef<HTMLDivElement>(null);
  const hover = useHoverRows<LogRecord>(
    (time) => lastAtMost(rows.length, (index) => rows[index]?.time ?? Infinity, time),
    (log) => log.time,
  );
  const shown = rows[active];
  useEffect(() => {
    report({
      mode: 'logs',
      logs: all.length,
      listed: rows.length,
      log: shown ? active : null,
      level: shown?.level ?? null,
      text: shown?.body.slice(0, 200) ?? null,
      selected: chosen?.body.slice(0, 200) ?? null,
    });
  }, [all, rows, shown, active, chosen, report]);

  if (all.length === 0) return <p className={pane['message']}>No log record was written.</p>;
  return (
    <>
      <div className={pane['bar']}>
        <select
          aria-label="Levels"
          value={level}
          onChange={({ target }) => setLeast(target.value === 'trace' ? undefined : target.value)}
        >
          {LEVEL_CHOICES.map(([least, name]) => (
            <option key={least} value={least}>
              {name}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label="Filter the logs"
          placeholder="Filter the logs"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {trace !== undefined && (
          <button type="button" className={pane['chip']} onClick={() => pin(undefined)}>
            One trace alone
            <X size={12} aria-hidden />
            <span className="visually-hidden">: show all</span>
          </button>
        )}
        <output>
          {rows.length === all.length
            ? countWords(all.length, 'record')
            : `${rows.length.toLocaleString('en-US')} of ${countWords(all.length, 'record')}`}
        </output>
      </div>
      {rows.length === 0 && <p className={pane['message']}>No record is like that.</p>}
      {rows.length > 0 && (
        <div className={pane['split']}>
          <div className={pane['list']} ref={list}>
            <div className={pane['rows']}>
              <VirtualList
                rows={rows}
                rowHeight={ROW_HEIGHT}
                activeIndex={active}
                label="Log records"
                {...hover}
                onActivate={(log) => {
                  clock.seek(log.time);
                  choose(log);
                }}
                renderRow={(log, index) => <LogRow log={log} ahead={index > active} />}
              />
            </div>
          </div>
          {chosen && (
            <LogDetail
              log={chosen}
              list={list}
              onSpans={
                modes.includes('spans') ? (traceId) => goTo('spans', traceId, chosen.spanId) : undefined
              }
              clock={clock}
              onClose={() => choose(undefined)}
            />
          )}
        </div>
      )}
    </>
  );
}

function LogRow({ log, ahead }: { readonly log: LogRecord; readonly ahead: boolean }) {
  const { moment } = useTimeWords();
  const text = log.body || (log.event ?? '');
  return (
    <div className={styles['row']} data-ahead={ahead}>
      <span className={styles['time']}>{moment(log.time)}</span>
      <span className={styles['level']} data-level={log.level}>
        {levelWord(log)}
      </span>
      <bdi className={styles['service']}>{log.resource.service ?? '–'}</bdi>
      <bdi className={styles['text']} title={text.slice(0, 1000)}>
        {text.slice(0, 1000)}
      </bdi>
      {ahead && <span className="visually-hidden">, not yet written</span>}
    </div>
  );
}
