import type { TimeRange } from '../base/time.ts';
import { shownPart, type SearchGroup } from './search-hits.ts';
import type { SearchSource } from './search-sources.ts';
import { number } from './search-words.ts';
import styles from './SearchDrawer.module.css';

interface SearchFiltersProps {
  readonly sources: readonly SearchSource[];
  readonly hidden: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, SearchGroup>;
  readonly inRange: boolean;
  /** The marked range; undefined: none is. */
  readonly range: TimeRange | undefined;
  readonly onToggle: (source: string) => void;
  readonly onRange: (inRange: boolean) => void;
}

/** A chip a track that holds hits, to leave it out; and one to look only into the marked range. */
export function SearchFilters(props: SearchFiltersProps) {
  const { sources, hidden, groups, inRange, range, onToggle, onRange } = props;
  const chips = sources.flatMap((source) => {
    const group = groups.get(source.id);
    const part = group && shownPart(group, inRange ? range : undefined);
    const count = part ? part.to - part.from : 0;
    return count > 0 || hidden.has(source.id) ? [{ ...source, count, more: group?.more ?? false }] : [];
  });
  if (chips.length === 0 && !range) return null;
  return (
    <div className={styles['filters']} role="group" aria-label="Where to look">
      {chips.map(({ id, title, colour, count, more }) => (
        <button
          key={id}
          type="button"
          className={styles['filter']}
          aria-pressed={!hidden.has(id)}
          title={hidden.has(id) ? `Show the hits in ${title}` : `Leave ${title} out`}
          onClick={() => onToggle(id)}
        >
          <i className={styles['chip']} style={{ background: `var(--track-${colour})` }} aria-hidden />
          {title} <span className={styles['number']}>{`${number(count)}${more ? '+' : ''}`}</span>
        </button>
      ))}
      {range && (
        <button
          type="button"
          className={styles['filter']}
          aria-pressed={inRange}
          title="Only hits in the marked range"
          onClick={() => onRange(!inRange)}
        >
          <span className={styles['bracket']} aria-hidden>
            [ ]
          </span>
          In the range
        </button>
      )}
    </div>
  );
}
