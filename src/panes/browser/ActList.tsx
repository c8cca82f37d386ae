import { Keyboard, MousePointerClick, PenLine, Send, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Track } from '../../trace/track.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { valueAt, type Act } from './interactions.ts';
import styles from './lists.module.css';
import { visibleText } from './visible-text.ts';

/** In CSS pixels: two lines. */
const ROW_HEIGHT = 40;

const ICONS: Readonly<Record<Act['kind'], LucideIcon>> = {
  click: MousePointerClick,
  input: Keyboard,
  change: PenLine,
  submit: Send,
};

const VERBS: Readonly<Record<Act['kind'], string>> = {
  click: 'Click',
  input: 'Type into',
  change: 'Set',
  submit: 'Submit',
};

interface ActListProps {
  readonly acts: Track<Act>;
  readonly clock: Clock;
}

/** What was clicked, typed and sent in the tab; typed text grows as it was typed. */
export const ActList = memo(function ActList({ acts, clock }: ActListProps) {
  const active = useClock(clock, (now) => acts.indexAt(now));
  const hover = useHoverRows<Act>(
    (time) => acts.indexAt(time),
    (act) => act.time,
  );
  return (
    <section className={styles['section']} aria-label="Actions in the tab">
      <h2 className={styles['heading']}>Actions</h2>
      {acts.length === 0 ? (
        <p className={styles['none']}>Nothing was clicked or typed.</p>
      ) : (
        <div className={styles['list']}>
          <VirtualList
            rows={acts.items}
            rowHeight={ROW_HEIGHT}
            activeIndex={active}
            label="Actions"
            {...hover}
            onActivate={({ time }) => clock.seek(time)}
            renderRow={(act, index) => <ActRow act={act} ahead={index > active} clock={clock} />}
          />
        </div>
      )}
    </section>
  );
});

interface ActRowProps {
  readonly act: Act;
  readonly ahead: boolean;
  readonly clock: Clock;
}

function ActRow({ act, ahead, clock }: ActRowProps) {
  const words = useTimeWords();
  const value = useClock(clock, (now: TraceTime) => valueAt(act, now));
  const Icon = ICONS[act.kind];
  return (
    <div className={styles['act']} data-ahead={ahead}>
      <Icon className={styles['icon']} size={14} aria-hidden />
      <span className={styles['main']} title={visibleText(act.target)}>
        {VERBS[act.kind]} {visibleText(act.target)}
      </span>
      <span className={styles['time']}>{words.moment(act.time)}</span>
      <span className={styles['detail']}>{detail(act, value)}</span>
    </div>
  );
}

function detail({ kind, masked, parts: [first] }: Act, value: string | undefined) {
  if (masked && value !== undefined)
    return (
      <>
        {value}
        <span className="visually-hidden"> a secret, which was not recorded</span>
      </>
    );
  if (value !== undefined) return value === '' ? 'emptied' : visibleText(value);
  if (kind === 'input' || kind === 'change')
    return first?.value === undefined ? 'value not recorded' : 'not yet';
  return '';
}
