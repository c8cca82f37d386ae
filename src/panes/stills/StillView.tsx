import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf, TraceError, isPassing } from '../../base/errors.ts';
import { shift, type TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useHold } from '../../timeline/use-hold.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Still } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import type { PaneProps } from '../pane.tsx';
import { readStill } from './read-still.ts';
import { StillFollower } from './still-follower.ts';
import { HOLDER } from './stills-data.ts';
import styles from './stills-pane.module.css';

interface StillViewProps extends Pick<PaneProps<unknown>, 'report'> {
  /** Of the layer. */
  readonly id: string;
  readonly stills: Track<Still>;
  readonly bundle: CheckedBundle;
  readonly clock: Clock;
}

/** The still that stands at the playhead, which it is, and the ways to those beside it. */
export function StillView({ id, stills, bundle, clock, report }: StillViewProps) {
  const words = useTimeWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const follower = useMemo(
    () => new StillFollower({ clock, stills, read: (path, signal) => readStill(bundle, path, signal) }),
    [clock, stills, bundle],
  );
  useEffect(() => follower.start((picture) => paint(canvas.current, picture)), [follower]);
  const shown = useSyncExternalStore(follower.subscribe, follower.shown);
  const index = shown?.index ?? -1;
  const error = shown?.error;
  const still = stills.items[index];
  // What is drawn is told before the hold goes, which is the next effect.
  useLayoutEffect(() => {
    if (!shown) return;
    report(
      {
        layer: id,
        stills: stills.length,
        still: still ? index : null,
        file: still?.path ?? null,
        error: error?.code ?? null,
      },
      error && problemOf(error, 'error', still?.time),
    );
  }, [shown, id, stills, still, index, error, report]);
  const inSight = shown?.index;
  const isLate = useCallback((now: TraceTime) => stills.indexAt(now) !== inSight, [stills, inSight]);
  useHold(clock, HOLDER, isLate);

  const [first] = stills.items;
  const before = still && stills.at(shift(still.time, -1));
  const after = stills.items[index + 1];
  const name = still
    ? `Still ${index + 1} of ${stills.length}, at ${words.moment(still.time)}`
    : `${stills.length} stills`;
  return (
    <>
      <header className={styles['bar']}>
        <span className={styles['name']}>{name}</span>
        <IconButton
          icon={ChevronLeft}
          label="Previous still"
          disabled={!before}
          onClick={() => before && clock.seek(before.time)}
        />
        <IconButton
          icon={ChevronRight}
          label="Next still"
          disabled={!after}
          onClick={() => after && clock.seek(after.time)}
        />
      </header>
      <div className={styles['screen']}>
        <canvas ref={canvas} role="img" aria-label={name} hidden={!still || error !== undefined} />
        {!shown && (
          <div className={styles['cover']}>
            <Reading what="Reading the still …" />
          </div>
        )}
        {shown && !still && (
          <p className={styles['message']}>
            {first
              ? `No picture yet: the first still is of ${words.moment(first.time)}.`
              : 'The trace holds no still.'}
          </p>
        )}
        {error && <Failure error={error} onRetry={() => follower.again()} />}
      </div>
    </>
  );
}

function Failure({ error, onRetry }: { readonly error: TraceError; readonly onRetry: () => void }) {
  const { title, advice } = describeProblem(error);
  return (
    <div className={styles['cover']}>
      <Notice severity="error" title={title}>
        <p>{advice}</p>
        {isPassing(error) && (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </Notice>
    </div>
  );
}

/** Throws `unsupported-here` where the browser gives no canvas of that size. */
function paint(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (!canvas) return;
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d');
  if (!context) {
    const reason = `this browser makes none of ${picture.width} × ${picture.height} pixels`;
    throw new TraceError('unsupported-here', { what: 'The still', reason });
  }
  context.drawImage(picture, 0, 0);
}
