import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { isEmpty } from '../search/query.ts';
import { Drawer } from './Drawer.tsx';
import { countOf, rankOf, type HitPlace } from './search-hits.ts';
import { shownGroups, type SearchStore } from './search-state.ts';
import { number } from './search-words.ts';
import { SearchField } from './SearchField.tsx';
import { SearchReading } from './SearchReading.tsx';
import type { TraceSession } from './session-store.ts';
import styles from './SearchDrawer.module.css';

// The field is there at once: what is typed before it is there would be taken for keys of commands.
const SearchResults = lazy(async () => ({ default: (await import('./SearchResults.tsx')).SearchResults }));

interface SearchDrawerProps {
  readonly session: TraceSession;
  readonly search: SearchStore;
  readonly onGo: (hit: HitPlace) => void;
  readonly onStep: (direction: 1 | -1) => void;
}

/**
 * Looks for words in all that was recorded. It stands beside the panes and is no dialog: what is found is seen in them,
 * and all keys stay what they are.
 */
export function SearchDrawer({ session, search, onGo, onStep }: SearchDrawerProps) {
  const { view } = session;
  const state = useStore(search);
  const { query, sources, hidden, groups, inRange, searching, error, current } = state;
  const range = useStore(view, ({ selection }) => selection);
  const shown = useMemo(
    () => shownGroups({ sources, hidden, groups, inRange }, range),
    [sources, hidden, groups, inRange, range],
  );
  const drawer = useRef<HTMLElement>(null);
  useFocusBack(drawer);
  const count = countOf(shown);
  const rank = current && rankOf(shown, current);
  const asked = !isEmpty(query);
  const words = asked && !error ? hitWords(count, shown.length, searching) : '';
  return (
    <Drawer
      ref={drawer}
      title="Search"
      label="Search the trace"
      role="search"
      side="left"
      className={styles['drawer']}
      head={
        <span className={styles['count']} data-none={(asked && !searching && count === 0) || undefined}>
          {rank === undefined ? words : `${number(rank + 1)} of ${words}`}
        </span>
      }
      onClose={state.hide}
    >
      <SearchField
        query={query}
        asked={state.asked}
        error={error}
        hasHits={count > 0}
        onQuery={state.look}
        onStep={onStep}
        onList={() => drawer.current?.querySelector<HTMLElement>('[role="tree"]')?.focus()}
      />
      <Suspense>
        <SearchResults search={search} shown={shown} range={range} onGo={onGo} />
      </Suspense>
      <SearchReading sources={sources} groups={groups} />
      <Told words={words} />
    </Drawer>
  );
}

function hitWords(count: number, tracks: number, searching: boolean): string {
  if (count === 0) return searching ? 'searching …' : 'no hits';
  return `${number(count)} ${count === 1 ? 'hit' : 'hits'} in ${tracks} ${tracks === 1 ? 'track' : 'tracks'}`;
}

/** Milliseconds of rest after which a number is said: what is found while somebody types is not. */
const REST_MILLIS = 700;

/** Says how much was found to those who do not see it. */
function Told({ words }: { readonly words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), REST_MILLIS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}

/** When the drawer closes, the focus goes back to where it was. */
function useFocusBack(drawer: RefObject<HTMLElement | null>): void {
  // In the layout phase: later, what had the focus would be gone from the page already.
  useLayoutEffect(() => {
    const { activeElement: before } = document;
    const { current } = drawer;
    return () => {
      if (current?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [drawer]);
}
