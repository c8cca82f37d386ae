import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { SeekButton } from '../../ui/SeekButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { inWords, isBlocked, type Blocker } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Nothing } from './parts.tsx';

interface BlockerListProps {
  readonly blockers: readonly Blocker[];
  readonly clock: Clock;
  readonly onSeek: (micros: number) => void;
}

export function BlockerList({ blockers, clock, onSeek }: BlockerListProps) {
  // A string, since a selector yields primitives only.
  const open = useClock(clock, (now) => blockers.map((blocker) => isBlocked(blocker, now) === true).join());
  if (blockers.length === 0) return <Nothing>No blockers were recorded.</Nothing>;
  const blocked = open.split(',').map((word) => word === 'true');
  return (
    <ul className={styles['list']}>
      {blockers.map((blocker, index) => (
        <li key={index} className={styles['blocker']} data-open={blocked[index]}>
          <p className={styles['text']}>{blocker.text}</p>
          <p className={styles['meta']}>
            <SeekButton micros={blocker.t} onSeek={onSeek} />
            <span>{inWords(blocker.kind)}</span>
            <Resolution blocker={blocker} onSeek={onSeek} />
            {blocked[index] === true && <span className={styles['now']}>in the way now</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface ResolutionProps {
  readonly blocker: Blocker;
  readonly onSeek: (micros: number) => void;
}

function Resolution({ blocker: { t, resolved_t: resolved }, onSeek }: ResolutionProps) {
  const words = useTimeWords();
  if (resolved === undefined) return <span>whether it was overcome is unknown</span>;
  if (resolved === null) return <span>never overcome</span>;
  return (
    <span>
      overcome after {words.extent(Math.max(0, resolved - t))}, at{' '}
      <SeekButton micros={resolved} onSeek={onSeek} />
    </span>
  );
}
