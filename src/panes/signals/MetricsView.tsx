import { useEffect, useId, useMemo, useState } from 'react';
import { linesOf, numberWords, pointAt, type Line } from '../../timeline/metric-lines.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { fromMicros } from '../../base/time.ts';
import { LinePlot } from './LinePlot.tsx';
import styles from './metrics.module.css';
import pane from './signals-pane.module.css';
import type { ViewProps } from './SignalsPane.tsx';
import { countWords } from './words.ts';

/** Plots that are drawn at once, and those that are to begin with. */
const MOST_PLOTS = 12;
const FIRST_PLOTS = 4;
/** Names that are listed at once. */
const MOST_NAMES = 200;

/** Metrics over the session: some of them as plots, with the playhead in each. */
export function MetricsView({ session, clock, report }: ViewProps) {
  const lines = useMemo(() => session.series.flatMap(linesOf), [session]);
  const [words, setWords] = useState('');
  /** By their places, which stay when times are corrected. */
  const [chosen, choose] = useState<ReadonlySet<number>>(
    new Set(Array.from({ length: FIRST_PLOTS }, (_, place) => place)),
  );
  const listId = useId();
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const named = [...lines.entries()].filter(([, { name, of }]) => {
    const text = `${name} ${of}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const shown = useMemo(() => lines.filter((_, place) => chosen.has(place)), [lines, chosen]);
  // A text, since a selector yields primitives only.
  const points = useClock(clock, (now) => shown.map((line) => pointAt(line, now)).join());
  useEffect(() => {
    const values = points === '' ? [] : points.split(',').map(Number);
    report({
      mode: 'metrics',
      series: lines.length,
      plots: shown.map(({ name, of }) => (of === '' ? name : `${name} · ${of}`)),
      values: shown.map((line, index) => valueWords(line, values[index])),
    });
  }, [lines, shown, points, report]);

  if (lines.length === 0) return <p className={pane['message']}>No metric was recorded.</p>;
  const full = shown.length >= MOST_PLOTS;
  return (
    <div className={styles['split']}>
      <div className={styles['names']}>
        <div className={pane['bar']}>
          <input
            type="search"
            aria-label="Filter the metrics"
            placeholder="Filter the metrics"
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <output id={listId}>
            {named.length > MOST_NAMES
              ? `${MOST_NAMES} of ${countWords(named.length, 'line')}: filter to find the others`
              : countWords(named.length, 'line')}
            {full && `; no more than ${MOST_PLOTS} are plotted at once`}
          </output>
        </div>
        <fieldset className={styles['choices']} aria-describedby={listId}>
          <legend className="visually-hidden">Metrics to be plotted</legend>
          {named.slice(0, MOST_NAMES).map(([place, line]) => (
            <label key={place}>
              <input
                type="checkbox"
                checked={chosen.has(place)}
                disabled={full && !chosen.has(place)}
                onChange={({ target }) => {
                  const next = new Set(chosen);
                  if (target.checked) next.add(place);
                  else next.delete(place);
                  choose(next);
                }}
              />
              <bdi>{line.name}</bdi>
              <bdi className={pane['quiet']}>{[line.of, line.unit].filter(Boolean).join(', ')}</bdi>
            </label>
          ))}
        </fieldset>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so that the keyboard must reach it */}
      <div className={styles['plots']} tabIndex={0} role="group" aria-label="Plots">
        {shown.length === 0 && <p className={pane['message']}>Choose what is to be plotted.</p>}
        {shown.map((line) => (
          <LinePlot key={lines.indexOf(line)} line={line} clock={clock} end={fromMicros(clock.duration)} />
        ))}
      </div>
    </div>
  );
}

function valueWords(line: Line, point = -1): string {
  const value = line.values[point];
  return typeof value === 'number' ? numberWords(value) : 'none';
}
