import { useRef, type KeyboardEvent } from 'react';
import styles from './mode-tabs.module.css';

interface ModeTabsProps<Mode extends string> {
  readonly modes: readonly Mode[];
  readonly titles: Readonly<Record<Mode, string>>;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** id of the element that the tabs control. */
  readonly viewId: string;
}

/** What of a pane is shown; arrow keys move along. */
export function ModeTabs<Mode extends string>({ modes, titles, mode, onMode, viewId }: ModeTabsProps<Mode>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = step === 0 ? undefined : modes.at((modes.indexOf(mode) + step) % modes.length);
    if (next === undefined) return;
    // The arrows would move the playhead too.
    event.preventDefault();
    event.stopPropagation();
    onMode(next);
    list.current?.querySelector<HTMLElement>(`[data-mode="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className={styles['tabs']} role="tablist" aria-label="What is shown">
      {modes.map((one) => (
        <button
          key={one}
          id={`${viewId}-${one}`}
          type="button"
          role="tab"
          className={styles['tab']}
          data-mode={one}
          aria-selected={one === mode}
          aria-controls={viewId}
          tabIndex={one === mode ? 0 : -1}
          onClick={() => onMode(one)}
          onKeyDown={onKeyDown}
        >
          {titles[one]}
        </button>
      ))}
    </div>
  );
}
