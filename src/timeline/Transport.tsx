import { useCallback, useEffect, useMemo } from 'react';
import {
  ChevronFirst,
  ChevronLast,
  ChevronsRight,
  LoaderCircle,
  Pause,
  Play,
  Repeat,
  Scissors,
  StepBack,
  StepForward,
  X,
} from 'lucide-react';
import { useStore } from 'zustand';
import { formatDuration, type TimeRange, type TraceTime } from '../base/time.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useKeyLabel, useTooltip } from '../ui/key-labels.ts';
import { useTimeWords } from '../ui/time-words.ts';
import type { Transport as TransportClock } from './clock.ts';
import { FrameReadout, type FramePlace, type Readable } from './FrameReadout.tsx';
import { GoToInput } from './GoToInput.tsx';
import { displayTime } from './idle.ts';
import { LiveText } from './LiveText.tsx';
import { useClock } from './use-clock.ts';
import { useLasting } from './use-lasting.ts';
import { bindLoop, RATES, toggleLoop, togglePlay } from './verbs.ts';
import type { ViewStore } from './view-store.ts';
import { wallClock, type WallOrigin } from './wall-time.ts';
import styles from './transport.module.css';

export interface TransportProps {
  readonly clock: TransportClock;
  readonly view: ViewStore;
  /** `manifest.clock.origin`; stable over renders. */
  readonly origin: WallOrigin;
  /** The frame on screen; undefined: the trace has no video. */
  readonly frame?: Readable<FramePlace | undefined> | undefined;
  /** How many frames there are now; undefined: none, or not known yet. */
  readonly frameCount?: () => number | undefined;
  /** Gaps that can be skipped; undefined while they are not known. */
  readonly idle?: readonly TimeRange[] | undefined;
  readonly skipsIdle: boolean;
  readonly onSkipIdle: (skips: boolean) => void;
  /** One frame back (-1) or forward (1). */
  readonly onStepFrame: (direction: 1 | -1) => void;
  readonly onGoToFrame: (index: number) => void;
  /** To the previous (-1) or next (1) step. */
  readonly onStep: (direction: 1 | -1) => void;
  /** Cuts training data out of the marked range; undefined: nobody does here. */
  readonly onCut?: (() => void) | undefined;
  /** The input in the timecode's place is open. */
  readonly goToOpen: boolean;
  readonly onGoToOpen: (open: boolean) => void;
  /** What people call a holder of the clock. */
  readonly holderName?: (holder: string) => string;
}

/** Milliseconds: a wait that is over sooner is no news. */
const NEWS_AFTER = 150;

const NONE: readonly TimeRange[] = [];
const noFrames = () => undefined;

/** The bar above the timeline: what plays, how fast, and where we are. */
export function Transport(props: TransportProps) {
  const { clock, view, origin, frame, idle = NONE, skipsIdle, onSkipIdle, onStep, onStepFrame } = props;
  const playing = useClock(clock, () => clock.playing);
  const looping = useClock(clock, () => clock.loop !== undefined);
  const { steps } = useTimeWords();
  // Where only an order is known there is no time of day either.
  const wall = useMemo(() => (steps === undefined ? wallClock(origin) : undefined), [origin, steps]);
  useEffect(() => bindLoop(clock, view), [clock, view]);
  const saved = idle.reduce((sum, { start, end }) => sum + end - start, 0);

  return (
    <div className={styles['bar']} role="toolbar" aria-label="Transport">
      <div className={styles['group']}>
        <IconButton
          icon={ChevronFirst}
          label="Previous step"
          command="step-back"
          onClick={() => onStep(-1)}
        />
        {frame && (
          <IconButton
            icon={StepBack}
            label="One frame back"
            command="frame-back"
            onClick={() => onStepFrame(-1)}
          />
        )}
        <IconButton
          className={styles['play']}
          icon={playing ? Pause : Play}
          size={18}
          label={playing ? 'Pause' : 'Play'}
          hint={steps === undefined || playing ? undefined : 'one step a second: no times were recorded'}
          command="play"
          onClick={() => togglePlay(clock)}
        />
        {frame && (
          <IconButton
            icon={StepForward}
            label="One frame forward"
            command="frame-forward"
            onClick={() => onStepFrame(1)}
          />
        )}
        <IconButton icon={ChevronLast} label="Next step" command="step-forward" onClick={() => onStep(1)} />
      </div>

      <div className={styles['times']}>
        <Timecode {...props} />
        <OrderOnly />
        {frame && <FrameReadout frame={frame} clock={clock} />}
        {wall && (
          <LiveText
            clock={clock}
            text={wall}
            className={styles['wall']}
            title={
              origin.time_shifted === true
                ? 'Time of day; shifted on purpose when it was captured'
                : 'Time of day when it was captured'
            }
          />
        )}
      </div>

      <Holders clock={clock} nameOf={props.holderName ?? String} />
      <RangeReadout view={view} onCut={props.onCut} />

      <div className={styles['group']}>
        <Speed clock={clock} />
        <IconButton
          icon={Repeat}
          label="Loop"
          command="loop"
          aria-pressed={looping}
          onClick={() => toggleLoop(clock, view)}
        />
        <IconButton
          icon={ChevronsRight}
          label="Skip idle time"
          hint={
            saved > 0
              ? `${formatDuration(saved)} in ${idle.length} ${idle.length === 1 ? 'gap' : 'gaps'}`
              : 'there is none'
          }
          aria-pressed={skipsIdle}
          onClick={() => onSkipIdle(!skipsIdle)}
        />
        {skipsIdle && saved > 0 && <Remaining clock={clock} idle={idle} />}
      </div>
    </div>
  );
}

function Timecode({ clock, frameCount, onGoToFrame, goToOpen, onGoToOpen }: TransportProps) {
  const words = useTimeWords();
  const hasTimes = words.steps === undefined;
  const verb = hasTimes ? 'Go to time or frame' : 'Go to step';
  const tooltip = useTooltip(verb, 'go-to');
  if (goToOpen)
    return (
      <GoToInput
        clock={clock}
        frames={frameCount ?? noFrames}
        onFrame={onGoToFrame}
        onClose={() => onGoToOpen(false)}
      />
    );
  const longest = words.place(clock.duration);
  return (
    <button type="button" className={styles['timecode']} title={tooltip} onClick={() => onGoToOpen(true)}>
      <span className="visually-hidden">{verb}. Now at </span>
      <span className={styles['now']} style={{ minWidth: `${longest.length}ch` }}>
        <LiveText clock={clock} text={words.place} />
      </span>
      {hasTimes && <span className={styles['of']}>/ {longest}</span>}
    </button>
  );
}

/** Says that there are no times, where there are none. */
function OrderOnly() {
  const { steps } = useTimeWords();
  if (steps === undefined) return null;
  return (
    <span
      className={styles['orderOnly']}
      title="No times were recorded, only the order of what happened. It plays one step a second."
    >
      order only
    </span>
  );
}

/** Who is not ready to show the present moment; while playing nobody waits. */
function Holders({
  clock,
  nameOf,
}: {
  readonly clock: TransportClock;
  readonly nameOf: (holder: string) => string;
}) {
  const waiting = useCallback(
    () => (clock.playing ? '' : clock.holders.map(nameOf).join(', ')),
    [clock, nameOf],
  );
  const holders = useLasting(clock, waiting, NEWS_AFTER);
  return (
    <span className={styles['holders']} role="status">
      {holders !== '' && (
        <span className={styles['waiting']}>
          <LoaderCircle size={12} />
          waiting for {holders}
        </span>
      )}
    </span>
  );
}

function RangeReadout({ view, onCut }: Pick<TransportProps, 'view' | 'onCut'>) {
  const selection = useStore(view, (state) => state.selection);
  const words = useTimeWords();
  const [begin, finish] = [useKeyLabel('in'), useKeyLabel('out')];
  if (!selection) return null;
  const { start, end } = selection;
  const keys = begin !== undefined && finish !== undefined ? ` (${begin}, ${finish})` : '';
  return (
    <span className={styles['range']} title={`Marked range${keys}`}>
      {words.moment(start)} – {words.end(end)}
      <span className={styles['of']}>{words.extent(end - start)}</span>
      {onCut && (
        <IconButton
          icon={Scissors}
          size={12}
          label="Cut training data out of the marked range"
          command="cut-training"
          onClick={onCut}
        />
      )}
      <IconButton
        icon={X}
        size={12}
        label="Clear the marked range"
        command="clear-range"
        onClick={() => view.getState().clearRange()}
      />
    </span>
  );
}

function Speed({ clock }: { readonly clock: TransportClock }) {
  const rate = useClock(clock, () => clock.rate);
  const [slower, faster] = [useKeyLabel('slower'), useKeyLabel('faster')];
  const rates = RATES.includes(rate) ? RATES : [...RATES, rate].sort((a, b) => a - b);
  return (
    <select
      className={styles['speed']}
      aria-label="Speed"
      title={slower === undefined || faster === undefined ? 'Speed' : `Speed (${slower} ${faster})`}
      value={rate}
      onChange={(event) => clock.setRate(Number(event.target.value))}
    >
      {rates.map((value) => (
        <option key={value} value={value}>
          {value}×
        </option>
      ))}
    </select>
  );
}

/** How long the rest takes at speed 1 without the gaps. */
function Remaining({ clock, idle }: { readonly clock: TransportClock; readonly idle: readonly TimeRange[] }) {
  const text = useMemo(() => {
    const display = displayTime(idle, clock.duration);
    return (now: TraceTime): string => `${formatDuration(display.duration - display.toDisplay(now))} left`;
  }, [clock, idle]);
  return (
    <LiveText
      clock={clock}
      text={text}
      className={styles['left']}
      title="Time left without idle gaps, at speed 1"
    />
  );
}
