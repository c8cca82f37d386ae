/** Key presses as text, and back to what is printed on keys. Pure. */

export type KeyLike = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> &
  Partial<Pick<KeyboardEvent, 'code'>>;

/** Keys that only change what others mean. */
const MODIFIERS: readonly string[] = [
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Dead',
  'Unidentified',
  'Process',
];

/** True while nothing but a modifier is down: the chord is still being pressed. */
export function isUnfinished({ key }: Pick<KeyLike, 'key'>): boolean {
  return MODIFIERS.includes(key);
}

/**
 * A key press as text: `Mod+Shift+Key`, where Mod is Ctrl or Cmd. Letters are upper case; of a sign that is typed with
 * Shift on one keyboard and without on another, Shift is not said.
 */
export function chordOf(
  { key: typed, code = '', shiftKey, ctrlKey, metaKey, altKey }: KeyLike,
  mac = isMac(),
): string {
  // Many keyboards type [ ] and \ with AltGr, which is Ctrl and Alt at once, or on a Mac with Alt: the sign is meant.
  if (altKey && (ctrlKey || mac) && SIGN.test(typed)) return typed;
  // Other signs that Alt makes of a key mean nothing here: what is printed on the key is meant.
  const key = (altKey && /^(?:Digit|Key)(.)$/.exec(code)?.[1]) || typed;
  const letter = /^\p{L}$/u.test(key);
  const name = key === ' ' ? 'Space' : letter ? key.toUpperCase() : key;
  const sign = key.length === 1 && !letter && key !== ' ';
  return [ctrlKey || metaKey ? 'Mod' : '', altKey ? 'Alt' : '', shiftKey && !sign ? 'Shift' : '', name]
    .filter(Boolean)
    .join('+');
}

/** ASCII but letters, digits and the blank. */
const SIGN = /^[!-/:-@[-`{-~]$/;

/** The parts of a chord; a `+` at the end is the key itself. */
export function chordParts(chord: string): readonly string[] {
  return chord.split(/\+(?!$)/);
}

/** The chord as this machine's keyboard has it: ⌘ or Ctrl, arrows. */
export function chordLabel(chord: string, mac: boolean): string {
  const names: Readonly<Record<string, string>> = {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
  };
  return chordParts(chord)
    .map((part) => names[part] ?? part)
    .join('+');
}

/** True on keyboards that have ⌘. */
export function isMac(): boolean {
  return typeof navigator === 'object' && navigator.platform.startsWith('Mac');
}
