import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { lastAtMost } from '../../base/search-sorted.ts';
import { useHoverRows } from '../../timeline/hover-link.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { Span } from '../../trace/signals.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import pane from './signals-pane.module.css';
import type { ViewProps } from './SignalsPane.tsx';
import { boundariesOf, openRows, SpanForest, stateAt, type SpanGroup, type SpanRow } from './span-forest.ts';
import { SpanDetail } from './SpanDetail.tsx';
import { SpanLine } from './SpanLine.tsx';
import styles from './spans.module.css';
import { countWords, lengthWords } from './words.ts';

const ROW_HEIGHT = 24;
/** No more bars than anybody looks through. */
const MAX_ROWS = 20_000;

/** The traces at the playhead as waterfalls, on a scale of their own. */
export function SpansView({ session, modes, clock, report, goTo, spanId }: ViewProps) {
  const { spans } = session;
  const forest = useMemo(() => new SpanForest(spans.items), [spans]);
  const [trace, pin] = usePaneView('signals.trace');
  const pinned = forest.ofTrace(trace);
  // A text, since a selector yields primitives only.
  const at = useClock(clock, (now) => (pinned ? [pinned] : forest.at(now)).map(({ index }) => index).join());
  const groups = useMemo(
    () => (at === '' ? [] : at.split(',').flatMap((index) => forest.groups[Number(index)] ?? [])),
    [forest, at],
  );
  const last = useClock(clock, (now) => forest.indexAt(now));
  const place = pinned?.index ?? last;
  const go = (index: number): void => {
    const group = forest.groups[index];
    if (!group) return;
    pin(undefined);
    clock.seek(group.start);
  };
  const [only] = groups;
  const next = forest.groups[place + 1];
  return (
    <>
      <div className={pane['bar']}>
        <IconButton
          icon={ChevronLeft}
          label="Previous trace"
          disabled={place <= 0}
          onClick={() => go(place - 1)}
        />
        <IconButton icon={ChevronRight} label="Next trace" disabled={!next} onClick={() => go(place + 1)} />
        <output>
          {only
            ? `trace ${only.index + 1}${groups.length > 1 ? ` and ${groups.length - 1} more` : ''} of ${forest.groups.length.toLocaleString('en-US')}`
            : `none of ${countWords(forest.groups.length, 'trace')} yet`}
        </output>
        {pinned && (
          <button type="button" className={pane['chip']} onClick={() => pin(undefined)}>
            This trace alone
            <X size={12} aria-hidden />
            <span className="visually-hidden">: follow the playhead</span>
          </button>
        )}
        {trace !== undefined && !pinned && (
          <button type="button" className={pane['chip']} onClick={() => pin(undefined)}>
            No span of that trace was recorded
            <X size={12} aria-hidden />
            <span className="visually-hidden">: follow the playhead</span>
          </button>
        )}
      </div>
      {!only && (
        <p className={pane['message']}>
          {spans.length === 0 ? 'No span was recorded.' : 'No trace has begun yet.'}
        </p>
      )}
      <Waterfall
        groups={groups}
        forest={forest}
        clock={clock}
        report={report}
        spanId={spanId}
        onTrace={(traceId) => pin(traceId)}
        onLogs={modes.includes('logs') ? (traceId) => goTo('logs', traceId) : undefined}
      />
    </>
  );
}

interface WaterfallProps extends Pick<ViewProps, 'clock' | 'report' | 'spanId'> {
  readonly groups: readonly SpanGroup[];
  readonly forest: SpanForest;
  readonly onTrace: (traceId: string) => void;
  readonly onLogs: ((traceId: string) => void) | undefined;
}

function Waterfall({ groups, forest, clock, report, spanId, onTrace, onLogs }: WaterfallProps) {
  const words = useTimeWords();
  const all = useMemo(() => groups.flatMap(({ rows }) => rows).slice(0, MAX_ROWS), [groups]);
  const [closed, setClosed] = useState<ReadonlySet<Span>>(new Set());
  const rows = useMemo(() => openRows(all, closed), [all, closed]);
  const boundaries = useMemo(() => boundariesOf(all), [all]);
  const place = useClock(clock, (now) =>
    lastAtMost(boundaries.length, (index) => boundaries[index] ?? Infinity, now),
  );
  const moment = boundaries[place] ?? -1;
  const [chosen, choose] = useState(() =>
    spanId === undefined ? undefined : all.find(({ span }) => span.spanId === spanId)?.span,
  );
  const list = useRef<HTMLDivElement>(null);
  const start = groups[0]?.start ?? 0;
  const end = groups.reduce((latest, group) => Math.max(latest, group.end), start);
  const length = Math.max(1, end - start);
  // The line of the playhead, without a render at every tick.
  useEffect(() => {
    const draw = (): void => {
      const part = (clock.now() - start) / length;
      list.current?.style.setProperty('--at', String(Math.min(1, Math.max(0, part))));
    };
    draw();
    return clock.subscribe(draw);
  }, [clock, start, length]);
  const active = useMemo(() => lastBegun(rows, moment), [rows, moment]);
  const hover = useHoverRows<SpanRow>(
    (time) => lastBegun(rows, time),
    ({ span }) => span.time,
  );
  const running = all.filter(({ span }) => stateAt(span, moment) === 'running').length;
  const failed = all.filter(({ span }) => span.status === 'error' && stateAt(span, moment) === 'done').length;
  const deepest = rows[active]?.span;
  useEffect(() => {
    report({
      mode: 'spans',
      traces: groups.map(({ traceId, index }) => traceId ?? `#${index}`),
      spans: all.length,
      span: deepest?.name ?? null,
      running,
      failed,
      selected: chosen?.name ?? null,
    });
  }, [groups, all, deepest, running, failed, chosen, report]);
  if (groups.length === 0) return null;
  return (
    <div className={pane['split']}>
      <div className={pane['list']} ref={list}>
        <div className={styles['head']}>
          <span>Span</span>
          <span className={styles['length']}>Took</span>
          <span className={styles['scale']}>
            <span>{words.moment(groups[0]?.start ?? clock.now())}</span>
            <span>{lengthWords(end - start, words) && `+ ${lengthWords(end - start, words)}`}</span>
          </span>
        </div>
        <div className={pane['rows']}>
          <VirtualList
            rows={rows}
            rowHeight={ROW_HEIGHT}
            activeIndex={active}
            label="Spans"
            {...hover}
            levelOf={({ span, level, within, place: among, siblings }) => ({
              level,
              expanded: within > 0 ? !closed.has(span) : undefined,
              place: among,
              siblings,
            })}
            onToggle={({ span }, expanded) => {
              const now = new Set(closed);
              if (expanded) now.delete(span);
              else now.add(span);
              setClosed(now);
            }}
            onActivate={({ span }) => {
              clock.seek(span.time);
              choose(span);
            }}
            renderRow={(row) => (
              <SpanLine
                row={row}
                state={stateAt(row.span, moment)}
                closed={closed.has(row.span)}
                start={start}
                length={length}
              />
            )}
          />
        </div>
      </div>
      {chosen && (
        <SpanDetail
          span={chosen}
          state={stateAt(chosen, moment)}
          list={list}
          clock={clock}
          forest={forest}
          onTrace={onTrace}
          onLogs={onLogs}
          onClose={() => choose(undefined)}
        />
      )}
    </div>
  );
}

/** The row of the span that began last at `time`; -1 where none had. */
function lastBegun(rows: readonly SpanRow[], time: number): number {
  let found = -1;
  let latest = -Infinity;
  for (const [index, { span }] of rows.entries())
    if (span.time <= time && span.time >= latest) {
      latest = span.time;
      found = index;
    }
  return found;
}
