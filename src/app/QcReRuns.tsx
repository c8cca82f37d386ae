import { useRef, useSyncExternalStore } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import type { FoundRecords, ReRunRecords } from '../trace/re-run-records.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { number } from './search-words.ts';
import styles from './QcDrawer.module.css';

/** Which records of re-runs were found to judge by, and how to give others. */
export function QcReRuns({ records }: { readonly records: ReRunRecords }) {
  const found = useSyncExternalStore(records.subscribe, records.found);
  const input = useRef<HTMLInputElement>(null);
  const words = wordsOf(found);
  return (
    <div className={styles['given']}>
      <span className={styles['givenName']} title={titleOf(found)} role="status">
        {words}
      </span>
      {records.address && found.state === 'failed' && (
        <button type="button" className="quiet-button" onClick={() => void records.look()}>
          Look again
        </button>
      )}
      <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
        Records …
      </button>
      <FilePicker
        input={input}
        label="Records of re-runs"
        accept=".jsonl"
        onFile={(file) => void records.read(file)}
      />
    </div>
  );
}

function wordsOf(found: FoundRecords): string {
  switch (found.state) {
    case 'unasked':
      return 'Re-runs: no records given';
    case 'reading':
      return 'Re-runs: reading the records …';
    case 'absent':
      return 'Re-runs: none beside the bundle';
    case 'failed':
      return `Re-runs: ${describeProblem(found.error).title}`;
    case 'read': {
      const { length } = found.verifications.records;
      return `Re-runs: ${number(length)} ${length === 1 ? 'record' : 'records'}`;
    }
  }
}

function titleOf(found: FoundRecords): string | undefined {
  if (found.state === 'read') return found.verifications.source;
  return found.state === 'failed' ? describeProblem(found.error).advice : undefined;
}
