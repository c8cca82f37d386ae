/** The report of `frames`: what is kept of a run, and its tables. */
import type { Machine } from './machine.ts';
import type { Measured, Sample } from './measure.ts';
import type { PlayerName } from './players.ts';
import { formatMs, markdownTable, summarize, textTable, type Row, type Summary } from './table.ts';

export interface Outcome {
  /** Over all actions; NaN becomes null in JSON where the player failed. */
  readonly exactButWrong: number;
  readonly seeks: Summary;
  readonly forward: Summary;
  readonly back: Summary;
  /** Some of the actions after which another frame was seen, or whose frame was not called exact. */
  readonly remarkable: readonly Sample[];
  /** Why the player could not be measured. */
  readonly failure?: string;
}

export interface FileResult {
  readonly name: string;
  readonly what: string;
  readonly frames: number;
  readonly outcomes: Partial<Record<PlayerName, Outcome>>;
}

export interface Report {
  readonly machine: Machine;
  /** Random seeks a file; peers may do fewer. */
  readonly seeks: number;
  readonly files: readonly FileResult[];
}

const MOST_REMARKABLE = 20;

export function outcomeOf(measured: Measured | Error): Outcome {
  const { seeks, forward, back } =
    measured instanceof Error ? { seeks: [], forward: [], back: [] } : measured;
  const all = [...seeks, ...forward, ...back];
  return {
    exactButWrong: measured instanceof Error ? NaN : summarize(all).exactButWrong,
    seeks: summarize(seeks),
    forward: summarize(forward),
    back: summarize(back),
    remarkable: all
      .filter(
        ({ wanted, seen, exact, frame }) =>
          seen !== wanted || exact === false || (frame ?? wanted) !== wanted,
      )
      .slice(0, MOST_REMARKABLE),
    ...(measured instanceof Error && { failure: measured.message }),
  };
}

/** The tables for a terminal. */
export function textReport({ files }: Report): string {
  return [textTable(wrongRows(files)), textTable(timeRows(files)), ...failures(files)].join('\n\n');
}

/** The tables for the documentation, with where and when they were measured. */
export function markdownReport({ machine, seeks, files }: Report): string {
  return [
    `Measured ${machine.date} on ${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, ${machine.system}, ${machine.browser}; load before it: ${machine.load}. ${seeks} random seeks a file; how many each player did stands beside what was wrong.`,
    'Frames that were not the one asked for, of all that were asked for:',
    markdownTable(wrongRows(files)),
    'Milliseconds until the frame was there, p50 / p95:',
    markdownTable(timeRows(files)),
    'The files:',
    files
      .map(({ name, what, frames }) => `- \`${name}\`: ${what}; ${frames.toLocaleString('en')} frames`)
      .join('\n'),
    ...failures(files),
  ].join('\n\n');
}

function wrongRows(files: readonly FileResult[]): readonly Row[] {
  const head = [
    'file',
    'Playhead: seeks',
    'steps',
    'exact but wrong',
    'not exact',
    'misnamed',
    'naive: seeks',
    'steps',
    'video.js: seeks',
    'steps',
  ];
  const rows = files.map(({ name, outcomes: { Playhead: ours, naive, 'video.js': videoJs } }): Row => {
    const parts = (ours ? [ours.seeks, ours.forward, ours.back] : []).filter(({ count }) => count > 0);
    return [
      name,
      wrongOf(ours?.seeks),
      wrongOf(ours?.forward, ours?.back),
      sum(parts.map((part) => part.exactButWrong)),
      sum(parts.map((part) => part.notExact)),
      sum(parts.map((part) => part.misnamed)),
      wrongOf(naive?.seeks),
      wrongOf(naive?.forward, naive?.back),
      wrongOf(videoJs?.seeks),
      wrongOf(videoJs?.forward, videoJs?.back),
    ];
  });
  return [head, ...rows];
}

function timeRows(files: readonly FileResult[]): readonly Row[] {
  const head = [
    'file',
    'seek: Playhead',
    'naive',
    'video.js',
    'naive ÷ Playhead',
    'step on: Playhead',
    'naive',
    'video.js',
    'step back: Playhead',
    'naive',
    'video.js',
  ];
  const rows = files.map(({ name, outcomes: { Playhead: ours, naive, 'video.js': videoJs } }): Row => [
    name,
    timesOf(ours?.seeks),
    timesOf(naive?.seeks),
    timesOf(videoJs?.seeks),
    ratiosOf(naive?.seeks, ours?.seeks),
    timesOf(ours?.forward),
    timesOf(naive?.forward),
    timesOf(videoJs?.forward),
    timesOf(ours?.back),
    timesOf(naive?.back),
    timesOf(videoJs?.back),
  ]);
  return [head, ...rows];
}

/** `3 of 300`, and how many of the wrong ones were invalid. */
function wrongOf(...parts: readonly (Summary | undefined)[]): string {
  const known = parts.flatMap((part) => (part && part.count > 0 ? [part] : []));
  if (known.length === 0) return '–';
  const total = (of: (part: Summary) => number): number => known.reduce((all, part) => all + of(part), 0);
  const invalid = total((part) => part.invalid);
  return `${total((part) => part.wrong)} of ${total((part) => part.count)}${invalid > 0 ? ` (${invalid} invalid)` : ''}`;
}

function sum(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? '–' : String(known.reduce((all, value) => all + value, 0));
}

function timesOf(part: Summary | undefined): string {
  return part && part.count > 0 ? `${formatMs(part.p50)} / ${formatMs(part.p95)}` : '–';
}

function ratiosOf(peer: Summary | undefined, ours: Summary | undefined): string {
  if (!peer || !ours || peer.count === 0 || ours.count === 0) return '–';
  return `${(peer.p50 / ours.p50).toFixed(1)} / ${(peer.p95 / ours.p95).toFixed(1)}`;
}

function failures(files: readonly FileResult[]): readonly string[] {
  return files.flatMap(({ name, outcomes }) =>
    Object.entries(outcomes).flatMap(([player, { failure }]) =>
      failure === undefined ? [] : [`${player} could not be measured on ${name}: ${failure}`],
    ),
  );
}
