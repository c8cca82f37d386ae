/** What can be done at the table of a batch, with its keys: one list for the keys, the help and the palette. */
import { SIGN_OFF_KEY } from '../shortcuts.ts';
import type { BatchStore } from './batch-store.ts';

export interface BatchCommand {
  readonly id: string;
  readonly title: string;
  /** In the form of `chordOf`. */
  readonly keys: readonly string[];
  /** undefined: the keys alone do it, where they are pressed. */
  readonly run?: () => void;
}

interface BatchVerbs {
  readonly store: BatchStore;
  readonly signOff: () => void;
  readonly openTrace: () => void;
  readonly ask: (dialog: 'help' | 'palette') => void;
}

export function batchCommands({ store, signOff, openTrace, ask }: BatchVerbs): readonly BatchCommand[] {
  return [
    { id: 'next', title: 'To the next trace', keys: ['J', 'ArrowDown'] },
    { id: 'previous', title: 'To the previous trace', keys: ['K', 'ArrowUp'] },
    { id: 'page', title: '10 traces further, or back', keys: ['PageDown', 'PageUp'] },
    { id: 'ends', title: 'To the first trace, or the last', keys: ['Home', 'End'] },
    { id: 'open', title: 'Open the current trace', keys: ['Enter'] },
    { id: 'search', title: 'Search the batch', keys: ['/'], run: () => searchField()?.focus() },
    {
      id: 'show-verdicts',
      title: 'Show what others said of the traces that are shown, to settle',
      keys: [],
      run: () => store.getState().uncover(),
    },
    { id: 'sign-off', title: 'Sign-off of the batch', keys: [SIGN_OFF_KEY], run: signOff },
    {
      id: 'read-again',
      title: 'Read the batch again',
      keys: [],
      run: () => void store.getState().load(),
    },
    { id: 'open-other', title: 'Open a trace', keys: ['Mod+O'], run: openTrace },
    { id: 'palette', title: 'All commands', keys: ['Mod+K'], run: () => ask('palette') },
    { id: 'help', title: 'Show the keys', keys: ['?'], run: () => ask('help') },
  ];
}

/** The command of a chord. */
export function keyed(commands: readonly BatchCommand[], chord: string): BatchCommand | undefined {
  return commands.find(({ keys }) => keys.includes(chord));
}

/** Where the batch is searched. */
export function searchField(): HTMLInputElement | null {
  return document.querySelector('input[type="search"]');
}
