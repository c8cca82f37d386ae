/** What was typed on the keyboard, as it reads: keys that follow each other are one line. Pure. */
import type { TraceTime } from '../base/time.ts';
import { field, listField, mayBeObject, numberField } from '../base/json.ts';
import { textField } from '../trace/json-report.ts';
import type { AddLine, OwnTime, Piece } from './search-line.ts';
import type { Work } from './work.ts';

/** A key that went down. */
export interface KeyDown {
  readonly time: OwnTime;
  /** W3C key value. */
  readonly key: string;
  readonly mods: readonly string[];
  /** It is not told which. */
  readonly masked: boolean;
}

/** A longer pause ends what is typed in one go, in microseconds. */
const PAUSE = 2_000_000;
/** Characters of a line. */
const MAX_LENGTH = 400;

/** Keys that mean nothing by themselves. */
const SILENT = new Set(
  'Control Shift Alt AltGraph Meta CapsLock NumLock Dead Unidentified Process Compose Fn'.split(' '),
);

/** Takes keys in time order; `end` must be called after the last. What was taken back at once was not typed. */
export class KeyLines {
  readonly #add: AddLine;
  #text: string[] = [];
  #times: OwnTime[] = [];
  #last: OwnTime = -Infinity;

  constructor(add: AddLine) {
    this.#add = add;
  }

  take({ time, key, mods, masked }: KeyDown): void {
    if (!masked && SILENT.has(key)) return;
    if (time - this.#last > PAUSE || this.#text.length >= MAX_LENGTH) this.end();
    this.#last = time;
    const chord = masked ? undefined : chordOf(key, mods);
    if (masked) this.#put('•', time);
    else if (chord !== undefined) this.#alone(chord, time);
    else if (isCharacter(key)) this.#put(key, time);
    else if (key === 'Backspace' && this.#text.length > 0) {
      this.#text.pop();
      this.#times.pop();
    } else this.#alone(key, time);
  }

  /** The pointer, for one, puts what is typed next elsewhere. */
  end(): void {
    const text = this.#text.join('');
    if (text.trim() !== '') {
      const pieces: Piece[] = [];
      let from = 0;
      this.#text.forEach((part, index) => {
        pieces.push({ from, time: this.#times[index] ?? 0, fresh: true });
        from += part.length;
      });
      this.#add({ time: this.#times.at(-1) ?? 0, text, pieces });
    }
    this.#text = [];
    this.#times = [];
  }

  #put(text: string, time: OwnTime): void {
    this.#text.push(text);
    this.#times.push(time);
  }

  #alone(text: string, time: OwnTime): void {
    this.end();
    this.#add({ time, text });
  }
}

/** `Ctrl+S`; undefined for a key that types or moves. */
function chordOf(key: string, mods: readonly string[]): string | undefined {
  // AltGr types characters, also where the system tells it as Ctrl and Alt.
  if (mods.includes('AltGraph')) return undefined;
  const held = [
    ['Control', 'Ctrl'],
    ['Alt', 'Alt'],
    ['Meta', 'Meta'],
  ].flatMap(([mod = '', name = '']) => (mods.includes(mod) ? [name] : []));
  if (held.length === 0) return undefined;
  const shift = mods.includes('Shift') ? ['Shift'] : [];
  return [...held, ...shift, key === ' ' ? 'Space' : isCharacter(key) ? key.toUpperCase() : key].join('+');
}

/** True for a key value that is what was typed: one code point; names are longer. */
function isCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff);
}

/** Bytes that are decoded at once. */
const BLOCK = 1 << 20;

/**
 * Lines of a layer of input events, of which nearly all are moves of the pointer: only those with a key or a click in them
 * are read.
 */
export function* keyLines(
  bytes: Uint8Array,
  { toTrace }: { readonly toTrace: (native: number) => TraceTime },
  add: AddLine,
): Work {
  const keys = new KeyLines(add);
  const decoder = new TextDecoder();
  let rest = '';
  let latest = -Infinity;
  const take = (line: string): void => {
    if (!line.includes('"key_down"') && !line.includes('"down"')) return;
    const event = parse(line);
    const [type, native] = [textField(event, 'type'), numberField(event, 't')];
    if (native === undefined) return;
    latest = Math.max(latest, toTrace(native));
    if (type === 'down') keys.end();
    const key = field(event, 'key');
    if (type !== 'key_down' || typeof key !== 'string') return;
    const mods = listField(event, 'mods').filter((mod) => typeof mod === 'string');
    keys.take({ time: latest, key, mods, masked: field(event, 'masked') === true });
  };
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const lines = (rest + decoder.decode(bytes.subarray(at, at + BLOCK), { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
    yield;
  }
  take(rest);
  keys.end();
}

/** undefined for a line that is broken, which whoever shows the layer reports. */
function parse(line: string): unknown {
  if (!mayBeObject(line)) return undefined;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
