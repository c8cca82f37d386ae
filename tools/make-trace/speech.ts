/** What is said, and what is written down. The sound repeats itself, its words do not. */
import { Dice } from './dice.ts';
import { SECOND } from './session.ts';
import { noun, sentence } from './words.ts';

/** After this, the sound begins anew. */
export const SPEECH_LOOP_SECONDS = 180;

/** In seconds of the loop. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
}

export interface Cue {
  /** Microseconds. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** When somebody speaks within the loop. */
export function phrases(seed: number): readonly Phrase[] {
  const dice = new Dice(seed, 'phrases');
  const list: Phrase[] = [];
  for (let at = dice.between(1, 4); ;) {
    const end = at + dice.between(1.6, 6);
    if (end > SPEECH_LOOP_SECONDS - 1) return list;
    list.push({ start: at, end });
    at = end + (dice.chance(0.2) ? dice.between(4, 11) : dice.between(0.4, 2));
  }
}

/** `duration`: microseconds; a cue that would reach over it is left out. */
export function* cues(seed: number, duration: number): Generator<Cue> {
  const dice = new Dice(seed, 'words');
  const spoken = phrases(seed);
  for (let loop = 0; loop * SPEECH_LOOP_SECONDS * SECOND < duration; loop += 1)
    for (const { start, end } of spoken) {
      const text = sentence(dice);
      const cue = {
        start: millis(loop * SPEECH_LOOP_SECONDS + start),
        end: millis(loop * SPEECH_LOOP_SECONDS + end),
        text,
      };
      if (cue.end < duration) yield cue;
    }
}

/** Whole milliseconds, as WebVTT tells them, in microseconds. */
function millis(seconds: number): number {
  return Math.round(seconds * 1_000) * 1_000;
}

/** The lines of a WebVTT cue, with the empty one after it. */
export function vttLines({ start, end, text }: Cue, number: number): readonly string[] {
  return [String(number), `${clock(start)} --> ${clock(end)}`, text, ''];
}

function clock(micros: number): string {
  const ms = Math.round(micros / 1_000);
  const part = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, '0');
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1_000) % 60)}.${part(ms % 1_000, 3)}`;
}

/** A remark of the annotations layer, without its actor. */
export function note(dice: Dice, t: number, paths: readonly string[]): object {
  const text = sentence(dice);
  return dice.chance(0.5)
    ? { t, type: 'note', text }
    : {
        t,
        type: 'decision',
        text: `${text} (${noun(dice)})`,
        file: dice.pick(paths),
        line: dice.whole(1, 60),
      };
}

const RATE = 16_000;
/** Resonances of the open vowels, in Hz. */
const VOWELS: readonly (readonly [number, number])[] = [
  [730, 1_090],
  [530, 1_840],
  [270, 2_290],
  [570, 840],
  [300, 870],
];

/** The loop as signed 16-bit samples, one channel of 16 kHz: a hum that opens and closes as syllables do, and hisses between. */
export function speechSamples(seed: number): Int16Array {
  const dice = new Dice(seed, 'sound');
  const samples = new Int16Array(SPEECH_LOOP_SECONDS * RATE);
  for (let index = 0; index < samples.length; index += 1) samples[index] = Math.round(dice.between(-14, 14));
  for (const { start, end } of phrases(seed))
    for (let at = start; at < end;) {
      const length = Math.min(end - at, dice.between(0.12, 0.3));
      speak(samples, dice, at, length);
      at += length + dice.between(0.01, 0.06);
    }
  return samples;
}

function speak(samples: Int16Array, dice: Dice, at: number, length: number): void {
  const [low, high] = dice.pick(VOWELS);
  const pitch = dice.between(95, 140);
  const loud = dice.between(3_500, 9_000);
  const hiss = dice.chance(0.3) ? 0.25 : 0.03;
  const from = Math.round(at * RATE);
  const count = Math.round(length * RATE);
  for (let n = 0; n < count; n += 1) {
    const seconds = n / RATE;
    const glottis = (seconds * pitch) % 1;
    const decay = Math.exp(-glottis * 5);
    const voice =
      decay * (Math.sin(2 * Math.PI * low * seconds) + 0.5 * Math.sin(2 * Math.PI * high * seconds));
    const open = Math.sin((Math.PI * n) / count) ** 0.6;
    samples[from + n] = Math.round(loud * open * (voice * 0.6 + dice.between(-hiss, hiss)));
  }
}

export const SPEECH_RATE = RATE;
