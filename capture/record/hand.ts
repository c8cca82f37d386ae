import { monotonicUs } from '../../src/cli/capture/clock.ts';
import { sleep } from './clock.ts';
import { seededRandom, type Random } from './random.ts';
import type { Service } from './process.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Keysym names of the characters whose name is not the character itself; US layout. `less` would be found on a key that
 * this layout has beside it, where Shift gives `>`: it is typed as the comma's, whose keysym is unshifted.
 */
const KEYSYMS: Readonly<Record<string, string>> = {
  ' ': 'space', '!': 'exclam', '"': 'quotedbl', '#': 'numbersign', $: 'dollar', '%': 'percent', '&': 'ampersand',
  "'": 'apostrophe', '(': 'parenleft', ')': 'parenright', '*': 'asterisk', '+': 'plus', ',': 'comma', '-': 'minus',
  '.': 'period', '/': 'slash', ':': 'colon', ';': 'semicolon', '<': 'comma', '=': 'equal', '>': 'greater',
  '?': 'question', '@': 'at', '[': 'bracketleft', '\\': 'backslash', ']': 'bracketright', '^': 'asciicircum',
  _: 'underscore', '`': 'grave', '{': 'braceleft', '|': 'bar', '}': 'braceright', '~': 'asciitilde', '\n': 'Return',
}; // prettier-ignore
const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/;
const STEP_MS = 16;

/** The hand of the engineer: real pointer and key events at a human pace. */
export class Hand {
  #at: Point;
  readonly #random: Random;
  readonly #device: Service;

  constructor(device: Service, start: Point, seed: number) {
    this.#device = device;
    this.#at = start;
    this.#random = seededRandom(seed);
    this.#put(start);
  }

  /** Moves along a slightly bent path, fast in the middle and slow at both ends, and rests a moment. */
  async moveTo(target: Point): Promise<void> {
    const from = this.#at;
    const distance = Math.hypot(target.x - from.x, target.y - from.y);
    if (distance < 2) return;
    const duration = 180 + 110 * Math.log2(1 + distance / 24);
    const bend = (this.#random() - 0.5) * 0.16;
    const start = monotonicUs();
    for (let share = 0; share < 1;) {
      await sleep(STEP_MS);
      share = Math.min(1, (monotonicUs() - start) / 1000 / duration);
      const eased = share ** 3 * (10 - 15 * share + 6 * share ** 2);
      const aside = Math.sin(Math.PI * eased) * bend;
      this.#put({
        x: from.x + (target.x - from.x) * eased - (target.y - from.y) * aside,
        y: from.y + (target.y - from.y) * eased + (target.x - from.x) * aside,
      });
    }
    await this.pause(60, 140);
  }

  async click(target: Point, count = 1): Promise<void> {
    await this.moveTo(target);
    for (let n = 0; n < count; n++) {
      this.#device.send('button 1 1');
      await this.pause(45, 90);
      this.#device.send('button 1 0');
      await this.pause(60, 110);
    }
  }

  /** Turns the wheel; positive is down. */
  async scroll(notches: number): Promise<void> {
    const button = notches > 0 ? 5 : 4;
    for (let n = 0; n < Math.abs(notches); n++) {
      this.#device.send(`button ${button} 1`);
      this.#device.send(`button ${button} 0`);
      await this.pause(90, 220);
    }
  }

  /** Types text at about eleven characters a second, slower at the start of a word. */
  async type(text: string): Promise<void> {
    let previous = ' ';
    for (const character of text) {
      const shift = SHIFTED.test(character);
      if (shift) await this.#key('Shift_L', 1, 20, 45);
      const keysym = KEYSYMS[character] ?? character;
      await this.#key(keysym, 1, 25, 45);
      await this.#key(keysym, 0, 3, 10);
      if (shift) await this.#key('Shift_L', 0, 5, 20);
      if (previous === ' ' && character === ' ') continue; // indentation: the space bar, quickly
      await (previous === ' ' || previous === '\n' ? this.pause(45, 120) : this.pause(18, 65));
      previous = character;
    }
  }

  /** Presses a chord such as "Control_L+s"; keysym names. */
  async press(chord: string): Promise<void> {
    const keys = chord.split('+');
    for (const key of keys) await this.#key(key, 1, 35, 60);
    for (const key of keys.toReversed()) await this.#key(key, 0, 10, 30);
    await this.pause(60, 140);
  }

  pause(fromMs: number, toMs: number): Promise<void> {
    return sleep(fromMs + this.#random() * (toMs - fromMs));
  }

  async #key(keysym: string, down: 0 | 1, fromMs: number, toMs: number): Promise<void> {
    this.#device.send(`key ${keysym} ${down}`);
    await this.pause(fromMs, toMs);
  }

  #put(point: Point): void {
    this.#at = point;
    this.#device.send(`move ${Math.round(point.x)} ${Math.round(point.y)}`);
  }
}
