import { useEffect } from 'react';
import { chordOf } from '../../ui/chord.ts';
import { CHOOSING, SIGN } from '../use-shortcuts.ts';
import { keyed, searchField, type BatchCommand } from './batch-commands.ts';
import type { BatchStore } from './batch-store.ts';

/** Rows that Page Up and Page Down move by. */
const PAGE = 10;

const MOVES: Readonly<Record<string, number>> = {
  J: 1,
  K: -1,
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: -Infinity,
  End: Infinity,
};

/** Where keys are typed, or have a meaning of their own. */
const TYPING = 'input:not([type="checkbox"]), textarea, select, dialog';
/** What is beside the table scrolls by the same keys. */
const BESIDE = 'aside';
const ACTS = 'button, a[href], summary, input, textarea, select';

/** Whether a key moves through the traces, by where the focus is. */
function moves(target: Element, chord: string): boolean {
  if (target.closest(TYPING)) return false;
  return /^[JK]$/.test(chord) || !target.closest(`${BESIDE}, input`);
}

/** J, K and the arrows move through the traces, and the commands have keys of their own; while the table is on screen. */
export function useBatchKeys(store: BatchStore, commands: readonly BatchCommand[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const chord = chordOf(event);
      const { state, move, open } = store.getState();
      const search = searchField();
      const typing = target.closest(TYPING) !== null;
      const by = MOVES[chord];
      const command = keyed(commands, chord);
      const helps = command?.id === 'help' && SIGN.test(chord) && target.matches(CHOOSING);
      if (command?.run && (!typing || chord.startsWith('Mod+') || helps)) command.run();
      else if (chord === 'Escape' && target === search) search.blur();
      // From the field down into the list, as from its heading.
      else if (
        by !== undefined &&
        (moves(target, chord) || (target === search && /^(?:Arrow|Page)/.test(chord)))
      )
        move(by);
      else if (chord === 'Enter' && !target.closest(target === search ? 'dialog' : ACTS)) {
        if (state.phase === 'open' && state.current !== undefined) open(state.current);
      } else return;
      // The list would move a cursor of its own.
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [store, commands]);
}
