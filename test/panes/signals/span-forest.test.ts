import { describe, expect, it } from 'vitest';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import {
  boundariesOf,
  openRows,
  SpanForest,
  stateAt,
  type SpanRow,
} from '../../../src/panes/signals/span-forest.ts';
import type { Span } from '../../../src/trace/signals.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

/** `1-3 trace id<parent`, in seconds; `1- ` has no end. */
function span(text: string): Span {
  const [, from = '', to, trace = '', id = '', parent] =
    /^([\d.]+)-([\d.]+)? (\S+) (\w+)(?:<(\w+))?$/.exec(text) ?? [];
  return {
    time: fromSeconds(Number(from)),
    end: to === undefined ? undefined : fromSeconds(Number(to)),
    name: id,
    kind: 'internal',
    traceId: trace === '-' ? undefined : trace,
    spanId: id,
    parentSpanId: parent,
    status: 'unset',
    message: undefined,
    scope: undefined,
    attributes: [],
    links: [],
    events: [],
    resource: { service: 'shop', attributes: [] },
  };
}

const forest = (...texts: readonly string[]): SpanForest => new SpanForest(texts.map(span));
const shape = (rows: readonly SpanRow[] = []): string =>
  rows
    .map(
      ({ span: { name }, level, within, place, siblings }) =>
        `${name}${level}+${within} ${place}/${siblings}`,
    )
    .join(', ');

describe('spans as trees', () => {
  it('stand each before what is within it', () => {
    const { groups } = forest('0-9 t a', '1-3 t b<a', '1.5-2 t c<b', '4-5 t d<a', '6-7 u e');
    expect(groups.map(({ traceId, start, end }) => [traceId, start, end])).toEqual([
      ['t', 0, 9e6],
      ['u', 6e6, 7e6],
    ]);
    expect(shape(groups[0]?.rows)).toBe('a1+3 1/1, b2+1 1/2, c3+0 1/1, d2+0 2/2');
  });

  it('have a place whatever their parents are: unknown, themselves, or in a circle', () => {
    expect(shape(forest('0-1 t a<zz', '1-2 t b<b').groups[0]?.rows)).toBe('a1+0 1/2, b1+0 2/2');
    expect(shape(forest('0-9 t a<c', '1-2 t b<a', '2-3 t c<b', '4-5 t d').groups[0]?.rows)).toBe(
      'd1+0 1/1, a1+2 1/1, b2+1 1/1, c3+0 1/1',
    );
    expect(forest('0-1 - a', '0-1 - a').groups).toHaveLength(2);
    expect(shape(forest('0-9 t a', '0-9 t a', '1-2 t b<a').groups[0]?.rows)).toBe(
      'a1+1 1/2, b2+0 1/1, a1+0 2/2',
    );
  });

  it('may be nested as deep as a file has them', () => {
    const spans = Array.from({ length: 50_000 }, (_, index) =>
      span(`${index}-60000 t s${index}${index === 0 ? '' : `<s${index - 1}`}`),
    );
    const [group] = new SpanForest(spans).groups;
    expect(group?.rows.at(-1)?.level).toBe(50_000);
    expect(group?.rows[0]?.within).toBe(49_999);
  });

  it('are those under way at a moment, else those that began last', () => {
    const some = forest('1-9 long a', '2-3 short b', '5-6 next c', '20- open d');
    const at = (seconds: number) => some.at(fromSeconds(seconds)).map(({ traceId }) => traceId);
    expect([at(0.5), at(1), at(2.5), at(3), at(5.5), at(9), at(19), at(20)]).toEqual([
      [],
      ['long'],
      ['long', 'short'],
      ['long'],
      ['long', 'next'],
      ['next'],
      ['next'],
      ['open'],
    ]);
    expect(some.ofTrace('next')?.index).toBe(2);
    expect(some.ofTrace(undefined)).toBeUndefined();
  });

  it('hide what is within closed ones', () => {
    const [group] = forest('0-9 t a', '1-3 t b<a', '1.5-2 t c<b', '4-5 t d<a').groups;
    const rows = group?.rows ?? [];
    const [, b] = rows;
    expect(openRows(rows, new Set(b ? [b.span] : [])).map(({ span: { name } }) => name)).toEqual([
      'a',
      'b',
      'd',
    ]);
    expect(openRows(rows, new Set())).toBe(rows);
  });

  it('run from their start to before their end', () => {
    const one = span('1-3 t a');
    expect([0, 1e6, 3e6 - 1, 3e6].map((time) => stateAt(one, time as TraceTime))).toEqual([
      'ahead',
      'running',
      'running',
      'done',
    ]);
    expect(stateAt(span('1- t a'), 2e6)).toBe('done');
    expect([...boundariesOf(forest('1-3 t a', '2- t b').groups[0]?.rows ?? [])]).toEqual([
      1e6, 2e6, 2e6, 3e6,
    ]);
  });

  it('are five a checkout of the fixture', async () => {
    const track = await buildTrace({ signals: true }).spans[0]?.content.get();
    const { groups } = new SpanForest(track?.items ?? []);
    expect(groups).toHaveLength(28);
    expect(groups[15]?.failed).toBe(5);
    expect(groups[0]?.rows.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
  });
});
