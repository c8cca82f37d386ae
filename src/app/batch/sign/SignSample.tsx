import { useRef } from 'react';
import { useStore } from 'zustand';
import { samplingPlan, type SamplingMode } from '../../../review/sampling/plan.ts';
import { FilePicker } from '../../../ui/FilePicker.tsx';
import { number } from '../words.ts';
import styles from './sign.module.css';
import type { SignStore } from './sign-state.ts';

const MODES: readonly (readonly [SamplingMode, string])[] = [
  ['all', 'People judged every trace'],
  ['normal', 'Drawn by lot, normal'],
  ['tightened', 'Drawn by lot, tightened'],
];

interface SignSampleProps {
  readonly sign: SignStore;
  /** Traces of the batch. */
  readonly lot: number;
}

/** By what plan people judged. */
export function SignSample({ sign, lot }: SignSampleProps) {
  const { sample, change, takeNonce } = useStore(sign);
  const input = useRef<HTMLInputElement>(null);
  return (
    <fieldset className={styles['section']}>
      <legend>Sample</legend>
      {MODES.map(([mode, title]) => (
        <label key={mode} className={styles['choice']}>
          <input
            type="radio"
            name="sample"
            checked={sample.mode === mode}
            onChange={() => change({ sample: { ...sample, mode } })}
          />
          {title}
        </label>
      ))}
      <p className={styles['muted']}>{planWords(lot, sample.mode)}</p>
      <p className={styles['muted']}>
        What earlier batches say, and traces with known defects, count by the command alone:{' '}
        <code>playhead batch sign</code> with <code className={styles['option']}>--earlier</code> and{' '}
        <code className={styles['option']}>--gold</code>.
      </p>
      {sample.mode !== 'all' && (
        <div className={styles['row']}>
          <span className={sample.nonce === '' ? styles['warn'] : undefined}>
            {sample.nonce === '' ? (
              'The random number that was promised is missing.'
            ) : (
              <>
                Random number <code>{sample.nonce.slice(0, 16)}…</code>
              </>
            )}
          </span>
          <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
            Random number …
          </button>
          <FilePicker
            input={input}
            label="File of the random number"
            accept=""
            onFile={(file) => void takeNonce(file)}
          />
        </div>
      )}
    </fieldset>
  );
}

function planWords(lot: number, mode: SamplingMode): string {
  const { size, limitingQuality, consumerRisk } = samplingPlan(lot, mode);
  return mode === 'all'
    ? `All ${number(lot)} traces need a verdict; nothing is left to chance.`
    : `${number(size)} of ${number(lot)} traces by lot, and two at least of everybody who captured. A batch with ${limitingQuality * 100} % bad traces passes with a chance of ${consumerRisk * 100} % at most.`;
}
