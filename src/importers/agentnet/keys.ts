/** Names of keys and buttons as pynput writes them (https://pynput.readthedocs.io), as the W3C's. Pure. */

const KEYS: ReadonlyMap<string, string> = new Map([
  ['alt', 'Alt'],
  ['alt_l', 'Alt'],
  ['alt_r', 'Alt'],
  ['alt_gr', 'AltGraph'],
  ['backspace', 'Backspace'],
  ['caps_lock', 'CapsLock'],
  ['cmd', 'Meta'],
  ['cmd_l', 'Meta'],
  ['cmd_r', 'Meta'],
  ['ctrl', 'Control'],
  ['ctrl_l', 'Control'],
  ['ctrl_r', 'Control'],
  ['delete', 'Delete'],
  ['down', 'ArrowDown'],
  ['end', 'End'],
  ['enter', 'Enter'],
  ['esc', 'Escape'],
  ['home', 'Home'],
  ['insert', 'Insert'],
  ['left', 'ArrowLeft'],
  ['menu', 'ContextMenu'],
  ['num_lock', 'NumLock'],
  ['page_down', 'PageDown'],
  ['page_up', 'PageUp'],
  ['pause', 'Pause'],
  ['print_screen', 'PrintScreen'],
  ['right', 'ArrowRight'],
  ['scroll_lock', 'ScrollLock'],
  ['shift', 'Shift'],
  ['shift_l', 'Shift'],
  ['shift_r', 'Shift'],
  ['space', ' '],
  ['tab', 'Tab'],
  ['up', 'ArrowUp'],
]);

const BUTTONS: ReadonlyMap<string, string> = new Map([
  ['left', 'left'],
  ['middle', 'middle'],
  ['right', 'right'],
  ['x1', 'back'],
  ['x2', 'forward'],
]);

/** A character stays as it is; F1 to F24 are written large; a name that is not known stays, too. */
export function keyOf(name: string): string {
  return KEYS.get(name) ?? (/^f\d{1,2}$/.test(name) ? name.toUpperCase() : name);
}

/** undefined for a button that has no name here. */
export function buttonOf(name: unknown): string | undefined {
  return typeof name === 'string' ? BUTTONS.get(name) : undefined;
}
