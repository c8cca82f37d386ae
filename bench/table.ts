/** Sums up samples, and lays out tables for a terminal and for Markdown. */
import type { Sample } from './measure.ts';

export interface Summary {
  readonly count: number;
  /** The page showed another frame than the one asked for, or an invalid stamp. */
  readonly wrong: number;
  /** Of these, those whose stamp was invalid. */
  readonly invalid: number;
  /** The player said that the frame asked for is on screen, and it was not. */
  readonly exactButWrong: number;
  /** The player did not claim that its frame is the right one; null where it never says. */
  readonly notExact: number | null;
  /** The player gave the frame asked for another number than its index; null where it gives none. */
  readonly misnamed: number | null;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

export function summarize(samples: readonly Sample[]): Summary {
  const wrong = samples.filter(({ wanted, seen }) => seen !== wanted);
  const says = samples.filter(({ exact }) => exact !== null);
  const names = samples.filter(({ frame }) => frame !== null);
  const times = samples.map(({ ms }) => ms);
  return {
    count: samples.length,
    wrong: wrong.length,
    invalid: wrong.filter(({ seen }) => seen === null).length,
    exactButWrong: wrong.filter(({ exact }) => exact === true).length,
    notExact: says.length === 0 ? null : says.filter(({ exact }) => exact === false).length,
    misnamed: names.length === 0 ? null : names.filter(({ frame, wanted }) => frame !== wanted).length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  };
}

/** The smallest value that at least `share` of the values do not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Milliseconds: one decimal below ten. */
export function formatMs(ms: number): string {
  return Number.isFinite(ms) ? ms.toFixed(ms < 10 ? 1 : 0) : '–';
}

export type Row = readonly string[];

/** Columns of equal width; the first to the left, the others to the right. */
export function textTable(rows: readonly Row[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** The same as a table of Markdown. */
export function markdownTable([head = [], ...rows]: readonly Row[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
