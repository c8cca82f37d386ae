import type { Rect } from './map-to-picture.ts';

/** The smallest rectangle around many, of which one changes at a time: O(log count) each. */
export class Bounds {
  /** The rectangles from the middle on; before them, at `index`, what is around those at `2 * index` and one further. */
  readonly #rects: (Rect | undefined)[];
  readonly #count: number;

  /** So many rectangles, none of which is known yet. */
  constructor(count: number) {
    this.#count = count;
    this.#rects = Array.from({ length: 2 * count });
  }

  /** Around all that are known; undefined where none is. */
  get all(): Rect | undefined {
    return this.#rects[1];
  }

  set(index: number, rect: Rect): void {
    let at = this.#count + index;
    this.#rects[at] = rect;
    for (at >>= 1; at >= 1; at >>= 1) this.#rects[at] = around(this.#rects[2 * at], this.#rects[2 * at + 1]);
  }
}

function around(a: Rect | undefined, b: Rect | undefined): Rect | undefined {
  if (!a || !b) return a ?? b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}
