/** What was typed around a moment, as a viewer reads it: a pure function of the keys, the time and the options. */
import type { TraceTime } from '../../base/time.ts';
import type { MadeTrack } from '../../trace/made-track.ts';
import type { KeyPress, Modifier } from './input-tracks.ts';

/** How long keys stay after the last of them, in microseconds of trace time; keys that follow within it join them. */
const HUD_MICROS = 1_500_000;
/** The last part of that, in which they fade. */
const FADE_MICROS = 500_000;
/** Keys that are looked through backwards. */
const MAX_KEYS = 200;
const MAX_TEXT = 40;
const MAX_TOKENS = 6;
const BULLET = '•';

export interface HudToken {
  readonly kind: 'text' | 'key' | 'chord';
  /** `npm test`, `⌫`, `Ctrl+S`; bullets where hidden. */
  readonly text: string;
  /** The caps to draw, `Ctrl` and `S`; none for text. */
  readonly caps: readonly string[];
  /** How often in a row; 1 for text. */
  readonly count: number;
}

export interface KeyHud {
  readonly tokens: readonly HudToken[];
  /** Keys before these have been left out. */
  readonly cut: boolean;
  /** 1 → 0 while it fades. */
  readonly opacity: number;
}

export interface HudOptions {
  /** Bullets in place of typed characters; chords and special keys stay. */
  readonly mask: boolean;
}

/** Names of the W3C key values that stand for no character. */
const SYMBOLS: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  CapsLock: 'Caps Lock',
  ' ': 'Space',
};

/** Words inside chords, where a symbol could be misread. */
const CHORD_NAMES: Readonly<Record<string, string>> = {
  Tab: 'Tab',
  Enter: 'Enter',
  Backspace: 'Backspace',
  Delete: 'Delete',
};

const MODIFIER_NAMES: readonly (readonly [Modifier, string])[] = [
  ['Control', 'Ctrl'],
  ['Alt', 'Alt'],
  ['AltGraph', 'AltGr'],
  ['Shift', 'Shift'],
  ['Meta', 'Meta'],
];

/** Keys that mean nothing by themselves. */
const SILENT: readonly string[] = ['Dead', 'Unidentified', 'Process', 'Compose', 'Fn', 'NumLock'];

/** The keys shown at `time`; undefined where nothing was typed lately. */
export function keyHud(keys: MadeTrack<KeyPress>, time: TraceTime, options: HudOptions): KeyHud | undefined {
  const end = keys.indexAt(time) + 1;
  const last = keys.item(end - 1);
  if (!last || time - last.time >= HUD_MICROS) return undefined;
  let start = end - 1;
  while (start > 0 && end - start < MAX_KEYS && follows(keys.item(start - 1), keys.item(start))) start -= 1;
  const tokens: HudToken[] = [];
  for (let index = start; index < end; index += 1) {
    const press = keys.item(index);
    if (press) add(tokens, tokenOf(press, options));
  }
  if (tokens.length === 0) return undefined;
  const shown = newest(tokens);
  const cut = start > 0 && end - start >= MAX_KEYS;
  const left = HUD_MICROS - (time - last.time);
  return { tokens: shown.tokens, cut: cut || shown.cut, opacity: Math.min(1, left / FADE_MICROS) };
}

/** The HUD as one line for people and scripts: `npm test ⏎`, `⌫×3`; null where it is empty. */
export function hudText(hud: KeyHud | undefined): string | null {
  if (!hud) return null;
  const words = hud.tokens.map(({ text, count }) => (count > 1 ? `${text}×${count}` : text));
  return `${hud.cut ? '…' : ''}${words.join(' ')}`;
}

function follows(before: KeyPress | undefined, after: KeyPress | undefined): boolean {
  return before !== undefined && after !== undefined && after.time - before.time < HUD_MICROS;
}

function tokenOf({ key, modifiers, masked }: KeyPress, options: HudOptions): HudToken | undefined {
  if (masked) return textToken(BULLET);
  if (SILENT.includes(key)) return undefined;
  const character = isCharacter(key);
  const chord = modifiers.filter((modifier) => modifier !== 'AltGraph' && modifier !== 'Shift').length > 0;
  if (character && !chord) return textToken(options.mask ? BULLET : key);
  const shown = MODIFIER_NAMES.filter(([modifier]) => modifiers.includes(modifier)).map(([, name]) => name);
  if (shown.length === 0) return keyToken('key', [SYMBOLS[key] ?? key]);
  const name = character && key !== ' ' ? key.toUpperCase() : (CHORD_NAMES[key] ?? SYMBOLS[key] ?? key);
  return keyToken('chord', [...shown, name]);
}

function textToken(text: string): HudToken {
  return { kind: 'text', text, caps: [], count: 1 };
}

function keyToken(kind: 'key' | 'chord', caps: readonly string[]): HudToken {
  return { kind, text: caps.join('+'), caps, count: 1 };
}

/** True for a key value that is what was typed: one code point; names are longer. */
function isCharacter(key: string): boolean {
  return Array.from(key).length === 1;
}

/** Appends, joining typed characters to text and counting the same key in a row. */
function add(tokens: HudToken[], token: HudToken | undefined): void {
  if (!token) return;
  const last = tokens.at(-1);
  if (token.kind === 'text' && last?.kind === 'text')
    tokens[tokens.length - 1] = { ...last, text: last.text + token.text };
  else if (token.kind !== 'text' && last?.kind === token.kind && last.text === token.text)
    tokens[tokens.length - 1] = { ...last, count: last.count + 1 };
  else tokens.push(token);
}

/** As many of the latest tokens as fit on the line. */
function newest(tokens: readonly HudToken[]): {
  readonly tokens: readonly HudToken[];
  readonly cut: boolean;
} {
  const kept: HudToken[] = [];
  let room = MAX_TEXT;
  for (const token of tokens.toReversed()) {
    const characters = Array.from(token.text);
    if (kept.length === MAX_TOKENS || room <= 0) return { tokens: kept, cut: true };
    if (token.kind === 'text' && characters.length > room) {
      kept.unshift({ ...token, text: characters.slice(-room).join('') });
      return { tokens: kept, cut: true };
    }
    kept.unshift(token);
    room -= characters.length;
  }
  return { tokens: kept, cut: false };
}
