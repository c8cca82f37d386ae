import { useEffect } from 'react';
import { chordOf, SHORTCUTS, type ShortcutVerbs } from './shortcuts.ts';

/** Where keys are typed, single keys are off. */
const TYPING = 'input, textarea, select, [contenteditable], .monaco-editor, .xterm, dialog';
/** Where these keys already have a meaning of their own. */
const ACTS_ON_SPACE =
  'button, a[href], summary, [role="button"], [role="option"], [role="tab"], [role="menuitem"]';
const MOVES_BY_ARROWS =
  '[role="listbox"], [role="option"], [role="tab"], [role="separator"], [role="slider"], [role="menu"], [role="grid"]';

/** Runs the shortcuts for the whole window while mounted. */
export function useShortcuts(verbs: ShortcutVerbs): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (
        event.defaultPrevented ||
        event.isComposing ||
        target.closest(TYPING) ||
        document.querySelector('dialog[open]')
      )
        return;
      const chord = chordOf(event);
      if (chord === 'Space' && target.closest(ACTS_ON_SPACE)) return;
      if (/^(?:Shift\+)?Arrow/.test(chord) && target.closest(MOVES_BY_ARROWS)) return;
      const shortcut = SHORTCUTS.find(({ keys }) => keys.includes(chord));
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run(verbs);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [verbs]);
}
