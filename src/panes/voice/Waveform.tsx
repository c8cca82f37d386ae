import { AudioLines } from 'lucide-react';
import { useContext, useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { inSlices } from '../../base/slices.ts';
import { formatTimecode, fromSeconds, shift, type TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { HoverContext } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { OutlineState } from '../../trace/outline.client.ts';
import { coarser, isSilent, type Peaks } from '../../trace/peaks.ts';
import type { Voice } from '../../trace/trace.ts';
import { soundSeconds, traceTimeOf } from './sound-time.ts';
import { TryAgain } from './TryAgain.tsx';
import { WaveformView } from './waveform-view.ts';
import styles from './waveform.module.css';

/** In microseconds. */
const STEP: number = fromSeconds(1);
const PAGE: number = fromSeconds(10);

/** Several to a pixel of the widest pane: wavesurfer.js goes through all of them again and again, in one task. */
const MOST_SLICES = 16_384;

interface WaveformProps {
  readonly layer: TraceLayer<Voice>;
  readonly state: OutlineState;
  readonly clock: Clock;
  readonly onRetry: () => void;
}

/** The sound's outline with the playhead in it, or what is to be said in its place. */
export function Waveform({ layer, state, clock, onRetry }: WaveformProps) {
  switch (state.status) {
    case 'idle':
    case 'reading':
      // The place is kept, and nothing is said: it takes a moment.
      return <div className={styles['place']} />;
    case 'ready':
      return <Drawing layer={layer} peaks={state.peaks} clock={clock} />;
    case 'computing':
      return (
        <div className={styles['place']}>
          <progress
            className={`thin-progress ${styles['progress']}`}
            max={100}
            value={state.done}
            aria-label="Drawing the waveform"
          />
          <span className={styles['words']}>Drawing the waveform … {state.done} %</span>
        </div>
      );
    case 'failed':
      return (
        <div className={styles['place']} role="status">
          <AudioLines size={16} aria-hidden />
          <span className={styles['words']}>
            No waveform. {describeProblem(state.error).title} <TryAgain onClick={onRetry} />
          </span>
        </div>
      );
  }
}

interface DrawingProps {
  readonly layer: TraceLayer<Voice>;
  readonly peaks: Peaks;
  readonly clock: Clock;
}

function Drawing({ layer: { clock: map }, peaks, clock }: DrawingProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<WaveformView>(undefined);
  const hovering = useContext(HoverContext);
  const silent = useMemo(() => isSilent(peaks), [peaks]);
  // Whole seconds: said to those who do not see it, and once a second is enough.
  const second = useClock(clock, (now) => Math.floor(now / STEP));
  useEffect(() => {
    const stops: (() => void)[] = [];
    let current = true;
    const draw = (coarse: Peaks): void => {
      if (!host.current) return;
      const waveform = new WaveformView(host.current, coarse);
      view.current = waveform;
      const move = (): void => waveform.moveTo(soundSeconds(map, clock.now()));
      const point = (): void => {
        const { hover } = hovering.getState();
        waveform.hoverAt(hover === undefined ? undefined : soundSeconds(map, hover));
      };
      stops.push(clock.subscribe(move), hovering.subscribe(point), () => waveform.dispose());
      move();
      point();
    };
    void inSlices(coarser(peaks, MOST_SLICES)).then((coarse) => {
      if (current) draw(coarse);
    });
    return () => {
      current = false;
      stops.forEach((stop) => stop());
      view.current = undefined;
    };
  }, [peaks, map, clock, hovering]);

  const start = traceTimeOf(map, 0);
  const end = traceTimeOf(map, peaks.seconds);
  // As on a ruler: where the pointer goes along, nobody wants to come back to each moment.
  const seek = (time: TraceTime): void =>
    clock.seek(Math.min(Math.max(time, start), end) as TraceTime, false);
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const waveform = view.current;
    if (!waveform) return;
    const time = traceTimeOf(map, waveform.secondsAt(event.clientX));
    if (event.pointerType !== 'touch') hovering.getState().hoverAt(time);
    if ((event.buttons & 1) === 0) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    // A drag that began elsewhere, of a splitter or of selected text, only comes by.
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(time);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = keyTarget(event.key, clock.now(), start, end);
    if (target === undefined) return;
    // The app has keys of its own for these.
    event.preventDefault();
    event.stopPropagation();
    seek(target);
  };
  const slider = (
    <div
      ref={host}
      className={styles['drawing']}
      role="slider"
      tabIndex={0}
      aria-label="Place in the sound"
      aria-valuemin={Math.floor(start / STEP)}
      aria-valuemax={Math.ceil(end / STEP)}
      aria-valuenow={Math.min(Math.max(second, Math.floor(start / STEP)), Math.ceil(end / STEP))}
      aria-valuetext={formatTimecode(fromSeconds(second))}
      // Text that is selected around it must not be carried off.
      onDragStart={(event) => event.preventDefault()}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerLeave={() => hovering.getState().hoverAt(undefined)}
      onKeyDown={onKeyDown}
    />
  );
  return (
    <div className={styles['frame']}>
      {slider}
      {silent && <span className={styles['silent']}>Nothing is heard in this sound</span>}
    </div>
  );
}

/** Where a key of a slider leads; undefined for keys that lead nowhere. */
function keyTarget(key: string, now: TraceTime, start: TraceTime, end: TraceTime): TraceTime | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return shift(now, -STEP);
    case 'ArrowRight':
    case 'ArrowUp':
      return shift(now, STEP);
    case 'PageDown':
      return shift(now, -PAGE);
    case 'PageUp':
      return shift(now, PAGE);
    case 'Home':
      return start;
    case 'End':
      return end;
    default:
      return undefined;
  }
}
