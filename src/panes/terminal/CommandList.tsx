import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Command } from '../../trace/layers.ts';
import type { CommandLog } from './command-log.ts';
import { CommandRow } from './CommandRow.tsx';
import type { Recording } from './terminal-data.ts';

/** In CSS pixels: two lines. */
const ROW_HEIGHT = 42;

interface CommandListProps {
  readonly log: CommandLog;
  readonly terminals: readonly Recording[];
  readonly clock: Clock;
}

/** Every command of the session; the one at the playhead stands out. */
export function CommandList({ log, terminals, clock }: CommandListProps) {
  const active = useClock(clock, (now) => log.track.indexAt(now));
  // A string, since a selector yields primitives only.
  const running = useClock(clock, (now) => log.runningAt(now).join());
  const runningIndexes = new Set(running === '' ? [] : running.split(',').map(Number));
  const hover = useHoverRows<Command>(
    (time) => log.track.indexAt(time),
    (command) => command.time,
  );
  const titles = terminals.length > 1 ? new Map(terminals.map(({ id, title }) => [id, title])) : undefined;
  return (
    <VirtualList
      rows={log.track.items}
      rowHeight={ROW_HEIGHT}
      activeIndex={active}
      label="Commands"
      {...hover}
      onActivate={(command) => clock.seek(command.time)}
      renderRow={(command, index) => (
        <CommandRow
          command={command}
          running={runningIndexes.has(index)}
          ahead={index > active}
          terminal={titles?.get(command.terminal)}
        />
      )}
    />
  );
}
