/** What a person has set in panes, so that an address can carry it: which file, which tab, what is filtered. */
import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react';

/** What can be set, by pane, and the characters that it may have at most. The names stand in addresses for ever. */
export const PANE_VIEWS = {
  /** id of the recording; `*`: all of them side by side. */
  'video.layer': 80,
  /** id of the terminal; without it, the pane follows the latest output. */
  'terminal.layer': 80,
  /** Path of the file, and behind a colon the line in the middle; without it, the pane follows the editor. */
  'diff.file': 300,
  'diff.against': 12,
  'diff.mode': 8,
  /** `both`, `before` or `after`: what of the structure is shown; `off`: the list of files. */
  'diff.structure': 8,
  'browser.view': 12,
  'tests.view': 12,
  /** Kinds, with dots between. */
  'steps.kinds': 80,
  'steps.words': 120,
  'voice.words': 120,
  /** `logs`, `metrics` or `spans`. */
  'signals.view': 12,
  /** The least serious level that is listed. */
  'signals.level': 12,
  'signals.words': 120,
  /** id of the trace; without it, the pane follows the playhead. */
  'signals.trace': 64,
  /** id of the layer; without it, the first. */
  'conversation.agent': 80,
} as const;

export type PaneViewName = keyof typeof PANE_VIEWS;

/** Texts by name; what has none is as it is to begin with. */
export type PaneViewTexts = ReadonlyMap<PaneViewName, string>;

export interface PaneViews {
  readonly getState: () => PaneViewTexts;
  readonly subscribe: (listener: () => void) => () => void;
  /** undefined, and what is too long: as it is to begin with. */
  readonly set: (name: PaneViewName, text: string | undefined) => void;
  /** Puts all of them. */
  readonly replace: (texts: PaneViewTexts) => void;
}

export function createPaneViews(first: PaneViewTexts = new Map()): PaneViews {
  let texts = first;
  const listeners = new Set<() => void>();
  const replace = (next: PaneViewTexts): void => {
    texts = next;
    for (const listener of listeners) listener();
  };
  return {
    getState: () => texts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(name, text) {
      const fits = carried(name, text);
      if (texts.get(name) === fits) return;
      const next = new Map(texts);
      if (fits === undefined) next.delete(name);
      else next.set(name, fits);
      replace(next);
    },
    replace,
  };
}

/** What an address can carry of a text: nothing of one that is empty or too long. */
export function carried(name: PaneViewName, text: string | undefined): string | undefined {
  return text !== undefined && text !== '' && text.length <= PANE_VIEWS[name] ? text : undefined;
}

/** Without a provider each view keeps its own. */
export const PaneViewsContext = createContext<PaneViews | undefined>(undefined);

/**
 * A text that is set in a pane, like a state; undefined: as it is to begin with. It may come from an address: what makes no
 * sense is to be taken for undefined.
 */
export function usePaneView(
  name: PaneViewName,
): readonly [string | undefined, (text: string | undefined) => void] {
  const shared = useContext(PaneViewsContext);
  const [own] = useState(() => createPaneViews());
  const views = shared ?? own;
  const text = useSyncExternalStore(views.subscribe, () => views.getState().get(name));
  const set = useCallback((next: string | undefined) => views.set(name, next), [views, name]);
  return useMemo(() => [text, set], [text, set]);
}

/** Words that are typed: longer than an address carries, they are kept in the pane alone. */
export function usePaneWords(name: PaneViewName): readonly [string, (text: string) => void] {
  const [given, carry] = usePaneView(name);
  const [typed, setTyped] = useState({ given, text: given ?? '' });
  if (typed.given !== given) setTyped({ given, text: given ?? '' });
  const set = useCallback(
    (text: string) => {
      setTyped({ given: carried(name, text), text });
      carry(text);
    },
    [name, carry],
  );
  return [typed.text, set];
}
