/** W3C UI Events `key` values of keysyms that are not characters. */
const NAMED: Readonly<Record<string, string>> = {
  Return: 'Enter', BackSpace: 'Backspace', Tab: 'Tab', Escape: 'Escape', Delete: 'Delete', Insert: 'Insert',
  Home: 'Home', End: 'End', Prior: 'PageUp', Next: 'PageDown', Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp',
  Down: 'ArrowDown', Shift_L: 'Shift', Shift_R: 'Shift', Control_L: 'Control', Control_R: 'Control', Alt_L: 'Alt',
  Alt_R: 'Alt', Meta_L: 'Meta', Super_L: 'Meta', ISO_Level3_Shift: 'AltGraph',
}; // prettier-ignore

/** W3C codes by X keycode (evdev keycodes plus 8), of a US keyboard. */
const CODES: Readonly<Record<number, string>> = {
  9: 'Escape', 20: 'Minus', 21: 'Equal', 22: 'Backspace', 23: 'Tab', 34: 'BracketLeft', 35: 'BracketRight', 36: 'Enter',
  37: 'ControlLeft', 47: 'Semicolon', 48: 'Quote', 49: 'Backquote', 50: 'ShiftLeft', 51: 'Backslash', 59: 'Comma',
  60: 'Period', 61: 'Slash', 62: 'ShiftRight', 64: 'AltLeft', 65: 'Space', 105: 'ControlRight', 108: 'AltRight',
  110: 'Home', 111: 'ArrowUp', 112: 'PageUp', 113: 'ArrowLeft', 114: 'ArrowRight', 115: 'End', 116: 'ArrowDown',
  117: 'PageDown', 118: 'Insert', 119: 'Delete', 133: 'MetaLeft',
}; // prettier-ignore

const ROWS: readonly (readonly [first: number, keys: string])[] = [
  [24, 'QWERTYUIOP'],
  [38, 'ASDFGHJKL'],
  [52, 'ZXCVBNM'],
];

export function keyOf(keysym: number, name: string): string {
  const named = NAMED[name];
  if (named !== undefined) return named;
  if (keysym >= 0x20 && keysym <= 0xff) return String.fromCharCode(keysym);
  return /^F\d+$/.test(name) ? name : 'Unidentified';
}

export function codeOf(keycode: number): string | undefined {
  if (keycode >= 10 && keycode <= 19) return `Digit${(keycode - 9) % 10}`;
  for (const [first, keys] of ROWS) {
    const key = keys[keycode - first];
    if (key !== undefined && keycode >= first) return `Key${key}`;
  }
  return CODES[keycode];
}
