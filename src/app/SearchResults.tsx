import { useStore } from 'zustand';
import type { TimeRange } from '../base/time.ts';
import { isEmpty } from '../search/query.ts';
import type { HitPlace, ShownGroup } from './search-hits.ts';
import type { SearchStore } from './search-state.ts';
import { SearchFilters } from './SearchFilters.tsx';
import { SearchList } from './SearchList.tsx';
import styles from './SearchDrawer.module.css';

interface SearchResultsProps {
  readonly search: SearchStore;
  readonly shown: readonly ShownGroup[];
  /** The one that is marked. */
  readonly range: TimeRange | undefined;
  readonly onGo: (hit: HitPlace) => void;
}

/** What stands below the field: where to look, and what was found. */
export function SearchResults({ search, shown, range, onGo }: SearchResultsProps) {
  const { query, sources, hidden, groups, inRange, toggleSource, setInRange } = useStore(search);
  return (
    <>
      <SearchFilters
        sources={sources}
        hidden={hidden}
        groups={groups}
        inRange={inRange}
        range={range}
        onToggle={toggleSource}
        onRange={setInRange}
      />
      <div className={styles['results']}>
        <SearchList search={search} shown={shown} asked={!isEmpty(query)} range={range} onGo={onGo} />
      </div>
    </>
  );
}
