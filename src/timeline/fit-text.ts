/** Text that fits a width, measured once per word and font. */
export class TextFitter {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();

  /** `context.font` must be the same at every call of `fit`. */
  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** `text`, or its beginning with an ellipsis, within `room` CSS pixels; '' where not even a few letters fit. */
  fit(text: string, room: number): string {
    if (text === '' || !hasRoom(room)) return '';
    const shown = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
    if (shown === text && this.#width(text) <= room) return text;
    // Letters differ in width: the estimate is corrected downwards until it fits.
    let length = Math.min(shown.length, Math.floor((shown.length * room) / Math.max(1, this.#width(shown))));
    while (length > 1 && this.#width(`${shown.slice(0, length).trimEnd()}…`) > room) length -= 1;
    return length < 2 ? '' : `${shown.slice(0, length).trimEnd()}…`;
  }

  /** True where all of `text` is no wider than `room` CSS pixels. */
  fits(text: string, room: number): boolean {
    return text.length <= MAX_LENGTH && this.#width(text) <= room;
  }

  /** Forgets all widths: for when the font has been loaded. */
  reset(): void {
    this.#widths.clear();
  }

  #width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      if (this.#widths.size > MAX_CACHED) this.#widths.clear();
      width = this.#context.measureText(text).width;
      this.#widths.set(text, width);
    }
    return width;
  }
}

/** Whether a few letters may fit into so many CSS pixels. */
export function hasRoom(room: number): boolean {
  return room >= MIN_ROOM;
}

const MIN_ROOM = 14;
/** Nobody reads more in a lane. */
const MAX_LENGTH = 160;
const MAX_CACHED = 4_000;
