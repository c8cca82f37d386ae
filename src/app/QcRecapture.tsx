import { Download, UserRound } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { bundleStem } from '../bundle/bundle-stem.ts';
import { RECAPTURE_FORMATS, recaptureText, type RecaptureFormat } from '../qc/recapture-file.ts';
import type { RecaptureEntry, RecaptureTrace } from '../qc/recapture-list.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { useTimeWords } from '../ui/time-words.ts';
import { VirtualList } from '../ui/VirtualList.tsx';
import { SEVERITY_WORDS, timesText } from './qc-findings.ts';
import styles from './QcDrawer.module.css';
import { MarkForm, useFormGone } from './QcForms.tsx';
import { saveText } from './save-text.ts';
import type { TraceSession } from './session-store.ts';

interface QcRecaptureProps {
  readonly session: TraceSession;
  readonly list: RecaptureTrace;
  readonly reviews: ReviewStore;
}

const ROW_HEIGHT = 40;

const FORMATS: Readonly<Record<RecaptureFormat, readonly [title: string, type: string]>> = {
  md: ['Markdown', 'text/markdown'],
  csv: ['CSV', 'text/csv'],
  json: ['JSON', 'application/json'],
};

/** What is to be captured again: what the rules ask for, and what people marked. */
export function QcRecapture({ session, list, reviews }: QcRecaptureProps) {
  const { clock, view } = session;
  const { entries } = list;
  const [chosen, setChosen] = useState<string>();
  const [marking, setMarking] = useState(false);
  const range = useStore(view, ({ selection }) => selection);
  const refusalId = useId();
  const place = useRef<HTMLDivElement>(null);
  const entry = entries.find((one) => keyOf(one) === chosen);
  const { markRecapture, unmarkRecapture } = reviews.getState();
  const goOn = (): void =>
    (
      place.current?.querySelector<HTMLElement>('[role="listbox"]') ??
      place.current?.querySelector<HTMLElement>('button:not(:disabled)')
    )?.focus();
  const asks = marking && range !== undefined;
  useFormGone(asks, goOn);
  return (
    <div ref={place} className={styles['findings']}>
      <div className={styles['list']}>
        {entries.length === 0 ? (
          <p className={styles['none']}>
            Nothing is to be captured again. Findings can be marked for it, and so can a range of the
            timeline.
          </p>
        ) : (
          <VirtualList
            rows={entries}
            rowHeight={ROW_HEIGHT}
            activeIndex={entries.findIndex((one) => keyOf(one) === chosen)}
            label="To be captured again"
            onActivate={(one) => {
              setChosen(keyOf(one));
              if (one.range) clock.seek(one.range.start, true);
            }}
            renderRow={(one) => <EntryRow entry={one} />}
          />
        )}
      </div>
      <section className={styles['chosen']} aria-label="Re-capture">
        {entry && (
          <p className={styles['facts']}>
            {entry.message} {entry.note}{' '}
            {entry.marked ? `Marked by ${entry.marked.by}.` : 'The rules ask for it.'}
          </p>
        )}
        {asks ? (
          <MarkForm
            reviews={reviews}
            reason="V-INAUDIBLE"
            onCancel={() => setMarking(false)}
            onMark={(code, note) => {
              markRecapture({ range, code, note });
              setMarking(false);
            }}
          />
        ) : (
          <div className={styles['buttons']}>
            <button
              type="button"
              className="quiet-button"
              aria-disabled={!range}
              aria-describedby={range ? undefined : refusalId}
              onClick={() => {
                if (range) setMarking(true);
              }}
            >
              Mark the range …
            </button>
            {entry?.marked && (
              <button
                type="button"
                className="quiet-button"
                onClick={() => {
                  if (entry.marked) unmarkRecapture(entry.marked.id);
                  goOn();
                }}
              >
                Take the mark back
              </button>
            )}
          </div>
        )}
        {!asks && !range && (
          <p id={refusalId} className={styles['facts']}>
            Mark a range on the timeline first: drag there, or I and O
          </p>
        )}
        <div className={styles['buttons']} role="group" aria-label="Save the list">
          {RECAPTURE_FORMATS.map((format) => {
            const [title, type] = FORMATS[format];
            return (
              <button
                key={format}
                type="button"
                className="quiet-button"
                onClick={() =>
                  saveText(
                    `${bundleStem(list.label)}.recapture.${format}`,
                    recaptureText([list], format),
                    type,
                  )
                }
              >
                <Download size={14} aria-hidden />
                {title}
              </button>
            );
          })}
        </div>
      </section>
    </div>
  );
}

function keyOf({ finding, marked }: RecaptureEntry): string {
  return marked?.id ?? finding ?? '';
}

function EntryRow({
  entry: { severity, range, message, reason, marked, note },
}: {
  readonly entry: RecaptureEntry;
}) {
  const times = useTimeWords();
  const words = note === '' ? message : `${message} ${note}`;
  return (
    <div className={styles['finding']}>
      <span className={styles['badge']} data-severity={severity} title={SEVERITY_WORDS[severity]}>
        {severity}
      </span>
      <span className={styles['message']} title={words}>
        {words}
      </span>
      <span className={styles['where']}>
        <span className="tabular">{timesText(range, 'all of it', times)}</span>
        <span>{reason}</span>
        {marked && (
          <span className={styles['by']}>
            <UserRound size={11} aria-hidden />
            {marked.by}
          </span>
        )}
      </span>
    </div>
  );
}
