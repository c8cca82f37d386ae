/** Settles what the times of JSON Lines, HAR and rrweb files count, once the length of the media beside them is known. */
import type { Layer, LayerClock } from '../schema/generated/types.ts';
import { clockOf, readText, type DraftLayer } from './new-layers.ts';
import { guessUnit, PER_SECOND, type GuessedUnit, type TimeUnit } from './time-unit.ts';

export interface SettledTimes {
  readonly drafts: readonly DraftLayer[];
  /** What was guessed, for whoever asked. */
  readonly remarks: readonly string[];
}

/**
 * Gives each layer of records its unit. Dates have no zero of their own that is of use: the earliest one of all files
 * is taken, so that files with dates keep their distance from each other. `unit`: as given on the command line.
 */
export async function settleTimes(
  drafts: readonly DraftLayer[],
  mediaSeconds: number | undefined,
  unit: TimeUnit | undefined,
): Promise<SettledTimes> {
  const found = new Map<DraftLayer, GuessedUnit>();
  const remarks: string[] = [];
  let zero = Infinity;
  for (const draft of drafts) {
    const span = await spanOf(draft);
    if (!span) continue;
    const guess = hasDates(draft) ? datesOf(draft) : guessUnit(span.first, span.last, mediaSeconds, unit);
    found.set(draft, guess);
    if (guess.epoch) zero = Math.min(zero, span.first / PER_SECOND[guess.unit]);
    if (hasDates(draft)) continue;
    const how = unit === undefined ? 'Taken to be in' : 'In';
    const what = guess.epoch ? ', as dates; the first one is the zero' : '';
    remarks.push(
      `${draft.input.path}: ${how} ${NAMES[guess.unit]}${what}.${unit === undefined ? ' Use --unit if that is wrong.' : ''}`,
    );
  }
  const settled = drafts.map((draft) => {
    const guess = found.get(draft);
    return guess ? { ...draft, layer: { ...draft.layer, clock: clockFor(draft, guess, zero) } } : draft;
  });
  return { drafts: settled, remarks };
}

function datesOf({ layer }: DraftLayer): GuessedUnit {
  return { unit: layer.clock.native_unit === 'us' ? 'us' : 'ms', epoch: true };
}

/** HAR, OTLP, and rrweb as a rule: what their times are needs no guess. */
function hasDates({ layer }: DraftLayer): boolean {
  return DATED.includes(layer.kind);
}

const DATED: readonly Layer['kind'][] = ['network', 'browser_dom', 'otel_logs', 'otel_metrics', 'otel_spans'];

const NAMES: Readonly<Record<TimeUnit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
};

function clockFor({ input }: DraftLayer, { unit, epoch }: GuessedUnit, zero: number): LayerClock {
  return epoch
    ? clockOf(input, 'wall', unit, Math.round(zero * PER_SECOND[unit] * 1e6) / 1e6)
    : clockOf(input, 'monotonic', unit);
}

/** The first and last time of a layer of records, or of dates; undefined for other layers and where there are no times. */
async function spanOf({
  layer,
  input,
}: DraftLayer): Promise<{ readonly first: number; readonly last: number } | undefined> {
  if (DATED.includes(layer.kind)) {
    const native = layer.clock.map?.[0]?.native ?? 0;
    return native > 0 ? { first: native, last: native } : undefined;
  }
  if (layer.kind !== 'commands' && layer.kind !== 'input_events' && layer.kind !== 'browser_events')
    return undefined;
  let first = Infinity;
  let last = -Infinity;
  for (const [, text] of (await readText(input)).matchAll(
    /"(?:t|t_start|t_end)"\s*:\s*(-?[\d.]+(?:[eE][+-]?\d+)?)/g,
  )) {
    const time = Number(text);
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return first <= last ? { first, last } : undefined;
}
