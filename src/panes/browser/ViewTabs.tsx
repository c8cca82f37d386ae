import { useRef, type KeyboardEvent } from 'react';
import styles from './browser-pane.module.css';

export const VIEW_IDS = ['page', 'network', 'console'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

export interface View {
  readonly id: ViewId;
  readonly title: string;
  /** How many there are in the trace; undefined where that says nothing. */
  readonly count: number | undefined;
}

interface ViewTabsProps {
  readonly views: readonly View[];
  readonly view: ViewId;
  readonly onChoose: (view: ViewId) => void;
}

export function ViewTabs({ views, view, onChoose }: ViewTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = views.findIndex(({ id }) => id === view);
    const index = nextIndex(event.key, at, views.length);
    const next = index === undefined ? undefined : views[index];
    if (index === undefined || !next) return;
    // The arrows would move the playhead too.
    event.preventDefault();
    event.stopPropagation();
    onChoose(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <div ref={list} className={styles['bar']} role="tablist" aria-label="Views of the browser">
      {views.map(({ id, title, count }) => (
        <button
          key={id}
          id={`browser-tab-${id}`}
          type="button"
          role="tab"
          className={styles['viewTab']}
          aria-selected={id === view}
          aria-controls="browser-view"
          tabIndex={id === view ? 0 : -1}
          onClick={() => onChoose(id)}
          onKeyDown={onKeyDown}
        >
          {title}
          {count === undefined ? null : <span className={styles['count']}> {count}</span>}
        </button>
      ))}
    </div>
  );
}

/** The tab that a key leads to; undefined for keys that lead nowhere. */
function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
