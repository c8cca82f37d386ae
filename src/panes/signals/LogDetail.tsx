import type { RefObject } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import type { LogRecord } from '../../trace/signals.ts';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { fromMicros } from '../../base/time.ts';
import { DetailFrame } from '../../ui/DetailFrame.tsx';
import { Facts, Origin, Pairs } from './Pairs.tsx';
import styles from './detail.module.css';
import { levelWord } from './words.ts';

interface LogDetailProps {
  readonly log: LogRecord;
  readonly list: RefObject<HTMLElement | null>;
  readonly clock: Clock;
  /** Shows the spans of its trace; undefined: there are none at all. */
  readonly onSpans: ((traceId: string) => void) | undefined;
  readonly onClose: () => void;
}

/** All that was recorded of a log record. */
export function LogDetail({ log, list, clock, onSpans, onClose }: LogDetailProps) {
  const { traceId, spanId, body, event } = log;
  return (
    <DetailFrame
      kind="Log record"
      title={`${levelWord(log)}, ${log.resource.service ?? 'no service named'}`}
      label="Details"
      list={list}
      onClose={onClose}
    >
      <Facts>
        <p className={styles['facts']}>
          <SeekButton micros={log.time} onSeek={(micros) => clock.seek(fromMicros(micros))} />
          {log.received && <span>when it was received; when it was written was not recorded</span>}
          {traceId !== undefined && onSpans && (
            <button type="button" className="quiet-button" onClick={() => onSpans(traceId)}>
              Show its spans
            </button>
          )}
        </p>
        {body === '' ? <p>It has no text.</p> : <pre>{body}</pre>}
        <Pairs
          title="Attributes"
          pairs={[...(event === undefined ? [] : [['event', event] as const]), ...log.attributes]}
        />
        <Pairs
          title="Within"
          pairs={[
            ...(traceId === undefined ? [] : [['trace', traceId] as const]),
            ...(spanId === undefined ? [] : [['span', spanId] as const]),
          ]}
        />
        <Origin resource={log.resource} scope={log.scope} />
      </Facts>
    </DetailFrame>
  );
}
