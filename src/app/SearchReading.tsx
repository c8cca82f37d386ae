import { describeProblem } from '../base/describe-error.ts';
import type { SearchGroup } from './search-hits.ts';
import type { SearchSource } from './search-sources.ts';
import { listed } from './search-words.ts';
import styles from './SearchDrawer.module.css';

interface SearchReadingProps {
  readonly sources: readonly SearchSource[];
  readonly groups: ReadonlyMap<string, SearchGroup>;
}

/** What is still being read, and what is not looked through or listed in full. */
export function SearchReading({ sources, groups }: SearchReadingProps) {
  const unread = sources.filter(({ state: { status } }) => status === 'waiting' || status === 'reading');
  const done = sources.reduce((sum, { state }) => sum + doneOf(state), 0) / Math.max(1, sources.length);
  const cut = sources.filter(({ state }) => state.status === 'ready' && !state.whole);
  const many = sources.filter(({ id }) => groups.get(id)?.more);
  const reading = `Reading ${listed(unread.map(({ title }) => title))}`;
  return (
    <div className={styles['foot']}>
      {unread.length > 0 && (
        <div className={styles['reading']}>
          <span>{reading}</span>
          <progress className="thin-progress" value={done} aria-label={reading} />
        </div>
      )}
      {sources.map(
        ({ id, title, state }) =>
          state.status === 'failed' && (
            <p key={id} className={styles['failed']}>
              {title} is not searched. {describeProblem(state.error).title}
            </p>
          ),
      )}
      {cut.length > 0 && (
        <p>
          Not searched whole: {listed(cut.map(({ title }) => title))}. Some of it is too large, or could not
          be read.
        </p>
      )}
      {many.length > 0 && (
        <p>
          Too many hits in {listed(many.map(({ title }) => title))}: only the first are listed. Ask for more
          words.
        </p>
      )}
    </div>
  );
}

/** In [0, 1]. */
function doneOf(state: SearchSource['state']): number {
  if (state.status === 'waiting') return 0;
  return state.status === 'reading' ? state.done : 1;
}
