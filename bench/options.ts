/** What all benchmarks of one trace are told alike. */
import { parseArgs } from 'node:util';
import { referenceTrace, type TraceLength } from './trace-file.ts';
import { buildApp } from './build.ts';

export interface BenchOptions {
  /** The `.trace.zip` to look at. */
  readonly trace: string;
  /** Folder of the built app. */
  readonly app: string;
  /** A smoke run: fewer rounds, and a trace of three minutes unless another is named. */
  readonly quick: boolean;
  /** Write the table into docs/PERFORMANCE.md. */
  readonly keep: boolean;
  /** Rounds, of which the median counts. */
  readonly runs: number;
}

export const COMMON_HELP = `  --trace FILE     the .trace.zip (default: the reference trace of 2 hours, made once)
  --app DIR        a built app, instead of building it anew
  --runs N         rounds, of which the median counts
  --quick          a smoke run: few rounds, a trace of three minutes
  --keep           write the table into docs/PERFORMANCE.md`;

/** Which options `readBenchOptions` understands; `npm run bench` hands these on to each benchmark. */
export const COMMON_OPTIONS = {
  trace: { type: 'string' },
  app: { type: 'string' },
  runs: { type: 'string' },
  quick: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
} as const;

/**
 * `usual`: rounds where nothing else is said, and where it is to be quick; which trace is looked at. Makes trace and app where
 * they are not there.
 */
export async function readBenchOptions(
  args: readonly string[],
  usual: { readonly runs: number; readonly quick: number; readonly trace?: TraceLength },
): Promise<BenchOptions> {
  const { values } = parseArgs({ args: [...args], options: COMMON_OPTIONS });
  const { quick, keep } = values;
  const runs = values.runs === undefined ? (quick ? usual.quick : usual.runs) : Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const length: TraceLength = quick ? '3min' : (usual.trace ?? '2h');
  return {
    trace: values.trace ?? (await referenceTrace(length, console.log)),
    app: values.app ?? (await buildApp()),
    ...{ quick, keep, runs },
  };
}
