import { CornerLeftUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callRef, type CallRef } from '../trace/agent-steps.ts';
import type { Command, TraceLayer } from '../trace/layers.ts';
import { Track, type Timed } from '../trace/track.ts';
import { useCallLink } from './call-link.ts';
import styles from './caused-by.module.css';
import type { Clock } from './clock.ts';
import { useClock } from './use-clock.ts';

/** An item of a layer: a command, or something with the record that it was read from. */
type Item = Timed & (Pick<Command, 'call'> | { readonly event: object });

interface CausedByProps {
  readonly layers: readonly TraceLayer<Track<Item>>[];
  /** What an item is: `command`, `edit` or `page event`. */
  readonly what: string;
  readonly clock: Clock;
}

/**
 * A line that leads from the latest item back to the tool call that it came of. Where no item names a call it is not there
 * at all; where one does, it is there at every moment, so that nothing moves.
 */
export function CausedBy({ layers, what, clock }: CausedByProps) {
  const link = useCallLink();
  const track = useCalls(layers);
  const index = useClock(clock, (now) => track?.indexAt(now) ?? -1);
  if (!link || !track) return null;
  const call = track.items[index]?.call;
  return (
    <div className={styles['line']}>
      {call && (
        <button type="button" className={styles['button']} onClick={() => link.toCall(call)}>
          <CornerLeftUp size={12} aria-hidden /> Go to the tool call of this {what}
        </button>
      )}
      {!call && <span>{index < 0 ? `No ${what} yet.` : `No tool call is recorded for this ${what}.`}</span>}
    </div>
  );
}

interface Caused extends Timed {
  readonly call: CallRef | undefined;
}

/** The items of the layers by their calls; undefined while they are read, and where none names any. */
function useCalls(layers: readonly TraceLayer<Track<Item>>[]): Track<Caused> | undefined {
  const [read, setRead] = useState<Track<Caused>>();
  useEffect(() => {
    let current = true;
    void Promise.allSettled(layers.map(({ content }) => content.get())).then((answers) => {
      // One that cannot be read is told of by its pane.
      const items = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : []));
      const calls = items.map((item): Caused => ({ time: item.time, call: callOf(item) }));
      if (!current) return;
      const named = calls.some(({ call }) => call !== undefined);
      setRead(named ? new Track(calls.sort((a, b) => a.time - b.time)) : undefined);
    });
    return () => {
      current = false;
    };
  }, [layers]);
  return read;
}

function callOf(item: Item): CallRef | undefined {
  return 'event' in item ? callRef(item.event) : item.call;
}
