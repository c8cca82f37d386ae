import { describeProblem } from '../../base/describe-error.ts';
import type { Problem, TraceError } from '../../base/errors.ts';
import { bytes, plural } from '../../base/error-words.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import type { WrittenData } from './export-service.ts';
import styles from './export-data.module.css';

/** What became of writing. */
export type DataRun =
  | { readonly state: 'none' }
  /** `written`: bytes so far; `late`: it takes long enough to be spoken of. */
  | { readonly state: 'running'; readonly written: number; readonly late: boolean }
  | { readonly state: 'saved'; readonly name: string; readonly data: WrittenData }
  | { readonly state: 'given-up' }
  | { readonly state: 'failed'; readonly error: TraceError };

/** Problems that are told in full. */
const MAX_TOLD = 50;

/** How writing goes, and what is not in the file. */
export function DataOutcome({ run }: { readonly run: DataRun }) {
  const saved = run.state === 'saved' ? run : undefined;
  return (
    <div className={styles['outcome']}>
      <p role="status">{wordsOf(run)}</p>
      {saved && saved.data.remarks.length > 0 && (
        <ul aria-label="What is not in the file">
          {saved.data.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {saved && saved.data.problems.length > 0 && <Problems problems={saved.data.problems} />}
      {run.state === 'failed' && <FailureNotice error={run.error} />}
    </div>
  );
}

function wordsOf(run: DataRun): string {
  switch (run.state) {
    case 'running':
      if (!run.late) return '';
      return run.written === 0 ? 'Reading the layers …' : `${bytes(run.written)} written …`;
    case 'saved':
      return `${run.name} is saved: ${bytes(run.data.file.size)}.`;
    case 'given-up':
      return 'Given up: nothing was saved.';
    case 'none':
    case 'failed':
      return '';
  }
}

/** As the command says them: a layer that could not be read is missing from what was written. */
function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const words = useTimeWords();
  return (
    <details
      className={styles['lacking']}
      open={problems.some(({ severity }) => severity === 'error') || undefined}
    >
      <summary>{plural(problems.length, 'problem')} of the bundle, found while it was read</summary>
      <ul>
        {problems.slice(0, MAX_TOLD).map((problem, index) => {
          const { title, advice } = describeProblem(problem);
          const at = problem.at === undefined ? '' : ` At ${words.moment(problem.at)}.`;
          // oxlint-disable-next-line react/no-array-index-key -- they never change
          return <li key={index}>{`${title}${at} ${advice}`.trim()}</li>;
        })}
        {problems.length > MAX_TOLD && <li>… and {problems.length - MAX_TOLD} more.</li>}
      </ul>
    </details>
  );
}
