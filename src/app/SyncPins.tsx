import { ChevronLeft, ChevronRight, Pin, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { TimeWords } from '../base/time-words.ts';
import { formatDuration, fromMicros, type TraceTime } from '../base/time.ts';
import { signedMillis } from '../timeline/sync-words.ts';
import { useClock } from '../timeline/use-clock.ts';
import { clockMap } from '../trace/clock-map.ts';
import { pinned, unpinned, type LayerCorrection } from '../trace/corrections.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { SeekButton } from '../ui/SeekButton.tsx';
import { useTimeWords } from '../ui/time-words.ts';
import { layerEvents, nearestEvent, type LayerEvents } from './layer-events.ts';
import type { TraceSession } from './session-store.ts';
import type { SyncLayer } from './sync-layers.ts';
import styles from './SyncDrawer.module.css';
import type { FrameAt } from './SyncLayerControls.tsx';
import { pinnableFrame, usePinning } from './use-pinning.ts';

interface SyncPinsProps {
  readonly entry: SyncLayer;
  readonly session: TraceSession;
  readonly frame: FrameAt | undefined;
  readonly onChange: (make: (from: LayerCorrection) => LayerCorrection) => void;
}

/** "This event is this frame": the moments of a layer that were pinned, and one more. */
export function SyncPins(props: SyncPinsProps) {
  const { entry, session, onChange } = props;
  const { layer, correction } = entry;
  const labelId = useId();
  const words = useTimeWords();
  const events = useEvents(session, layer.id);
  const own = clockMap(layer.clock);
  if (events === undefined && correction.points.length === 0) return null;
  return (
    <div role="group" aria-labelledby={labelId} className={styles['group']}>
      <h4 id={labelId}>
        This event is this frame <small>a second one gives drift</small>
      </h4>
      {events !== undefined && <Pinning {...props} events={events} />}
      {correction.points.length > 0 && (
        <ul className={styles['pins']} aria-label="Pinned moments">
          {correction.points.map(({ native, trace, uncertainty, method }) => (
            <li key={native}>
              <SeekButton
                micros={trace + correction.shift}
                onSeek={(micros) => session.clock.seek(fromMicros(micros), true)}
              />
              <span title={method}>
                was {words.moment(own.toTrace(native))} ({signedMillis(trace - own.toTrace(native))}
                {uncertainty !== undefined && `, ± ${formatDuration(uncertainty)}`})
              </span>
              <IconButton
                icon={X}
                size={14}
                label={`Remove the moment pinned at ${words.moment(trace)}`}
                onClick={() => onChange((from) => unpinned(from, native))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const READING: LayerEvents = { times: new Float64Array(), textOf: () => '' };

/** The events of a layer; none while they are read, undefined where it has none by its kind. */
function useEvents({ trace }: TraceSession, id: string): LayerEvents | undefined {
  const [events, setEvents] = useState<LayerEvents | undefined>(READING);
  useEffect(() => {
    let current = true;
    const put = (found: LayerEvents | undefined): void => {
      if (current) setEvents(found);
    };
    // Why a layer cannot be read is among the trace's problems.
    Promise.resolve(layerEvents(trace, id)).then(put, () => put(undefined));
    return () => {
      current = false;
    };
  }, [trace, id]);
  return events;
}

/** What an event is; where that is fetched, the last one stays until it is there. */
function EventText({ events, index }: { readonly events: LayerEvents; readonly index: number }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let current = true;
    const put = (found: string): void => {
      if (current) setText(found);
    };
    // Without its text an event can be pinned as well; its time stands beside it.
    Promise.resolve(events.textOf(index)).then(put, () => put(''));
    return () => {
      current = false;
    };
  }, [events, index]);
  return text;
}

interface PinningProps extends SyncPinsProps {
  readonly events: LayerEvents;
}

function Pinning({ entry, session, frame, events, onChange }: PinningProps) {
  const { clock } = session;
  const { times } = events;
  /** Index of the event that a person chose; undefined: the nearest to the playhead. */
  const [chosen, setChosen] = useState<number>();
  const nearest = useClock(clock, (now) => nearestEvent(events, now));
  const index = chosen !== undefined && chosen < times.length ? chosen : nearest;
  const time = times[index] as TraceTime | undefined;
  const { possible, refusal } = usePinning(session);
  const refusalId = useId();
  const words = useTimeWords();
  const away = useClock(clock, (now) => (time === undefined ? undefined : awayWords(time, now, words)));
  if (events === READING) return null;
  if (time === undefined) return <p className={styles['hint']}>It has no event that could be pinned.</p>;
  const pin = (): void => {
    if (!frame || pinnableFrame(session) !== frame.index) return;
    onChange((from) =>
      pinned(entry.layer.clock, from, {
        native: entry.clock.toNative(time),
        trace: fromMicros(frame.start),
        uncertainty: frame.end - frame.start,
        method: `event pinned to frame ${frame.index} by hand`,
      }),
    );
    setChosen(undefined);
  };
  return (
    <>
      <div className={styles['event']}>
        <IconButton
          icon={ChevronLeft}
          label="The event before"
          disabled={index <= 0}
          onClick={() => setChosen(index - 1)}
        />
        <p>
          <span className={styles['eventText']} aria-live="polite">
            <EventText events={events} index={index} />
          </span>
          <span className="tabular">
            {words.moment(time)} · {away}
          </span>
        </p>
        <IconButton
          icon={ChevronRight}
          label="The event after"
          disabled={index >= times.length - 1}
          onClick={() => setChosen(index + 1)}
        />
      </div>
      {/* Not `disabled`: at each step it would lose the focus while the next frame is on its way. */}
      <button
        type="button"
        className="quiet-button"
        aria-disabled={!possible}
        aria-describedby={refusal === undefined ? undefined : refusalId}
        title={refusal}
        onClick={pin}
      >
        <Pin size={14} aria-hidden />
        {frame ? `Pin it to frame ${frame.index}, ${words.moment(fromMicros(frame.start))}` : 'No frame here'}
      </button>
      {refusal !== undefined && (
        <p id={refusalId} className={styles['hint']}>
          {refusal}
        </p>
      )}
    </>
  );
}

/** Where an event is, seen from the playhead. */
function awayWords(time: TraceTime, now: TraceTime, words: TimeWords): string {
  if (time === now) return 'at the playhead';
  return `${words.extent(Math.abs(time - now))} ${time < now ? 'before' : 'after'} the playhead`;
}
