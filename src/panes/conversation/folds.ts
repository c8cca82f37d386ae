/** Which texts of the conversation are shown whole: rows go and come as the list is scrolled. */
import { createContext, useContext } from 'react';

export interface Folds {
  /** By agent, step and part. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  /** What was looked for in the step that was gone to, as it is written there; it is shown whole. */
  readonly foundIn: (step: string) => readonly string[] | undefined;
}

export const FoldsContext = createContext<Folds>({
  open: new Set(),
  toggle: () => undefined,
  foundIn: () => undefined,
});

export function useFold(key: string): readonly [open: boolean, toggle: () => void] {
  const { open, toggle } = useContext(FoldsContext);
  return [open.has(key), () => toggle(key)];
}
