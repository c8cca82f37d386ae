/** Chance that is the same for a seed. */
import { seededRandom, type Random } from '../../capture/record/random.ts';

export class Dice {
  readonly #random: Random;

  /** `name`: parts of a trace have dice of their own, so that one does not change with how much another drew. */
  constructor(seed: number, name: string) {
    this.#random = seededRandom(mix(seed, name));
  }

  /** In [0, 1). */
  share(): number {
    return this.#random();
  }

  /** In [from, to). */
  between(from: number, to: number): number {
    return from + this.#random() * (to - from);
  }

  /** A whole number in [from, to]. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** One of `some`, which is not empty. */
  pick<T>(some: readonly T[]): T {
    const one = some[Math.floor(this.#random() * some.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  }

  /** A place in [0, count), the low ones far more often: of what is worked on, little is worked on most. */
  uneven(count: number): number {
    return Math.floor(count * this.#random() ** 3);
  }

  /** `digits` hexadecimal digits. */
  hex(digits: number): string {
    return Array.from({ length: digits }, () => Math.floor(this.#random() * 16).toString(16)).join('');
  }
}

/** FNV-1a over the name, from the seed. */
function mix(seed: number, name: string): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
