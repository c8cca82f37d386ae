/** The unit of times in JSON Lines, which the records themselves do not tell. */
import { badArguments } from './command.ts';

export const TIME_UNITS = ['s', 'ms', 'us', 'ns'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** How many of a unit a second has. */
export const PER_SECOND: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };
/** Dates that a capture can bear lie between these seconds since 1970: 2014 and 2103. */
const DATES = [1.4e9, 4.2e9] as const;
/** Sessions are seconds to hours long: the likeliest length, for want of any other evidence. */
const USUAL_SECONDS = 600;

export interface GuessedUnit {
  readonly unit: TimeUnit;
  /** True where the times are dates, counted from 1970. */
  readonly epoch: boolean;
}

/**
 * The unit by which `last`, the largest time, comes nearest to the length of the video or terminal beside it. Times
 * are dates where the first one is one too: half an hour in microseconds looks like seconds of 2027, but begins near
 * 0. A guess, of which whoever asked is told. `known`: the unit, where it needs no guess.
 */
export function guessUnit(
  first: number,
  last: number,
  mediaSeconds: number | undefined,
  known?: TimeUnit,
): GuessedUnit {
  const units = known === undefined ? TIME_UNITS : [known];
  const dated = units.find((unit) => [first, last].every((time) => isDate(time / PER_SECOND[unit])));
  if (dated !== undefined) return { unit: dated, epoch: true };
  const length = mediaSeconds !== undefined && mediaSeconds > 0 ? mediaSeconds : USUAL_SECONDS;
  const miss = (unit: TimeUnit): number =>
    Math.abs(Math.log(Math.max(last, 1e-9) / PER_SECOND[unit] / length));
  const [best = 's'] = [...units].sort((a, b) => miss(a) - miss(b));
  return { unit: best, epoch: false };
}

function isDate(seconds: number): boolean {
  return seconds > DATES[0] && seconds < DATES[1];
}

export function checkUnit(text: string): TimeUnit {
  const unit = TIME_UNITS.find((other) => other === text);
  if (!unit) throw badArguments(`--unit takes ${TIME_UNITS.join(', ')}, not ${JSON.stringify(text)}`);
  return unit;
}
