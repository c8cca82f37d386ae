import { createContext, useContext } from 'react';
import { chordLabel, isMac } from './chord.ts';

/** The keys of a command, in the form of `chordOf`; empty where it has none. */
export type KeysOf = (command: string) => readonly string[];

/** Keys can be changed by a person, so that whoever names or takes one asks. undefined: nobody knows of any keys. */
export const KeyBindings = createContext<KeysOf | undefined>(undefined);

/** What the first key of a command is called on this keyboard, for a tooltip; undefined where it has none. */
export function useKeyLabel(command: string | undefined): string | undefined {
  const keysOf = useContext(KeyBindings);
  const [first] = command === undefined ? [] : (keysOf?.(command) ?? []);
  return first === undefined ? undefined : chordLabel(first, isMac());
}

/** A tooltip: what it is, and the key of the command that does the same. */
export function useTooltip(words: string, command: string): string {
  const key = useKeyLabel(command);
  return key === undefined ? words : `${words} (${key})`;
}
