/** Input events as a hand makes them: exactly as many as are wanted, one after the other in time. */
import type { InputEvent } from '../../src/schema/generated/types.ts';
import { Dice } from './dice.ts';
import { SECOND, type Burst, type Typed } from './session.ts';

export interface InputOptions {
  readonly seed: number;
  readonly count: number;
  /** In order. */
  readonly bursts: readonly Burst[];
  /** In order by start; what would overlap comes later. */
  readonly typed: readonly Typed[];
  readonly width: number;
  readonly height: number;
  /** Microseconds; no event is later. */
  readonly duration: number;
}

/** A movement of the pointer, and what is done at its end. */
interface Stroke {
  readonly start: number;
  readonly end: number;
  readonly act: 'click' | 'scroll' | 'nothing';
}

/** Of the events, typing may be this much at most: of a long session with few events, only some keys are recorded. */
const TYPING_SHARE = 0.6;
const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/;
const CODES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '\n': 'Enter',
  '-': 'Minus',
  '=': 'Equal',
  '.': 'Period',
  ',': 'Comma',
  '/': 'Slash',
  ';': 'Semicolon',
  "'": 'Quote',
};

/** The events, in order; times in microseconds. */
export function* inputEvents(options: InputOptions): Generator<InputEvent> {
  const { seed, count, bursts, width, height } = options;
  const dice = new Dice(seed, 'input');
  const typed = typedWithin(options.typed, Math.floor(count * TYPING_SHARE));
  const strokes = strokesBetween(dice, bursts, typed);
  const keys = typed.reduce((sum, { text }) => sum + keyEvents(text), 0);
  const done = strokes.reduce((sum, { act }) => sum + actEvents(act), 0);
  const left = count - keys - done;
  const hand = new Hand(dice, { width, height, duration: options.duration });
  // Fewer events than clicks and wheel turns: the hand then only moves.
  const acts = left >= 0;
  const moves = acts ? left : count - keys;
  const moving = strokes.reduce((sum, { start, end }) => sum + end - start, 0);
  let moved = 0;
  let spent = 0;
  let next = 0;
  for (const stroke of strokes) {
    for (let words = typed[next]; words && words.start <= stroke.start; words = typed[next]) {
      yield* hand.type(words);
      next += 1;
    }
    spent += stroke.end - stroke.start;
    const until = Math.round((moves * spent) / moving);
    yield* hand.move(stroke, until - moved);
    moved = until;
    if (acts) yield* hand.act(stroke);
  }
  for (const words of typed.slice(next)) yield* hand.type(words);
  // Without a stroke to spread them over, what is left is a pointer that trembles at the end.
  if (strokes.length === 0) yield* hand.move({ start: 0, end: SECOND, act: 'nothing' }, moves);
}

/** So much of what was typed that it is no more than `most` events: evenly over the session. */
function typedWithin(typed: readonly Typed[], most: number): readonly Typed[] {
  const all = typed.reduce((sum, { text }) => sum + keyEvents(text), 0);
  const share = all <= most ? 1 : most / all;
  const kept: Typed[] = [];
  let seen = 0;
  let taken = 0;
  for (const one of typed) {
    const events = keyEvents(one.text);
    seen += events;
    if (taken + events > seen * share + 1e-6) continue;
    taken += events;
    kept.push(one);
  }
  return kept;
}

function keyEvents(text: string): number {
  let count = 0;
  for (const letter of text) count += SHIFTED.test(letter) ? 4 : 2;
  return count;
}

function actEvents(act: Stroke['act']): number {
  return act === 'click' ? 2 : act === 'scroll' ? SCROLL_EVENTS : 0;
}

const SCROLL_EVENTS = 6;

/** Movements in the gaps that typing leaves in the bursts. */
function strokesBetween(dice: Dice, bursts: readonly Burst[], typed: readonly Typed[]): readonly Stroke[] {
  const strokes: Stroke[] = [];
  let next = 0;
  for (const burst of bursts) {
    let at = burst.start;
    while (at < burst.end) {
      while ((typed[next]?.end ?? Infinity) <= at) next += 1;
      const words = typed[next];
      if (words && words.start <= at) {
        at = words.end;
        continue;
      }
      const end = Math.min(
        burst.end,
        words?.start ?? Infinity,
        at + Math.round(dice.between(0.25, 1.6) * SECOND),
      );
      if (end - at > SECOND / 10) {
        const act = dice.chance(0.35) ? 'click' : dice.chance(0.2) ? 'scroll' : 'nothing';
        // The hand rests for the last part, in which it clicks or turns the wheel.
        strokes.push({ start: at, end: Math.round(at + (end - at) * 0.8), act });
      }
      at = end + Math.round(dice.between(0, 0.15) * SECOND);
    }
  }
  return strokes;
}

interface Screen {
  readonly width: number;
  readonly height: number;
  readonly duration: number;
}

class Hand {
  readonly #dice: Dice;
  readonly #screen: Screen;
  #x: number;
  #y: number;
  #time = 0;

  constructor(dice: Dice, screen: Screen) {
    this.#dice = dice;
    this.#screen = screen;
    this.#x = Math.round(screen.width / 2);
    this.#y = Math.round(screen.height / 2);
  }

  /** `count` reports of the pointer along a slightly bent path, fast in the middle and slow at both ends. */
  *move({ start, end }: Stroke, count: number): Generator<InputEvent> {
    const [fromX, fromY] = [this.#x, this.#y];
    const near = this.#dice.chance(0.5);
    const toX = near
      ? this.#within(fromX + this.#dice.between(-200, 200), 'width')
      : this.#dice.between(0, this.#screen.width - 1);
    const toY = near
      ? this.#within(fromY + this.#dice.between(-120, 120), 'height')
      : this.#dice.between(0, this.#screen.height - 1);
    const bend = this.#dice.between(-0.08, 0.08);
    for (let n = 1; n <= count; n += 1) {
      const share = n / count;
      const eased = share ** 3 * (10 - 15 * share + 6 * share ** 2);
      const aside = Math.sin(Math.PI * eased) * bend;
      this.#x = this.#within(fromX + (toX - fromX) * eased - (toY - fromY) * aside, 'width');
      this.#y = this.#within(fromY + (toY - fromY) * eased + (toX - fromX) * aside, 'height');
      yield { t: this.#at(start + (end - start) * share), type: 'move', x: this.#x, y: this.#y };
    }
  }

  *act({ end, act }: Stroke): Generator<InputEvent> {
    const [x, y] = [this.#x, this.#y];
    if (act === 'click') {
      yield { t: this.#at(end + 20_000), type: 'down', x, y, button: 'left' };
      yield { t: this.#at(end + 80_000), type: 'up', x, y, button: 'left' };
    } else if (act === 'scroll') {
      const dy = this.#dice.chance(0.7) ? 1 : -1;
      for (let n = 1; n <= SCROLL_EVENTS; n += 1)
        yield { t: this.#at(end + n * 24_000), type: 'scroll', x, y, dx: 0, dy, unit: 'notch' };
    }
  }

  /** All keys of a text, in the time that it took. */
  *type({ start, end, text }: Typed): Generator<InputEvent> {
    const letters = Array.from(text);
    const pace = (end - start) / Math.max(1, letters.length);
    for (const [index, letter] of letters.entries()) {
      const shift = SHIFTED.test(letter);
      const down = start + pace * (index + this.#dice.between(0.05, 0.3));
      const code = codeOf(letter);
      const key = letter === '\n' ? 'Enter' : letter;
      if (shift) yield { t: this.#at(down), type: 'key_down', key: 'Shift', code: 'ShiftLeft' };
      yield { t: this.#at(down), type: 'key_down', key, code, ...(shift && { mods: ['Shift'] }) };
      yield { t: this.#at(down + pace * 0.5), type: 'key_up', key, code, ...(shift && { mods: ['Shift'] }) };
      if (shift) yield { t: this.#at(down + pace * 0.6), type: 'key_up', key: 'Shift', code: 'ShiftLeft' };
    }
  }

  #at(wanted: number): number {
    this.#time = Math.min(this.#screen.duration, Math.max(this.#time, Math.round(wanted)));
    return this.#time;
  }

  #within(value: number, side: 'width' | 'height'): number {
    return Math.round(Math.min(this.#screen[side] - 1, Math.max(0, value)));
  }
}

function codeOf(letter: string): string {
  if (/[a-z]/i.test(letter)) return `Key${letter.toUpperCase()}`;
  return /\d/.test(letter) ? `Digit${letter}` : (CODES[letter] ?? 'IntlBackslash');
}
