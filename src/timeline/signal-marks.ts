/** What running programs said of themselves, on their lanes: spans, log records, and when metrics were taken. */
import { pick, SLICE } from '../base/slices.ts';
import { CLOCK_WORDS } from '../base/time-words.ts';
import type { LogRecord, Logs, Metrics, Span, Spans } from '../trace/signals.ts';
import { firstLine, lengthOf } from './describe-item.ts';
import type { LaneWork } from './lane-marks.ts';
import { Levels } from './mark-levels.ts';
import { buildMarks, type Marks } from './marks.ts';
import { extentOf, linesOf, numberWords, type Line } from './metric-lines.ts';

/** Spans within others are drawn where each has this much room, in CSS pixels. */
const CHILD_SPACING = 4;
/** Characters of a hover card. */
const MAX_TEXT = 200;
/** Values that a hover card names. */
const MAX_VALUES = 4;
/** Moments at which metrics were taken are drawn beside a level where each has this much room. */
const TAKEN_SPACING = 12;

/** A span that is not within another one of the layer is a block; of the others those that failed always have a line. */
export function* spanMarks({ items }: Spans, words = CLOCK_WORDS): LaneWork {
  const own = new Set<string>();
  for (const [index, { spanId }] of items.entries()) {
    if (spanId !== undefined) own.add(spanId);
    if (index % SLICE === SLICE - 1) yield;
  }
  const isRoot = ({ parentSpanId }: Span): boolean => parentSpanId === undefined || !own.has(parentSpanId);
  const of = (root: boolean, failed: boolean) =>
    pick(items, (span) => isRoot(span) === root && (span.status === 'error') === failed);
  const describe = (span: Span): string =>
    [describeSpan(span), lengthOf(span, words)].filter(Boolean).join(' · ');
  const label = ({ name }: Span): string => name;
  return [
    yield* buildMarks({ shape: 'span', items: yield* of(true, false), label, describe }),
    yield* buildMarks({ shape: 'span', tone: 'fail', items: yield* of(true, true), label, describe }),
    yield* buildMarks({
      shape: 'minor',
      minSpacing: CHILD_SPACING,
      items: yield* of(false, false),
      describe,
    }),
    yield* buildMarks({ shape: 'minor', tone: 'fail', items: yield* of(false, true), describe }),
  ];
}

/** One line: who, what, and what went wrong. */
export function describeSpan({ name, resource, status, message }: Span): string {
  const failed =
    status === 'error' ? (message === undefined ? 'failed' : `failed: ${firstLine(message)}`) : '';
  return [resource.service, name, failed].filter(Boolean).join(' · ').slice(0, MAX_TEXT);
}

/** All of them by how many there are; warnings and errors stand out. */
export function* logMarks({ items }: Logs): LaneWork {
  const describe = describeLog;
  const warnings = yield* pick(items, ({ level }) => level === 'warn');
  const errors = yield* pick(items, ({ level }) => level === 'error' || level === 'fatal');
  return [
    yield* buildMarks({ shape: 'density', items, plural: 'log records', describe }),
    yield* buildMarks({ shape: 'minor', tone: 'warn', items: warnings, plural: 'warnings', describe }),
    yield* buildMarks({ shape: 'tick', tone: 'fail', items: errors, plural: 'errors', describe }),
  ];
}

/** One line: how serious, who, and what. */
export function describeLog({ level, severity, resource, body, event }: LogRecord): string {
  const word = severity ?? (level === 'unspecified' ? '' : level);
  const text = firstLine(body.slice(0, MAX_TEXT)) || (event ?? '');
  return [word, resource.service, text].filter(Boolean).join(' · ');
}

/** The first metric that has values, as high as they were, and a line wherever any were taken. */
export function* metricMarks({ series }: Metrics): LaneWork {
  /** Moment → the values taken then, as [series, point]. */
  const taken = new Map<number, [number, number][]>();
  for (const [place, { times }] of series.entries()) {
    for (const [index, time] of times.entries()) {
      const at = taken.get(time);
      if (at) at.push([place, index]);
      else taken.set(time, [[place, index]]);
    }
    yield;
  }
  const starts = Float64Array.from(taken.keys()).sort();
  const describe = (index: number): string => {
    const values = taken.get(starts[index] ?? NaN) ?? [];
    const named = values.slice(0, MAX_VALUES).map(([place, point]) => {
      const of = series[place];
      return `${of?.name ?? ''} ${valueWords(of?.values[point])}`;
    });
    const more = values.length - named.length;
    return [...named, ...(more > 0 ? [`${more} more`] : [])].join(' · ');
  };
  const line = firstPlotted(series);
  return [
    ...(line ? [yield* levelMarks(line)] : []),
    yield* buildMarks({ shape: 'minor', starts, describe, ...(line && { minSpacing: TAKEN_SPACING }) }),
  ];
}

/** What the pane plots first. */
function firstPlotted(series: Metrics['series']): Line | undefined {
  for (const one of series) for (const line of linesOf(one)) if (extentOf(line)) return line;
  return undefined;
}

/** From 0, or the lowest value below it, to the highest. */
function levelMarks(line: Line): Generator<undefined, Marks> {
  const { name, of, unit, times, values } = line;
  const { min, max } = extentOf(line) ?? { min: 0, max: 0 };
  const low = Math.min(0, min);
  const room = Math.max(0, max) - low || 1;
  const who = [name, of].filter(Boolean).join(' · ');
  return buildMarks({
    shape: 'level',
    starts: times,
    // The last value holds until nobody knows when: it has no length.
    ends: Float64Array.from(times, (time, index) => times[index + 1] ?? time),
    levels: new Levels(Float64Array.from(values, (value) => (value === null ? NaN : (value - low) / room))),
    describe: (index) => {
      const value = values[index] ?? null;
      return `${who}: ${value === null ? 'no value' : [numberWords(value), unit].filter(Boolean).join(' ')}`;
    },
  });
}

function valueWords(value = NaN): string {
  return Number.isNaN(value) ? 'no value' : String(Number(value.toPrecision(6)));
}
