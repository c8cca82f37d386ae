import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { describeProblem } from '../../base/describe-error.ts';
import { fromMicros, toSeconds, type TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { extentOf, numberWords, pointAt, type Line } from '../../timeline/metric-lines.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useTimeWords } from '../../ui/time-words.ts';
import { useWidth } from '../../ui/use-width.ts';
import styles from './metrics.module.css';
import type { Plot } from './plot.ts';

interface LinePlotProps {
  readonly line: Line;
  readonly clock: Clock;
  /** Of the trace. */
  readonly end: TraceTime;
}

/** One line over the session, and in words what it is at the playhead. A click goes to a moment, arrow keys from point to point. */
export function LinePlot({ line, clock, end }: LinePlotProps) {
  const words = useTimeWords();
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const [error, setError] = useState<TraceError>();
  const extent = useMemo(() => extentOf(line), [line]);
  const point = useClock(clock, (now) => pointAt(line, now));
  const isWide = width > 0;
  useEffect(() => {
    const element = host.current;
    if (!element || !isWide) return undefined;
    let plot: Plot | undefined;
    let current = true;
    let stop: (() => void) | undefined;
    const sized = new ResizeObserver(() => plot?.resize(element.clientWidth));
    // uPlot is loaded with the first plot.
    import('./plot.ts').then(
      ({ drawPlot }) => {
        if (!current) return;
        const drawn = drawPlot(element, line, {
          end,
          moment: words.moment,
          seek: (time) => clock.seek(time),
        });
        plot = drawn;
        const follow = (): void => drawn.moveTo(clock.now());
        follow();
        stop = clock.subscribe(follow);
        sized.observe(element);
      },
      (thrown: unknown) => {
        if (current) setError(asTraceError(thrown));
      },
    );
    return () => {
      current = false;
      stop?.();
      sized.disconnect();
      plot?.dispose();
    };
  }, [line, clock, end, words, isWide]);
  const time = line.times[point];
  const value = line.values[point];
  const present =
    time === undefined
      ? 'no value yet'
      : `${value === null || value === undefined ? 'no value' : numberWords(value)} since ${words.moment(fromMicros(time))}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    // The arrows would move the playhead otherwise.
    event.preventDefault();
    event.stopPropagation();
    const next = line.times[step < 0 && time !== undefined && clock.now() > time ? point : point + step];
    if (next !== undefined) clock.seek(fromMicros(next));
  };
  const name = line.of === '' ? line.name : `${line.name} · ${line.of}`;
  const range = extent
    ? `lowest ${numberWords(extent.min)}, highest ${numberWords(extent.max)}`
    : 'no value at all';
  return (
    <figure className={styles['plot']}>
      <figcaption>
        <bdi className={styles['name']}>{name}</bdi>
        <span className={styles['present']}>
          <strong>{present}</strong>
          <span>{[line.unit, range].filter(Boolean).join(' · ')}</span>
        </span>
      </figcaption>
      {error && <p className={styles['failure']}>{describeProblem(error).title}</p>}
      <div
        ref={host}
        className={styles['canvas']}
        role="slider"
        tabIndex={0}
        aria-label={`${name}: from point to point`}
        aria-valuemin={0}
        aria-valuemax={toSeconds(end)}
        aria-valuenow={time === undefined ? 0 : toSeconds(fromMicros(time))}
        aria-valuetext={present}
        onKeyDown={onKeyDown}
      />
    </figure>
  );
}
