/** Figures of a benchmark: what was measured, beside the peer and the goal. One form for all, so that one table holds them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepInDocument } from './document.ts';
import type { Machine } from './machine.ts';
import { formatMs, markdownTable, quantile, textTable, type Row } from './table.ts';

export type Unit = 'ms' | 'MB' | 'KB' | '%' | 'a second' | '';

export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  /** NaN: it did not come to an end. */
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** In words, `< 100 ms` for example. */
  readonly goal?: string;
  /** Whether the goal is reached; undefined where there is none, or one run cannot tell. */
  readonly reached?: boolean;
}

export interface Result {
  readonly name: string;
  readonly machine: Machine;
  /** Of what: the trace, how many rounds. One sentence each. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

export const RESULTS = 'bench/results';

/** Writes `bench/results/NAME.json`, prints the table, and with `keep` writes it into the documentation. */
export async function report(result: Result, keep: boolean): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `${result.name}.json`), `${JSON.stringify(result, storable, 2)}\n`);
  console.log(`\n${textReport(result)}\n`);
  if (keep) await keepInDocument(result.name, markdownOf(result));
}

/** The results that a benchmark left; undefined where it left none in this form. */
export async function savedResult(name: string): Promise<Result | undefined> {
  try {
    const saved = JSON.parse(await readFile(join(RESULTS, `${name}.json`), 'utf8')) as Partial<Result>;
    if (!Array.isArray(saved.figures)) return undefined;
    return { ...(saved as Result), figures: saved.figures.map(restored) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function textReport({ name, notes, figures }: Result): string {
  return [`${name}: ${notes.join(' ')}`, '', textTable([TABLE_HEAD, ...figures.map(rowOf)])].join('\n');
}

export function markdownOf({ machine, notes, figures }: Result): string {
  const { date, cores, processor, memoryGb, system, browser, load } = machine;
  const where = `Measured ${date} on ${cores} cores (${processor}), ${memoryGb} GB, ${system}, ${browser}; load before it: ${load}.`;
  return [`${where} ${notes.join(' ')}`, '', markdownTable([TABLE_HEAD, ...figures.map(rowOf)])].join('\n');
}

export const TABLE_HEAD: Row = ['what', 'Playhead', 'peer', 'peer ÷ Playhead', 'goal', 'reached'];

export function rowOf({ what, unit, ours, peer, goal, reached }: Figure): Row {
  return [
    what,
    amount(ours, unit),
    peer ? `${amount(peer.value, unit)} (${peer.name})` : '',
    peer && Number.isFinite(peer.value / ours) ? ratio(peer.value / ours) : '',
    goal ?? '',
    reached === undefined ? '' : reached ? 'yes' : 'no',
  ];
}

/** The middle one; of an even number, the lower of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function amount(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return 'not done';
  const figure =
    unit === 'ms' ? formatMs(value) : value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
  return unit === '' ? figure : `${figure} ${unit}`;
}

function ratio(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)}×`;
}

/** JSON has no NaN. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function restored(figure: Figure): Figure {
  const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);
  const { peer } = figure;
  return {
    ...figure,
    ours: number(figure.ours),
    ...(peer && { peer: { ...peer, value: number(peer.value) } }),
  };
}
