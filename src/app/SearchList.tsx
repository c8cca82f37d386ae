import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { TimeRange } from '../base/time.ts';
import { Notice } from '../ui/Notice.tsx';
import { VirtualList } from '../ui/VirtualList.tsx';
import { hitOfRow, rowOfHit, rowsOf, type HitPlace, type ShownGroup } from './search-hits.ts';
import type { SearchStore } from './search-state.ts';
import { number } from './search-words.ts';
import { SearchHit } from './SearchHit.tsx';
import styles from './SearchDrawer.module.css';

interface SearchListProps {
  readonly search: SearchStore;
  readonly shown: readonly ShownGroup[];
  /** Something is looked for. */
  readonly asked: boolean;
  readonly range: TimeRange | undefined;
  readonly onGo: (hit: HitPlace) => void;
}

/** In CSS pixels: two lines. */
const ROW_HEIGHT = 38;

/** The hits by track, in a tree that can be closed. */
export function SearchList({ search, shown, asked, range, onGo }: SearchListProps) {
  const { sources, current, searching, error, hidden, inRange, showAll, row } = useStore(search);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(shown, closed), [shown, closed]);
  const toggle = (group: number): void => {
    const source = shown[group]?.source ?? '';
    const next = new Set(closed);
    if (!next.delete(source)) next.add(source);
    setClosed(next);
  };
  if (rows.length === 0) {
    if (error || searching) return null;
    if (!asked) return <Hint />;
    const reading = sources.some(({ state: { status } }) => status === 'waiting' || status === 'reading');
    const narrowed = hidden.size > 0 || (inRange && range !== undefined);
    return (
      <Notice severity="info" title={reading ? 'Nothing found so far.' : 'Nothing found.'}>
        {narrowed && (
          <button type="button" className="quiet-button" onClick={showAll}>
            Look everywhere
          </button>
        )}
      </Notice>
    );
  }
  return (
    <VirtualList
      rows={rows}
      rowHeight={ROW_HEIGHT}
      activeIndex={rowOfHit(shown, closed, current)}
      label="Hits by track"
      levelOf={(at) => {
        const { group, index } = hitOfRow(at);
        const { source = '', from = 0, to = 0 } = shown[group] ?? {};
        return index === undefined
          ? { level: 1, expanded: !closed.has(source), place: group + 1, siblings: shown.length }
          : { level: 2, place: index - from + 1, siblings: to - from };
      }}
      onToggle={(at) => toggle(hitOfRow(at).group)}
      onActivate={(at) => {
        const { group, index } = hitOfRow(at);
        const source = shown[group]?.source;
        if (index === undefined) toggle(group);
        else if (source !== undefined) onGo({ source, index });
      }}
      renderRow={(at) => {
        const { group, index } = hitOfRow(at);
        const part = shown[group];
        const source = sources.find(({ id }) => id === part?.source);
        if (!part || !source) return null;
        if (index !== undefined)
          return <SearchHit time={part.times[index] ?? NaN} row={row({ source: source.id, index })} />;
        const Icon = closed.has(source.id) ? ChevronRight : ChevronDown;
        return (
          <div className={styles['group']}>
            <Icon size={14} aria-hidden />
            <i
              className={styles['chip']}
              style={{ background: `var(--track-${source.colour})` }}
              aria-hidden
            />
            <span className={styles['name']}>{source.title}</span>
            <span className={styles['number']}>
              {part.more ? `the first ${number(part.to - part.from)}` : number(part.to - part.from)}
            </span>
          </div>
        );
      }}
    />
  );
}

function Hint() {
  return (
    <p className={styles['hint']}>
      Commands and what they printed, files as they were written, pages, requests, speech, notes, keys, test
      and lint results: all of it is looked through. A hit is at the moment when its words appeared.
    </p>
  );
}
