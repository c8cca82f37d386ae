import type { RefObject } from 'react';
import { formatDuration } from '../../base/time.ts';
import type { TestReason, TestResult } from '../../trace/test-report.ts';
import { DetailFrame } from '../../ui/DetailFrame.tsx';
import styles from './detail.module.css';
import { FailureText } from './FailureText.tsx';
import type { TestRow } from './test-history.ts';
import { wholePlace } from './test-identity.ts';
import { changeSentence, SIGNS, STATE_WORDS } from './words.ts';

interface TestDetailProps {
  readonly test: TestRow;
  /** Index of the run. */
  readonly index: number;
  readonly list: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** All that a run says of one test. */
export function TestDetail({ test, index, list, onClose }: TestDetailProps) {
  const cell = test.cells[index];
  const [first] = cell?.results ?? [];
  const sentence = cell && changeSentence(cell);
  return (
    <DetailFrame
      kind="Test"
      title={test.name}
      place={(first && wholePlace(first)) || test.group}
      label="Results in this run"
      list={list}
      onClose={onClose}
    >
      {sentence !== undefined && <p className={styles['quiet']}>{sentence}</p>}
      {!cell && <p className={styles['quiet']}>This run says nothing of it.</p>}
      {cell?.results.map((result, place) => (
        <Result key={place} result={result} />
      ))}
    </DetailFrame>
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
          <FailureText text={output} />
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
      {message !== '' && !repeats && (
        <div className={styles['reason']}>
          <FailureText text={message} compares />
        </div>
      )}
      {details !== '' && <FailureText text={details} compares />}
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
