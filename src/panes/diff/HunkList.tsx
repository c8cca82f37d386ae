import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Hunk } from './comparer.ts';
import { Counts } from './Counts.tsx';
import styles from './hunk-list.module.css';

/** In CSS pixels. */
export const HUNK_HEIGHT = 24;

/** In characters: of a longer line no more is seen in a row. */
const MAX_SAMPLE = 240;

interface HunkListProps {
  readonly hunks: readonly Hunk[];
  readonly clock: Clock;
  /** A change was chosen: its row is to be brought into sight. */
  readonly onReveal: (row: number) => void;
}

/** The changes of what is shown, each with the save in which it first stood so. */
export function HunkList({ hunks, clock, onReveal }: HunkListProps) {
  // The youngest change that is not ahead of the playhead.
  const active = useClock(clock, (now) => youngest(hunks, now));
  const hover = useHoverRows<Hunk>(
    (time) => youngestSaved(hunks, time),
    ({ since }) => since,
  );
  return (
    <VirtualList
      rows={hunks}
      rowHeight={HUNK_HEIGHT}
      activeIndex={active}
      label="Changes"
      {...hover}
      onActivate={({ since, row }) => {
        if (since !== undefined) clock.seek(since);
        onReveal(row);
      }}
      renderRow={(hunk) => <Row hunk={hunk} />}
    />
  );
}

/** What is not saved yet is younger than what is. */
function youngest(hunks: readonly Hunk[], now: number): number {
  const unsaved = hunks.findIndex((hunk) => hunk.unsaved);
  return unsaved < 0 ? youngestSaved(hunks, now) : unsaved;
}

function youngestSaved(hunks: readonly Hunk[], now: number): number {
  let found = -1;
  let latest = -Infinity;
  hunks.forEach(({ since = -Infinity }, index) => {
    if (since > now || since <= latest) return;
    latest = since;
    found = index;
  });
  return found;
}

function Row({ hunk: { line, removed, added, since, unsaved } }: { readonly hunk: Hunk }) {
  const words = useTimeWords();
  const sample = (added.find(isFilled) ?? removed.find(isFilled) ?? '').slice(0, MAX_SAMPLE).trim();
  return (
    <div className={styles['row']} title={sample}>
      <span className={styles['line']}>
        <span className="visually-hidden">line </span>
        {line}
      </span>
      <span className={styles['counts']}>
        <Counts added={added.length} removed={removed.length} />
      </span>
      <span className={styles['sample']}>{sample}</span>
      {unsaved && <span className={styles['unsaved']}>unsaved</span>}
      {since !== undefined && (
        <span className={styles['time']} title="First saved">
          {words.moment(since)}
        </span>
      )}
    </div>
  );
}

function isFilled(line: string): boolean {
  return /\S/.test(line);
}
