import { useId, useState } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError } from '../base/errors.ts';
import { signedMillis } from '../timeline/sync-words.ts';
import { useClock } from '../timeline/use-clock.ts';
import {
  driftOf,
  nudged,
  NO_CORRECTION,
  isCorrected,
  shiftedTo,
  withCorrection,
  type LayerCorrection,
} from '../trace/corrections.ts';
import type { TraceSession } from './session-store.ts';
import { NumberField } from './NumberField.tsx';
import type { SyncLayer } from './sync-layers.ts';
import type { CorrectionVerbs } from './SyncDrawer.tsx';
import styles from './SyncDrawer.module.css';
import { SyncPins } from './SyncPins.tsx';

interface SyncLayerControlsProps {
  readonly entry: SyncLayer;
  readonly session: TraceSession;
  readonly verbs: CorrectionVerbs;
}

/** A frame of the first video. */
export interface FrameAt {
  readonly index: number;
  /** [start, end) in microseconds of trace time. */
  readonly start: number;
  readonly end: number;
}

/** What is known of a layer's time, and what moves it. */
export function SyncLayerControls({ entry, session, verbs }: SyncLayerControlsProps) {
  const { layer, correction, fixed } = entry;
  const [refusal, setRefusal] = useState<string>();
  const frame = useFrame(session);
  /** Puts what `make` makes of the correction in force, and says why where it cannot be. */
  const change = (make: (from: LayerCorrection) => LayerCorrection): void => {
    try {
      const { corrections } = session.trace;
      const made = make(corrections.get(layer.id) ?? NO_CORRECTION);
      verbs.correct(withCorrection(corrections, layer.id, made));
      setRefusal(undefined);
    } catch (error) {
      const { title, advice } = describeProblem(asTraceError(error));
      setRefusal(`${title} ${advice}`);
    }
  };
  return (
    <div className={styles['controls']}>
      <Facts entry={entry} />
      {fixed === undefined ? (
        <>
          <Move correction={correction} frame={frame} onChange={change} />
          <SyncPins entry={entry} session={session} frame={frame} onChange={change} />
        </>
      ) : (
        <p className={styles['hint']}>{fixed}</p>
      )}
      {refusal !== undefined && (
        <p className={styles['refusal']} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

/** The frame at the playhead. */
function useFrame({ clock, frames }: TraceSession): FrameAt | undefined {
  const index = useClock(clock, (now) => frames.value?.indexAt(now) ?? -1);
  const table = frames.value;
  if (!table || index < 0) return undefined;
  return { index, start: table.startOf(index), end: table.startOf(index + 1) };
}

const SOURCES: Readonly<Record<string, string>> = {
  measured: 'Measured: from marks in the recording itself.',
  estimated: 'Estimated: from other evidence.',
  assumed: 'Assumed: declared by someone, and not checked.',
  order_only: 'Order only: its items have no times.',
};

function Facts({ entry: { layer, clock, correction, method } }: { readonly entry: SyncLayer }) {
  const drift = driftOf(layer.clock, correction);
  return (
    <div className={styles['facts']}>
      <p>{SOURCES[layer.clock.sync_quality]}</p>
      {method !== undefined && <p>{method}</p>}
      {isCorrected(correction) && (
        <p className={styles['inForce']}>
          Corrected by hand;{' '}
          {clock.uncertainty === undefined
            ? 'how far off it may be is not known.'
            : `± ${formatMillis(clock.uncertainty)}.`}
          {drift !== undefined && ` Its own clock runs ${rateWords(drift)}.`}
        </p>
      )}
    </div>
  );
}

function formatMillis(micros: number): string {
  return `${Math.round(micros / 10) / 100} ms`;
}

/** `drift`: by how many millionths more time passed than the clock counted. */
function rateWords(drift: number): string {
  const size = Math.abs(drift) < 10 ? Math.abs(drift).toFixed(1) : Math.abs(drift).toFixed(0);
  if (Number(size) === 0) return 'as fast as the trace';
  return `${size} ppm too ${drift < 0 ? 'fast' : 'slow'}`;
}

interface MoveProps {
  readonly correction: LayerCorrection;
  readonly frame: FrameAt | undefined;
  readonly onChange: (make: (from: LayerCorrection) => LayerCorrection) => void;
}

const MILLI = 1_000;

function Move({ correction, frame, onChange }: MoveProps) {
  const labelId = useId();
  const length = frame && frame.end - frame.start;
  const nudge = (micros: number) => () => onChange((from) => nudged(from, micros));
  return (
    <div role="group" aria-labelledby={labelId} className={styles['group']}>
      <h4 id={labelId}>
        Move <small>+ is later{length !== undefined && `; this frame lasts ${formatMillis(length)}`}</small>
      </h4>
      <div className={styles['move']}>
        {length !== undefined && (
          <button type="button" className="quiet-button" onClick={nudge(-length)}>
            −1 frame
          </button>
        )}
        <button type="button" className="quiet-button" onClick={nudge(-MILLI)}>
          −1 ms
        </button>
        <NumberField
          label="Moved by, in milliseconds"
          value={correction.shift / MILLI}
          step={1}
          onChange={(millis) => onChange((from) => shiftedTo(from, millis * MILLI))}
        />
        <button type="button" className="quiet-button" onClick={nudge(MILLI)}>
          +1 ms
        </button>
        {length !== undefined && (
          <button type="button" className="quiet-button" onClick={nudge(length)}>
            +1 frame
          </button>
        )}
      </div>
      <p className={styles['reset']}>
        <button
          type="button"
          className="quiet-button"
          disabled={!isCorrected(correction)}
          onClick={() => onChange(() => NO_CORRECTION)}
        >
          Reset this layer
        </button>
        <span role="status" className="visually-hidden">
          {correction.shift === 0 ? '' : `Moved by ${signedMillis(correction.shift)}`}
        </span>
      </p>
    </div>
  );
}
