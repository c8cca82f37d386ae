import { formatTimecode } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Hunk } from './comparer.ts';
import styles from './hunk-list.module.css';

/** In CSS pixels. */
export const HUNK_HEIGHT = 24;

interface HunkListProps {
  readonly hunks: readonly Hunk[];
  readonly clock: Clock;
  /** A change was chosen: its line is to be brought into sight. */
  readonly onReveal: (line: number) => void;
}

/** The changes of what is shown, each with the save in which it first stood so. */
export function HunkList({ hunks, clock, onReveal }: HunkListProps) {
  // The youngest change that is not ahead of the playhead.
  const active = useClock(clock, (now) => youngest(hunks, now));
  return (
    <VirtualList
      rows={hunks}
      rowHeight={HUNK_HEIGHT}
      activeIndex={active}
      label="Changes"
      onActivate={({ since, newStart }) => {
        if (since !== undefined) clock.seek(since);
        onReveal(newStart + 1);
      }}
      renderRow={(hunk) => <Row hunk={hunk} />}
    />
  );
}

function youngest(hunks: readonly Hunk[], now: number): number {
  let found = -1;
  let latest = -Infinity;
  hunks.forEach(({ since = -Infinity }, index) => {
    if (since > now || since <= latest) return;
    latest = since;
    found = index;
  });
  return found;
}

function Row({ hunk: { newStart, removed, added, since } }: { readonly hunk: Hunk }) {
  const sample = (added.find(isFilled) ?? removed.find(isFilled) ?? '').trim();
  return (
    <div className={styles['row']} title={sample}>
      <span className={styles['line']}>
        <span className="visually-hidden">line </span>
        {newStart + 1}
      </span>
      <span className={styles['counts']}>
        <Count count={added.length} sign="+" words="added" />
        <Count count={removed.length} sign="−" words="removed" />
      </span>
      <span className={styles['sample']}>{sample}</span>
      <span className={styles['time']} title="First saved">
        {since === undefined ? '' : formatTimecode(since)}
      </span>
    </div>
  );
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

interface CountProps {
  readonly count: number;
  readonly sign: string;
  readonly words: 'added' | 'removed';
}

export function Count({ count, sign, words }: CountProps) {
  if (count === 0) return null;
  return (
    <span className={styles[words]}>
      {sign}
      {count}
      <span className="visually-hidden"> {words}</span>
    </span>
  );
}
