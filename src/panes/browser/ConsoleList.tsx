import { Bug, CircleAlert, CircleX, Info, Minus, type LucideIcon } from 'lucide-react';
import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Track } from '../../trace/track.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Message } from './browser-log.ts';
import styles from './lists.module.css';
import { visibleText } from './visible-text.ts';

const ROW_HEIGHT = 26;

const ICONS: Readonly<Record<Message['level'], LucideIcon>> = {
  debug: Bug,
  log: Minus,
  info: Info,
  warning: CircleAlert,
  error: CircleX,
};

interface ConsoleListProps {
  readonly messages: Track<Message>;
  readonly clock: Clock;
}

/** Every message of every page; those later than now are muted. */
export function ConsoleList({ messages, clock }: ConsoleListProps) {
  const words = useTimeWords();
  const active = useClock(clock, (now) => messages.indexAt(now));
  const hover = useHoverRows<Message>(
    (time) => messages.indexAt(time),
    (message) => message.time,
  );
  return (
    <VirtualList
      rows={messages.items}
      rowHeight={ROW_HEIGHT}
      activeIndex={active}
      label="Console"
      {...hover}
      onActivate={({ time }) => clock.seek(time)}
      renderRow={({ time, level, text }, index) => {
        const Icon = ICONS[level];
        return (
          <div className={styles['message']} data-level={level} data-ahead={index > active}>
            <Icon className={styles['icon']} size={14} aria-hidden />
            <span className="visually-hidden">{level}: </span>
            <span className={styles['code']} title={text}>
              {visibleText(text)}
            </span>
            <span className={styles['time']}>{words.moment(time)}</span>
          </div>
        );
      }}
    />
  );
}
