import { createContext, useContext } from 'react';

/** What a command's key is called on this keyboard; undefined where it has none. */
export type KeyLabelOf = (command: string) => string | undefined;

/** Keys can be changed by a person, so that tooltips ask for them. Without a provider no key is known. */
export const KeyLabels = createContext<KeyLabelOf>(() => undefined);

/** The key of a command, for a tooltip. */
export function useKeyLabel(command: string | undefined): string | undefined {
  const labelOf = useContext(KeyLabels);
  return command === undefined ? undefined : labelOf(command);
}
