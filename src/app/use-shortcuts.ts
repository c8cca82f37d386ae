import { useEffect } from 'react';
import { chordOf } from '../ui/chord.ts';
import { repeatWhenShown } from './held-key.ts';
import type { Shortcut, ShortcutVerbs } from './shortcuts.ts';

/** Where keys are typed, single keys are off. */
const TYPING = 'input, textarea, select, [contenteditable], .monaco-editor, dialog';
/** Of these, where signs type nothing, so that help is a key away there, too. */
export const CHOOSING =
  'select, input:is([type="checkbox"], [type="radio"], [type="range"], [type="file"], [type="button"])';
/** A chord that is one sign: letters and digits choose in lists. */
export const SIGN = /^[^\p{L}\p{N}]$/u;
/** Where these keys already have a meaning of their own. */
const ACTS_ON_SPACE =
  'button, a[href], summary, [role="button"], [role="option"], [role="treeitem"], [role="tab"], [role="menuitem"]';
const MOVES_BY_ARROWS =
  '[role="listbox"], [role="option"], [role="tree"], [role="tab"], [role="separator"], [role="slider"], [role="radio"], [role="menu"], [role="grid"]';

/** The tab of a pane that is on screen already: there Space has nothing to do, but the dock would take it. */
const CHOSEN_PANE = '.flexlayout__layout [role="tab"][aria-selected="true"]';

/** Runs the shortcuts for the whole window while mounted. `only`: ids of those that do something now; undefined: all. */
export function useShortcuts(
  shortcuts: readonly Shortcut[],
  verbs: ShortcutVerbs,
  only?: readonly string[],
): void {
  useEffect(() => {
    let release = (): void => undefined;
    /** The command whose key is held down. */
    let held: Shortcut | undefined;
    const letGo = (): void => {
      release();
      held = undefined;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const chord = chordOf(event);
      // A chord with Ctrl, and a function key, type nothing.
      const types = !/^(?:Mod\+|(?:Shift\+)?F\d)/.test(chord);
      const shortcut = shortcuts.find(({ keys }) => keys.includes(chord));
      const helps = shortcut?.id === 'help' && SIGN.test(chord) && target.matches(CHOOSING);
      if (target.closest(TYPING) && (types || EDITING.includes(chord)) && !helps) return;
      if (target.closest(FINDS) && chord === 'Mod+F') return;
      if (chord === 'Space' && target.closest(ACTS_ON_SPACE)) return;
      if (/^(?:Shift\+)?Arrow/.test(chord) && target.closest(MOVES_BY_ARROWS)) return;
      if (!shortcut) return;
      event.preventDefault();
      if (only && !only.includes(shortcut.id)) return;
      if (!event.repeat || !shortcut.steps) {
        letGo();
        shortcut.run(verbs);
      } else if (held !== shortcut) {
        letGo();
        held = shortcut;
        release = repeatWhenShown(() => shortcut.run(verbs), verbs.shown);
      }
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
    window.addEventListener('keyup', letGo);
    window.addEventListener('blur', letGo);
    return () => {
      letGo();
      window.removeEventListener('keyup', letGo);
      window.removeEventListener('blur', letGo);
      window.removeEventListener('keydown', onChosenPane, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [shortcuts, verbs, only]);
}

/** The editor finds in its own text. */
const FINDS = '.monaco-editor';

/** What edits or moves in a text. */
const EDITING: readonly string[] = [
  ...['ArrowLeft', 'ArrowRight', 'A', 'C', 'V', 'X', 'Y', 'Z'].map((key) => `Mod+${key}`),
  'Mod+Shift+Z',
];
