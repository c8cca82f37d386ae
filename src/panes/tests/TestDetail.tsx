import { X } from 'lucide-react';
import { formatDuration } from '../../base/time.ts';
import type { TestReason, TestResult } from '../../trace/test-report.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { TestRow } from './test-history.ts';
import styles from './test-detail.module.css';
import { CHANGE_WORDS, SIGNS, STATE_WORDS } from './words.ts';

interface TestDetailProps {
  readonly test: TestRow;
  /** Index of the run. */
  readonly index: number;
  readonly onClose: () => void;
}

/** All that a run says of one test. */
export function TestDetail({ test, index, onClose }: TestDetailProps) {
  const cell = test.cells[index];
  return (
    <section className={styles['detail']} aria-label={`Test: ${test.name}`}>
      <header className={styles['header']}>
        <div className={styles['names']}>
          <h2>{test.name}</h2>
          <p>{test.group}</p>
        </div>
        <IconButton icon={X} label="Close details" onClick={onClose} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so that the keyboard must reach it */}
      <div className={styles['body']} tabIndex={0} role="group" aria-label="Results in this run">
        {cell?.change && (
          <p className={styles['quiet']}>
            {cell.change === 'gone'
              ? 'The run before had it; this one does not.'
              : `Since the runs before: ${CHANGE_WORDS[cell.change]}.`}
          </p>
        )}
        {!cell && <p className={styles['quiet']}>This run says nothing of it.</p>}
        {cell?.results.map((result, place) => (
          <Result key={place} result={result} />
        ))}
      </div>
    </section>
  );
}

function Result({ result }: { readonly result: TestResult }) {
  const { state, durationMicros, reasons, output } = result;
  return (
    <>
      <p className={styles['state']} data-state={state}>
        <span aria-hidden="true">{SIGNS[state]} </span>
        {STATE_WORDS[state]}
        {durationMicros !== undefined && (
          <span className={styles['quiet']}> in {shortDuration(durationMicros)}</span>
        )}
      </p>
      {reasons.map((reason, place) => (
        <Reason key={place} reason={reason} />
      ))}
      {output !== '' && (
        <>
          <h3>Output</h3>
          <pre>{output}</pre>
        </>
      )}
    </>
  );
}

const KIND_WORDS: Readonly<Record<TestReason['kind'], string>> = {
  failure: 'Failure',
  error: 'Error',
  skipped: 'Skipped',
  retry: 'An earlier try',
};

function Reason({ reason: { kind, message, details } }: { readonly reason: TestReason }) {
  // Most runners repeat the message at the head of the details, often without its line breaks.
  const repeats = squeezed(details).includes(squeezed(message));
  return (
    <>
      <h3>{KIND_WORDS[kind]}</h3>
      {message !== '' && !repeats && <pre className={styles['reason']}>{message}</pre>}
      {details !== '' && <pre>{details}</pre>}
      {message === '' && details === '' && <p className={styles['quiet']}>No message was given.</p>}
    </>
  );
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function shortDuration(micros: number): string {
  return micros > 0 && micros < 1000 ? '< 1 ms' : formatDuration(micros);
}
