import { Play } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { localDate } from '../../base/date-words.ts';
import { afterWaivers } from '../../review/batch/after-waivers.ts';
import styles from './batch.module.css';
import type { BatchStore, OpenBatch } from './batch-store.ts';
import {
  familyWords,
  length,
  number,
  outcomeWords,
  percent,
  QC_WORDS,
  SETTLES,
  VERDICT_WORDS,
} from './words.ts';

interface BatchDetailsProps {
  readonly store: BatchStore;
  readonly batch: OpenBatch;
}

/** All that the batch knows of the current trace. */
export function BatchDetails({ store, batch }: BatchDetailsProps) {
  const { table, current } = batch;
  const aside = useRef<HTMLElement>(null);
  const trace = current === undefined ? undefined : table.traces[current];
  if (!trace || current === undefined) return null;
  const { name, title, problem, qc, capturer, recorded, verdicts = [], hidden = [], assigned = [] } = trace;
  const { result, stops, lifted, open, waived } = afterWaivers(trace);
  return (
    <aside ref={aside} className={styles['details']} aria-label="The current trace" tabIndex={-1}>
      <h2>{problem ? name : (title ?? name)}</h2>
      {problem ? (
        <p className={styles['problem']}>{problem.message}</p>
      ) : (
        <button className={`main-button ${styles['go']}`} onClick={() => store.getState().open(current)}>
          <Play size={15} aria-hidden /> Open <kbd>Enter</kbd>
        </button>
      )}
      <dl>
        <Fact term="Name">{name}</Fact>
        <Fact term="Family">{familyWords(trace.family)}</Fact>
        <Fact term="Captured by">{capturer && `${capturer.name} (${capturer.kind})`}</Fact>
        <Fact term="Recorded">
          {recorded !== undefined && (
            <time dateTime={recorded} title={recorded}>
              {localDate(recorded)}
            </time>
          )}
        </Fact>
        <Fact term="Length">{length(trace)}</Fact>
        <Fact term="Outcome">{outcomeWords(trace)}</Fact>
        <Fact term="Rules">
          {qc && result
            ? `${QC_WORDS[result]}, profile ${qc.profile.id} ${qc.profile.version}`
            : 'Not judged yet'}
        </Fact>
        <Fact term="Stopped by">{stops.join(', ')}</Fact>
        <Fact term="Let pass">{lifted.join(', ')}</Fact>
        <Fact term="Why not judged">{qc?.problem}</Fact>
        <Fact term="Findings">
          {open &&
            `${open.S1} of S1, ${open.S2} of S2, ${open.S3} of S3${waived > 0 ? `, and ${number(waived)} waived` : ''}`}
        </Fact>
        <Fact term="Decisions explained">{qc?.coverage !== undefined && percent(qc.coverage)}</Fact>
        <Fact term="Assigned to">{assigned.join(', ')}</Fact>
        <Fact term="Verdicts">
          {verdicts.length > 0 &&
            verdicts.map(({ by, verdict, at, blind }) => (
              <span key={by} className={styles['line']}>
                {VERDICT_WORDS[verdict]}, {by},{' '}
                <time dateTime={at} title={at}>
                  {localDate(at)}
                </time>
                {blind === null && ', to settle'}
                {blind && `, blind ${VERDICT_WORDS[blind]}`}
              </span>
            ))}
        </Fact>
        <Fact term="Verdicts">
          {hidden.length > 0 && (
            <>
              Judged by {hidden.join(', ')}. Shown once you have judged it.{' '}
              <button
                className="quiet-button"
                title={SETTLES}
                onClick={() => {
                  store.getState().uncover([name]);
                  aside.current?.focus();
                }}
              >
                Show, to settle
              </button>
            </>
          )}
        </Fact>
        <Fact term="Bundle">{trace.bundle_id && <code>{trace.bundle_id.slice(0, 23)}…</code>}</Fact>
      </dl>
    </aside>
  );
}

/** Left out where there is nothing to say. */
function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === undefined || children === '' || children === false) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
