import { useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { ownParts } from '../../timeline/lane-names.ts';
import { CutName } from '../../ui/CutName.tsx';
import type { Recording } from './terminal-data.ts';
import styles from './terminal-pane.module.css';

interface TerminalTabsProps {
  readonly terminals: readonly Recording[];
  readonly active: Recording;
  /** id of the chosen terminal; undefined while the pane follows the latest output. */
  readonly picked: string | undefined;
  readonly onPick: (id: string | undefined) => void;
  /** id of the element that the tabs control. */
  readonly screenId: string;
}

/** The terminals to choose from; of a single one, its name. */
export function TerminalTabs({ terminals, active, picked, onPick, screenId }: TerminalTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const hint = useId();
  const parts = useMemo(() => ownParts(terminals.map(({ title }) => title)), [terminals]);
  if (terminals.length < 2) return <span className={styles['name']}>{active.title}</span>;

  const onKeyDown = (event: KeyboardEvent): void => {
    const index = nextTab(event.key, terminals.indexOf(active), terminals.length);
    const next = index === undefined ? undefined : terminals[index];
    if (index === undefined || !next) return;
    // The arrows would move the playhead too.
    event.preventDefault();
    event.stopPropagation();
    onPick(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };

  return (
    <>
      <div ref={list} className={styles['tabs']} role="tablist" aria-label="Terminals">
        {terminals.map(({ id, title }, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            className={styles['tab']}
            aria-selected={id === active.id}
            aria-controls={screenId}
            tabIndex={id === active.id ? 0 : -1}
            title={title}
            data-cut={(parts[index] ?? 0) > 0}
            onClick={() => onPick(id)}
            onKeyDown={onKeyDown}
          >
            <CutName name={title} own={parts[index] ?? 0} />
          </button>
        ))}
      </div>
      <button
        type="button"
        className={styles['follow']}
        aria-pressed={picked === undefined}
        aria-describedby={hint}
        onClick={() => onPick(picked === undefined ? active.id : undefined)}
      >
        Follow
      </button>
      <span id={hint} hidden>
        Show the terminal that printed last
      </span>
    </>
  );
}

/** The tab that a key leads to; undefined for keys that lead nowhere. */
function nextTab(key: string, index: number, count: number): number | undefined {
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
