/** The rows of the list of tests, and which of them is chosen. Pure. */
import type { TestChange, TestHistory, TestRow } from './test-history.ts';
import { groupBy } from '../../base/group-by.ts';

export type ListRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'test'; readonly test: TestRow };

/** Every test under the head of its group. */
export function listRows({ rows }: TestHistory): readonly ListRow[] {
  return [...groupBy(rows, ({ group }) => group)].flatMap(([label, tests]): readonly ListRow[] => [
    { kind: 'group', label, count: tests.length },
    ...tests.map((test): ListRow => ({ kind: 'test', test })),
  ]);
}

/** Key of a test; null: none, as a person wants it; undefined: whichever failed. */
export type Choice = string | null | undefined;

/** Index of the row to show in detail: the chosen one, else the first that failed in the run; -1 for none. */
export function chosenRow(rows: readonly ListRow[], choice: Choice, run: number): number {
  if (choice === null) return -1;
  return rows.findIndex(
    (row) =>
      row.kind === 'test' &&
      (choice === undefined ? row.test.cells[run]?.state === 'failed' : row.test.key === choice),
  );
}

const TOLD: readonly TestChange[] = ['broke', 'failing', 'fixed', 'flaky', 'new', 'gone'];

/** How many tests changed in a run, and how. */
export function countChanges({ rows }: TestHistory, run: number): readonly (readonly [TestChange, number])[] {
  return TOLD.map(
    (change) => [change, rows.filter(({ cells }) => cells[run]?.change === change).length] as const,
  ).filter(([, count]) => count > 0);
}
