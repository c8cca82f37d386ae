/** What is on the made screen: an editor that is typed in, a terminal that scrolls, pages with pictures, by turns. */
import { Dice } from './dice.ts';
import { CELL, Picture, type Colour } from './pixels.ts';
import { codeLine, proseLine, sentence } from './words.ts';

/** After this, the pictures begin anew. */
export const SCREEN_LOOP_SECONDS = 120;

const DARK: Colour = [34, 132, 126];
const DARKER: Colour = [24, 131, 127];
const BAR: Colour = [58, 134, 124];
const PAPER: Colour = [244, 128, 128];
const INK: Colour = [40, 128, 128];
const GREY: Colour = [150, 128, 128];
const COLOURS: readonly Colour[] = [
  [205, 128, 128],
  [160, 150, 105],
  [175, 105, 125],
  [150, 118, 165],
  [185, 95, 150],
];
const MARGIN = 20;
const SIDE = 240;
const TOP = 40;
const POINTER = { width: 14, height: 22 } as const;

type Scene = 'editor' | 'terminal' | 'page';

/** The picture of each frame of the loop; the same object every time, to be used before the next is asked for. */
export function* screenFrames(
  seed: number,
  width: number,
  height: number,
  fps: number,
): Generator<Uint8Array> {
  const screen = new Screen(seed, width, height);
  const frames = Math.round(SCREEN_LOOP_SECONDS * fps);
  for (let frame = 0; frame < frames; frame += 1) yield screen.next(1 / fps);
}

class Screen {
  readonly #dice: Dice;
  readonly #picture: Picture;
  #scene: Scene = 'editor';
  /** Seconds until another scene. */
  #left = 0;
  /** Part of the next letter, line or scroll that is due. */
  #due = 0;
  #line = 0;
  #column = 0;
  #words = '';
  #x: number;
  #y: number;
  #goal: { readonly x: number; readonly y: number };
  #under: Uint8Array | undefined;

  constructor(seed: number, width: number, height: number) {
    this.#dice = new Dice(seed, 'screen');
    this.#picture = new Picture(width, height);
    // Where all of the pointer is inside, however small the picture is.
    const [right, bottom] = [width - 40, height - 60];
    this.#x = Math.min(400, right);
    this.#y = Math.min(300, bottom);
    this.#goal = { x: Math.min(800, right), y: Math.min(500, bottom) };
  }

  next(seconds: number): Uint8Array {
    const { width, height } = POINTER;
    if (this.#under) this.#picture.restore(this.#x, this.#y, width, height, this.#under);
    this.#left -= seconds;
    if (this.#left <= 0) this.#begin();
    this.#due += seconds * { editor: 9, terminal: 14, page: 6 }[this.#scene];
    for (; this.#due >= 1; this.#due -= 1) this.#work();
    this.#movePointer();
    this.#under = this.#picture.save(this.#x, this.#y, width, height);
    this.#picture.pointer(this.#x, this.#y);
    return this.#picture.bytes;
  }

  get #rows(): number {
    return Math.floor((this.#picture.height - TOP - 2 * MARGIN) / CELL.height);
  }

  #begin(): void {
    const dice = this.#dice;
    const { width, height } = this.#picture;
    this.#scene = dice.pick<Scene>(['editor', 'editor', 'terminal', 'terminal', 'page']);
    this.#left = dice.between(4, 14);
    this.#picture.fill(
      0,
      0,
      width,
      height,
      this.#scene === 'page' ? PAPER : this.#scene === 'editor' ? DARK : DARKER,
    );
    this.#picture.fill(0, 0, width, TOP, BAR);
    this.#picture.text(MARGIN, 10, sentence(dice), GREY);
    if (this.#scene === 'editor') this.#picture.fill(0, TOP, SIDE, height - TOP, DARKER);
    for (let row = 0; row < this.#rows; row += 1) this.#row(row);
    if (this.#scene === 'page')
      for (let n = 0; n < 2; n += 1)
        this.#picture.photo(SIDE + n * 520, TOP + 60 + 2 * dice.whole(0, 120), 480, 320, () => dice.share());
    this.#line = dice.whole(4, Math.max(5, this.#rows - 4));
    this.#column = 0;
  }

  /** Draws a row of what the scene shows. */
  #row(row: number): void {
    const dice = this.#dice;
    const y = TOP + MARGIN + row * CELL.height;
    if (this.#scene === 'page') this.#picture.text(SIDE, y, proseLine(dice), INK);
    else if (this.#scene === 'terminal')
      this.#picture.text(MARGIN, y, `${dice.hex(8)} ${sentence(dice)}`, dice.pick(COLOURS));
    else {
      this.#picture.text(MARGIN, y, `${dice.hex(4)}.ts`, GREY);
      this.#picture.text(
        SIDE + MARGIN,
        y,
        `${String(row + 1).padStart(3)} ${codeLine(dice)}`,
        dice.pick(COLOURS),
      );
    }
  }

  /** A letter in the editor, a line in the terminal, a turn of the wheel on the page. */
  #work(): void {
    if (this.#scene === 'editor') this.#typeLetter();
    else if (this.#scene === 'terminal') this.#scroll(MARGIN, CELL.height);
    else if (this.#dice.chance(0.4)) this.#scroll(SIDE, 2 * CELL.height);
  }

  #typeLetter(): void {
    const dice = this.#dice;
    if (this.#column >= this.#words.length) {
      this.#words = codeLine(dice).trim();
      this.#column = 0;
      this.#line = (this.#line + 1) % this.#rows;
      this.#picture.fill(
        SIDE,
        TOP + MARGIN + this.#line * CELL.height,
        this.#picture.width - SIDE,
        CELL.height,
        DARK,
      );
      return;
    }
    const x = SIDE + MARGIN + (this.#column + 6) * CELL.width;
    const letter = this.#words.slice(this.#column, this.#column + 1);
    this.#picture.text(x, TOP + MARGIN + this.#line * CELL.height, letter, dice.pick(COLOURS));
    this.#column += 1;
  }

  #scroll(left: number, by: number): void {
    const { width } = this.#picture;
    const height = this.#rows * CELL.height;
    this.#picture.scroll(left, TOP + MARGIN, width - left, height, by);
    const ground = this.#scene === 'page' ? PAPER : DARKER;
    for (let row = this.#rows - by / CELL.height; row < this.#rows; row += 1) {
      this.#picture.fill(left, TOP + MARGIN + row * CELL.height, width - left, CELL.height, ground);
      this.#row(row);
    }
  }

  #movePointer(): void {
    const dice = this.#dice;
    const { width, height } = this.#picture;
    const [dx, dy] = [this.#goal.x - this.#x, this.#goal.y - this.#y];
    if (Math.hypot(dx, dy) < 8) {
      if (dice.chance(0.03)) this.#goal = { x: dice.whole(0, width - 40), y: dice.whole(TOP, height - 60) };
      return;
    }
    this.#x += Math.round(dx * 0.12);
    this.#y += Math.round(dy * 0.12);
  }
}
