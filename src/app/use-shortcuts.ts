import { useEffect } from 'react';
import { chordOf, SHORTCUTS, type ShortcutVerbs } from './shortcuts.ts';

/** Where keys are typed, single keys are off. */
const TYPING = 'input, textarea, select, [contenteditable], .monaco-editor, .xterm, dialog';
/** Where these keys already have a meaning of their own. */
const ACTS_ON_SPACE =
  'button, a[href], summary, [role="button"], [role="option"], [role="tab"], [role="menuitem"]';
const MOVES_BY_ARROWS =
  '[role="listbox"], [role="option"], [role="tab"], [role="separator"], [role="slider"], [role="menu"], [role="grid"]';

/** The tab of a pane that is on screen already: there Space has nothing to do, but the dock would take it. */
const CHOSEN_PANE = '.flexlayout__layout [role="tab"][aria-selected="true"]';

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
    const onChosenPane = (event: KeyboardEvent): void => {
      if (
        chordOf(event) !== 'Space' ||
        !(event.target instanceof Element && event.target.matches(CHOSEN_PANE))
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      verbs.togglePlay();
    };
    window.addEventListener('keydown', onChosenPane, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onChosenPane, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [verbs]);
}
