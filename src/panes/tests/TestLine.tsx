import { placeOf } from './RunColumns.tsx';
import type { ReadTestRun, TestCell, TestRow } from './test-history.ts';
import styles from './test-line.module.css';
import { CHANGE_WORDS, SIGNS, STATE_WORDS } from './words.ts';

export function GroupLine({ label, count }: { readonly label: string; readonly count: number }) {
  return (
    <div className={styles['group']}>
      <bdi title={label}>{label}</bdi>
      <span>{count}</span>
    </div>
  );
}

interface TestLineProps {
  readonly test: TestRow;
  readonly runs: readonly ReadTestRun[];
  readonly current: number;
  readonly columns: readonly [number, number];
}

/** A test in the run at the playhead, and over all runs. */
export function TestLine({ test, runs, current, columns: [from, to] }: TestLineProps) {
  const cell = test.cells[current];
  return (
    <div className={styles['line']}>
      <span className={styles['sign']} data-state={cell?.state}>
        <span aria-hidden="true">{cell?.state === undefined ? '' : SIGNS[cell.state]}</span>
        <span className="visually-hidden">{cellWords(cell, runs[current])}</span>
      </span>
      <span className={styles['name']}>
        <bdi className={styles['title']} data-absent={cell?.state === undefined} title={test.name}>
          {test.name}
        </bdi>
        {cell?.change && (
          <span className={styles['change']} data-change={cell.change}>
            {CHANGE_WORDS[cell.change]}
          </span>
        )}
      </span>
      {test.cells.slice(from, to).map((one, offset) => {
        const index = from + offset;
        const words = `Run ${index + 1}: ${cellWords(one, runs[index])}`;
        return (
          <span
            key={index}
            className={styles['cell']}
            role="img"
            aria-label={words}
            title={words}
            data-place={placeOf(index, current)}
            data-state={one?.state}
          >
            {one?.state === undefined ? '' : SIGNS[one.state]}
            {one?.change === 'flaky' && <sup>~</sup>}
          </span>
        );
      })}
    </div>
  );
}

/** What a run says of a test. */
function cellWords(cell: TestCell | undefined, run: ReadTestRun | undefined): string {
  if (!run) return 'not yet run';
  if (run.error) return 'the report cannot be read';
  if (cell?.state === undefined) return cell?.change === 'gone' ? 'gone' : 'not in this run';
  const change = cell.change ? `, ${CHANGE_WORDS[cell.change]}` : '';
  return `${STATE_WORDS[cell.state]}${change}`;
}
