import type { RefObject } from 'react';
import { fromMicros } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { Span } from '../../trace/signals.ts';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { DetailFrame } from '../../ui/DetailFrame.tsx';
import { Facts, Origin, Pairs } from './Pairs.tsx';
import styles from './detail.module.css';
import type { SpanForest, SpanState } from './span-forest.ts';
import { spanWords } from './words.ts';

interface SpanDetailProps {
  readonly span: Span;
  readonly state: SpanState;
  readonly list: RefObject<HTMLElement | null>;
  readonly clock: Clock;
  readonly forest: SpanForest;
  readonly onTrace: (traceId: string) => void;
  /** Shows the logs of its trace; undefined: there are none at all. */
  readonly onLogs: ((traceId: string) => void) | undefined;
  readonly onClose: () => void;
}

/** All that was recorded of a span. */
export function SpanDetail({ span, state, list, clock, forest, onTrace, onLogs, onClose }: SpanDetailProps) {
  const words = useTimeWords();
  const { traceId, spanId, end, events, links } = span;
  const seek = (micros: number): void => clock.seek(fromMicros(micros));
  return (
    <DetailFrame kind="Span" title={span.name} label="Details" list={list} onClose={onClose}>
      <Facts>
        <p className={styles['facts']}>
          <SeekButton micros={span.time} onSeek={seek} />
          {end !== undefined && (
            <>
              to <SeekButton micros={end} onSeek={seek} />
            </>
          )}
          <span>{spanWords(span, state, words)}</span>
          <span>{span.kind === 'unspecified' ? '' : span.kind}</span>
          {traceId !== undefined && onLogs && (
            <button type="button" className="quiet-button" onClick={() => onLogs(traceId)}>
              Show its logs
            </button>
          )}
        </p>
        {span.message !== undefined && (
          <>
            {state !== 'done' && <p>It has not ended at the playhead. When it does:</p>}
            <pre>{span.message}</pre>
          </>
        )}
        {events.length > 0 && (
          <>
            <h3>Events</h3>
            <ul>
              {events.map((event, index) => (
                <li key={index}>
                  {event.time === undefined ? 'no time' : <SeekButton micros={event.time} onSeek={seek} />}{' '}
                  <bdi>{event.name}</bdi>
                  <Pairs title={`Attributes of ${event.name}`} pairs={event.attributes} />
                </li>
              ))}
            </ul>
          </>
        )}
        <Pairs title="Attributes" pairs={span.attributes} />
        {links.length > 0 && (
          <>
            <h3>Linked traces</h3>
            <ul>
              {links.map((link, index) => (
                <li key={index}>
                  <TraceLink traceId={link.traceId} forest={forest} onTrace={onTrace} />
                  <Pairs title="Attributes of the link" pairs={link.attributes} />
                </li>
              ))}
            </ul>
          </>
        )}
        <Pairs
          title="Ids"
          pairs={[
            ...(traceId === undefined ? [] : [['trace', traceId] as const]),
            ...(spanId === undefined ? [] : [['span', spanId] as const]),
          ]}
        />
        <Origin resource={span.resource} scope={span.scope} />
      </Facts>
    </DetailFrame>
  );
}

interface TraceLinkProps extends Pick<SpanDetailProps, 'forest' | 'onTrace'> {
  readonly traceId: string | undefined;
}

function TraceLink({ traceId, forest, onTrace }: TraceLinkProps) {
  if (traceId === undefined) return <>a trace without an id</>;
  const group = forest.ofTrace(traceId);
  if (!group)
    return (
      <>
        <code>{traceId}</code>, of which no span was recorded
      </>
    );
  return (
    <button type="button" className="quiet-button" onClick={() => onTrace(traceId)}>
      Trace {group.index + 1}: {group.rows[0]?.span.name}
    </button>
  );
}
