import { ChevronDown, ChevronUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './voice-pane.module.css';

interface FindBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many cues hold it. */
  readonly count: number;
  /** The one that was gone to, from 0; -1 for none. */
  readonly place: number;
  readonly onMove: (forwards: boolean) => void;
}

/** Finds in the transcript: Enter and F3 go to the next place, with Shift to the one before; Escape ends it. */
export function FindBar({ query, onQuery, count, place, onMove }: FindBarProps) {
  const asked = query.trim() !== '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onMove(!event.shiftKey);
    else if (event.key === 'Escape' && query !== '') onQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['find']} role="search">
      <input
        type="search"
        className={styles['query']}
        aria-label="Find in the transcript"
        placeholder="Find in the transcript"
        value={query}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles['count']} data-none={asked && count === 0}>
        {asked ? countWords(count, place) : ''}
      </output>
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        hint="Shift+Enter or Shift+F3"
        disabled={count === 0}
        onClick={() => onMove(false)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next match"
        hint="Enter or F3"
        disabled={count === 0}
        onClick={() => onMove(true)}
      />
    </div>
  );
}

function countWords(count: number, place: number): string {
  if (count === 0) return 'none';
  return place >= 0 ? `${place + 1} of ${count}` : `${count} found`;
}
