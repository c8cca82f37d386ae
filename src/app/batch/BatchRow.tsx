import { useState } from 'react';
import { addressIn } from '../../review/batch/href.ts';
import { afterWaivers } from '../../review/batch/after-waivers.ts';
import type { ShownTrace } from '../../review/batch/blind-rows.ts';
import styles from './batch.module.css';
import {
  familyWords,
  length,
  number,
  outcomeWords,
  percent,
  QC_WORDS,
  VERDICT_TONES,
  VERDICT_WORDS,
} from './words.ts';

interface BatchRowProps {
  readonly trace: ShownTrace;
  /** Address of the batch's file. */
  readonly base: URL;
  /** Some trace has a picture: room is left for it. */
  readonly posters: boolean;
}

/** One trace: what it is, and what is known of its quality. */
export function BatchRow({ trace, base, posters }: BatchRowProps) {
  const { name, title, problem, family, capturer, qc, assigned = [], verdicts = [], hidden = [] } = trace;
  const { result, stops, open, waived } = afterWaivers(trace);
  return (
    <div className={styles['cells']} data-unreadable={problem ? true : undefined}>
      {posters && (
        <span data-cell="poster">
          {trace.poster !== undefined && <Poster url={addressIn(base, trace.poster)} />}
        </span>
      )}
      <span data-cell="what">
        <strong>{problem ? name : (title ?? name)}</strong>
        <small>{problem ? problem.message : name}</small>
      </span>
      <span data-cell="family">{familyWords(family)}</span>
      <span data-cell="capturer" title={capturer?.kind}>
        {capturer?.name}
      </span>
      <span data-cell="length">{length(trace)}</span>
      <span data-cell="qc">
        {result && (
          <span
            className={styles['mark']}
            data-tone={result === 'pass' || result === 'waived' ? 'ok' : 'fail'}
            title={stops.join(', ')}
          >
            {QC_WORDS[result]}
          </span>
        )}
      </span>
      <span data-cell="findings">
        {open && (
          <>
            <span className="visually-hidden">Findings: </span>
            {(['S1', 'S2', 'S3'] as const).map((severity) => (
              <span
                key={severity}
                className={styles['finding']}
                data-severity={open[severity] ? severity : undefined}
              >
                {open[severity]}
                <span className="visually-hidden"> {severity}</span>
              </span>
            ))}
            {waived > 0 && <small>{number(waived)} waived</small>}
          </>
        )}
      </span>
      <span data-cell="coverage">
        {qc?.coverage !== undefined && (
          <>
            <i className={styles['meter']} aria-hidden>
              <i data-low={qc.coverage < 0.9 || undefined} style={{ width: `${100 * qc.coverage}%` }} />
            </i>
            {percent(qc.coverage)}
          </>
        )}
      </span>
      <span data-cell="outcome">{outcomeWords(trace)}</span>
      <span data-cell="verdict">
        {verdicts.map(({ by, verdict }) => (
          <span key={by} className={styles['verdict']} data-tone={VERDICT_TONES[verdict]}>
            {VERDICT_WORDS[verdict]} <small>{by}</small>
          </span>
        ))}
        {hidden.length > 0 && <small>judged by {hidden.join(', ')}</small>}
        {verdicts.length + hidden.length === 0 && assigned.length > 0 && (
          <small>for {assigned.join(', ')}</small>
        )}
      </span>
    </div>
  );
}

/** A picture that is not there leaves its room empty. */
function Poster({ url }: { readonly url: URL }) {
  const [failed, setFailed] = useState(false);
  return failed ? null : (
    <img src={url.href} alt="" loading="lazy" decoding="async" onError={() => setFailed(true)} />
  );
}
