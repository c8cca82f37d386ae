import { Pencil } from 'lucide-react';
import { useContext } from 'react';
import { CutName } from '../ui/CutName.tsx';
import { noteOf, type PlacedLane } from './draw-timeline.ts';
import { SyncContext } from './sync-link.ts';
import styles from './timeline.module.css';

interface LaneTitleProps {
  readonly placed: PlacedLane;
  /** Where its name begins to differ from the others. */
  readonly own: number;
}

/** What a lane is called, and what is to be said of it, beside it. */
export function LaneTitle({ placed, own }: LaneTitleProps) {
  const { lane } = placed;
  const note = noteOf(placed);
  const showSync = useContext(SyncContext);
  const { layer } = lane;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a short way for pointers to what has a command of its own
    <li
      className={styles['title']}
      data-kind={lane.kind}
      data-status={placed.state.status}
      style={{ height: lane.height }}
      title={[lane.title, note, placed.remark, lane.sync].filter((part) => part !== undefined).join(' · ')}
      onContextMenu={
        showSync &&
        ((event) => {
          event.preventDefault();
          if (layer !== undefined) showSync(layer);
        })
      }
    >
      <i className={styles['chip']} style={{ background: `var(--track-${lane.colour})` }} />
      <span className={styles['name']}>
        <CutName name={lane.title} own={own} />
      </span>
      {lane.quality === 'corrected' && <Pencil className={styles['corrected']} size={11} aria-hidden />}
      {lane.quality !== undefined && lane.quality !== 'measured' && lane.quality !== 'corrected' && (
        <span className={styles['doubt']} aria-hidden>
          ≈
        </span>
      )}
      <span className="visually-hidden">
        {[note, placed.remark, lane.sync].filter((part) => part !== undefined).join(', ')}
      </span>
    </li>
  );
}
