/** When a person works: bursts and pauses, and what was typed when. All times are microseconds of trace time. */
import { Dice } from './dice.ts';

export const SECOND = 1_000_000;

/** [start, end). */
export interface Burst {
  readonly start: number;
  readonly end: number;
}

/** Text that was typed, or a key that was pressed, from `start` on; its last key is up by `end`. */
export interface Typed {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Bursts of work in order, some minutes at most each, with pauses between that are short, and seldom long. */
export function bursts(seed: number, duration: number): readonly Burst[] {
  const dice = new Dice(seed, 'bursts');
  const list: Burst[] = [];
  let at = dice.between(0.5, 2) * SECOND;
  while (at < duration - SECOND) {
    const end = Math.min(duration - SECOND / 2, at + dice.between(8, 150) * SECOND);
    list.push({ start: Math.round(at), end: Math.round(end) });
    at = end + (dice.chance(0.06) ? dice.between(60, 240) : dice.between(0.8, 14)) * SECOND;
  }
  return list;
}

/** `count` moments within the bursts, in order, evenly over the time worked but for chance. */
export function* moments(list: readonly Burst[], count: number, dice: Dice): Generator<number> {
  const worked = list.reduce((sum, { start, end }) => sum + end - start, 0);
  let before = 0;
  let index = 0;
  for (let n = 0; n < count; n += 1) {
    const wanted = ((n + dice.between(0.05, 0.95)) / count) * worked;
    let burst = list[index];
    while (burst && before + burst.end - burst.start <= wanted && index + 1 < list.length) {
      before += burst.end - burst.start;
      index += 1;
      burst = list[index];
    }
    if (burst) yield Math.min(burst.end - 1, Math.round(burst.start + wanted - before));
  }
}
