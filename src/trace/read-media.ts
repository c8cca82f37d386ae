/** What a layer of a terminal holds. */
import type { Problem } from '../base/errors.ts';
import type { CastColumns } from './cast.ts';
import type { Terminal } from './layers.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext } from './read-records.ts';
import { TerminalChunks } from './terminal-chunks.ts';
import type { ReadCast } from './terminal-player.ts';

const MICROS_PER_SECOND = 1_000_000;

/** Chunks that get their times before others get their turn. */
const SLICE = 50_000;

/** Puts a recording into trace time, and reports what is wrong with it. */
export async function placeTerminal({ columns, player }: ReadCast, context: LayerContext): Promise<Terminal> {
  const times = await placeChunks(columns, context);
  return { cols: columns.cols, rows: columns.rows, chunks: new TerminalChunks(times, columns), player };
}

/** Trace times of the chunks of a recording in microseconds, ascending; what is wrong with it is reported. */
export async function placeChunks(
  { seconds, problems }: Pick<CastColumns, 'seconds' | 'problems'>,
  context: LayerContext,
): Promise<Float64Array> {
  const placer = new TimePlacer(context.map, context.id, context.duration);
  const toNative = MICROS_PER_SECOND / context.map.microsPerUnit;
  const times = new Float64Array(seconds.length);
  for (let index = 0; index < seconds.length; index++) {
    times[index] = placer.next((seconds[index] ?? 0) * toNative);
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  for (const problem of [...problems, ...placer.problems()]) context.report(problem);
  return times;
}

/** An empty layer is said to be so, rather than shown as nothing. */
export function emptyLayerProblem(layer: string, kind: string): Problem {
  return { severity: 'info', code: 'layer-empty', details: { layer, kind } };
}
