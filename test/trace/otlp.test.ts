import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import type { Problem } from '../../src/base/errors.ts';
import { microsOf } from '../../src/base/nanos.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { attributesOf, enumOf, idOf, numberOf, textOfValue } from '../../src/trace/otlp-values.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import {
  attributes,
  nano,
  OTLP_CLOCK,
  OTLP_START,
  otlpLayers,
  request,
  spanIdOf,
  traceIdOf,
} from '../fixtures/otlp.ts';

const DURATION = 60_000_000;

async function open(kind: 'otel_spans' | 'otel_logs' | 'otel_metrics', content: string) {
  const trace = await openTrace(
    buildBundle({ duration: DURATION, layers: [{ id: 'x', kind, clock: OTLP_CLOCK, content }] }),
  );
  return trace;
}

async function spansOf(...items: readonly object[]) {
  const trace = await open('otel_spans', lines(request('Spans', { shop: items })));
  const spans = (await trace.spans[0]?.content.get())?.items ?? [];
  return { spans, problems: words(trace.problems.all) };
}

async function logsOf(...items: readonly object[]) {
  const trace = await open('otel_logs', lines(request('Logs', { shop: items })));
  return { logs: (await trace.logs[0]?.content.get())?.items ?? [], problems: words(trace.problems.all) };
}

async function seriesOf(...items: readonly object[]) {
  const trace = await open('otel_metrics', lines(request('Metrics', { shop: items })));
  return {
    series: (await trace.metrics[0]?.content.get())?.series ?? [],
    problems: words(trace.problems.all),
  };
}

function words(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => describeProblem(problem).title);
}

const SPAN = {
  name: 'work',
  traceId: traceIdOf(1),
  spanId: spanIdOf(1, 1),
  startTimeUnixNano: nano(1),
  endTimeUnixNano: nano(2),
};

describe('values', () => {
  it('are microseconds of times in nanoseconds, whether texts or numbers', () => {
    expect(microsOf('1772442000123456789')).toBe(1_772_442_000_123_456);
    expect(microsOf(1_772_442_000_000_000_000)).toBe(1_772_442_000_000_000);
    for (const none of [
      undefined,
      null,
      '',
      '0',
      0,
      -5,
      '-5',
      'soon',
      NaN,
      Infinity,
      1e300,
      '99999999999999999999',
      '1'.repeat(400),
      {},
    ])
      expect(microsOf(none)).toBeUndefined();
  });

  it('are numbers as protobuf writes them', () => {
    expect(['12', '-1.5e3', 7, '-Infinity'].map(numberOf)).toEqual([12, -1500, 7, -Infinity]);
    expect(['', 'NaN', '0x10', null, undefined, []].map(numberOf)).toEqual(Array<number>(6).fill(NaN));
  });

  it('are enums by number or by name, and ids that are not all zero', () => {
    const names = ['unset', 'ok', 'error'] as const;
    expect(
      [undefined, 2, '1', 'STATUS_CODE_ERROR'].map((value) => enumOf(value, names, 'STATUS_CODE_')),
    ).toEqual(['unset', 'error', 'ok', 'error']);
    expect([9, -1, 1.5, 'BAD', {}].map((value) => enumOf(value, names, 'STATUS_CODE_'))).toEqual(
      Array<undefined>(5).fill(undefined),
    );
    expect([idOf('AB01'), idOf('W+8='), idOf('0000'), idOf(''), idOf(7), idOf('a'.repeat(65))]).toEqual([
      'ab01',
      'W+8=',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are text, and structures are JSON, to a depth and a length', () => {
    expect(textOfValue({ stringValue: 'as it is' })).toBe('as it is');
    expect(textOfValue({ intValue: '9007199254740993' })).toBe('9007199254740993');
    expect(textOfValue({ boolValue: false })).toBe('false');
    expect(textOfValue({ doubleValue: 'NaN' })).toBe('NaN');
    expect(textOfValue(undefined)).toBe('');
    const pair = { key: '__proto__', value: { intValue: 1 } };
    expect(
      textOfValue({
        kvlistValue: {
          values: [pair, { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, {}] } } }],
        },
      }),
    ).toBe('{"__proto__":1,"list":[true,null]}');
    let deep: object = { stringValue: 'x' };
    for (let level = 0; level < 400; level += 1) deep = { arrayValue: { values: [deep] } };
    expect(textOfValue(deep)).toBe(`${'['.repeat(12)}"…"${']'.repeat(12)}`);
    let cuts = 0;
    expect(textOfValue({ stringValue: 'y'.repeat(40_000) }, () => (cuts += 1))).toHaveLength(32_769);
    const many = attributesOf(
      attributes(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]))),
      (count) => (cuts += count),
    );
    expect([many.length, cuts]).toEqual([256, 45]);
  });
});

describe('spans', () => {
  it('stand by their start, with who recorded them', async () => {
    const trace = await openTrace(buildBundle({ duration: DURATION, layers: otlpLayers() }));
    const spans = await trace.spans[0]?.content.get();
    expect(spans?.length).toBe(140);
    expect(spans?.items[0]).toMatchObject({
      time: 1_000_000,
      end: 1_090_000,
      name: 'POST /checkout',
      kind: 'server',
      traceId: traceIdOf(0),
      parentSpanId: undefined,
      status: 'unset',
      scope: '@opentelemetry/instrumentation-http',
      resource: {
        service: 'shop',
        attributes: [
          ['service.name', 'shop'],
          ['host.name', 'shop-1'],
        ],
      },
      attributes: [
        ['http.request.method', 'POST'],
        ['http.response.status_code', '200'],
      ],
    });
    const failed = spans?.items.find(({ name, status }) => name === 'charge card' && status === 'error');
    expect(failed).toMatchObject({
      message: 'payment timed out after 1.5 s',
      events: [{ time: 32_500_000, name: 'exception' }],
    });
    expect(trace.problems.all).toEqual([]);
  });

  it('without a start are left out, and an end before the start is none', async () => {
    const { spans, problems } = await spansOf(
      SPAN,
      { ...SPAN, startTimeUnixNano: '0' },
      { ...SPAN, startTimeUnixNano: nano(3), endTimeUnixNano: nano(2) },
      { ...SPAN, endTimeUnixNano: undefined },
      {
        name: 7,
        startTimeUnixNano: nano(4),
        kind: 99,
        status: 'bad',
        attributes: 'x',
        events: [null, 1],
        links: [{}],
      },
    );
    expect(spans.map(({ time, end }) => [time / 1e6, end && end / 1e6])).toEqual([
      [1, 2],
      [1, undefined],
      [3, undefined],
      [4, undefined],
    ]);
    expect(spans[3]).toMatchObject({
      name: 'unnamed span',
      kind: 'unspecified',
      status: 'unset',
      attributes: [],
      traceId: undefined,
    });
    expect(problems).toEqual([
      '1 of the 5 spans of layers/x/content.jsonl cannot be shown: they do not tell when they began.',
      '1 of the ends of spans of layers/x/content.jsonl cannot be shown: they lie before the starts.',
    ]);
  });

  it('tell what the program dropped, and what is more than is kept', async () => {
    const { spans, problems } = await spansOf({
      ...SPAN,
      droppedAttributesCount: 3,
      droppedEventsCount: '2',
      events: Array.from({ length: 300 }, () => ({ timeUnixNano: nano(1.5), name: 'retry' })),
    });
    expect(spans[0]?.events).toHaveLength(256);
    expect(problems).toEqual([
      expect.stringMatching(/^5 of the attributes, events and links .* did not record them/),
      expect.stringMatching(/^44 of the texts, attributes, events and links .* than are kept/),
    ]);
  });

  it('are read from the lines that hold some, and other lines are told of', async () => {
    const good = JSON.stringify(request('Spans', { shop: [SPAN] }));
    const text = [
      good,
      JSON.stringify(request('Logs', {})),
      '{}',
      '{"spans":[]}',
      '{"resourceSpans":1}',
      '[1]',
      '{"resourceSpans":[{"scopeSpans":[{"spans":[null,5]}]},7]}',
      'oops',
      good.slice(0, 40),
    ].join('\n');
    const trace = await open('otel_spans', text);
    expect((await trace.spans[0]?.content.get())?.length).toBe(1);
    expect(words(trace.problems.all)).toEqual([
      expect.stringContaining('in the middle of line 9'),
      expect.stringContaining('line 6'),
      expect.stringContaining(
        'line 4 breaks the schema: the record has none of resourceSpans, resourceLogs, resourceMetrics',
      ),
      '2 of the 3 spans of layers/x/content.jsonl cannot be shown: they are no objects.',
    ]);
  });

  it('may stand on lines of several megabytes, by the thousand', async () => {
    const many = Array.from({ length: 8192 }, (_, index) => ({
      ...SPAN,
      startTimeUnixNano: nano(59 - index / 1000),
      endTimeUnixNano: nano(59.5),
      attributes: attributes({ note: 'x'.repeat(500) }),
    }));
    const text = lines(request('Spans', { shop: many }));
    expect(text.length).toBeGreaterThan(4_000_000);
    const trace = await open('otel_spans', text);
    const spans = await trace.spans[0]?.content.get();
    expect([spans?.length, spans?.items[0]?.time]).toEqual([8192, 50_809_000]);
    expect(trace.problems.all).toEqual([]);
  });

  it('keep the microsecond where the clock counts in nanoseconds, as near as its numbers can', async () => {
    const clock = {
      ...OTLP_CLOCK,
      native_unit: 'ns',
      map: [{ native: OTLP_START * 1e6, trace_us: 0 }],
    } as const;
    const trace = await openTrace(
      buildBundle({
        duration: DURATION,
        layers: [
          {
            id: 'x',
            kind: 'otel_spans',
            clock,
            content: lines(request('Spans', { shop: [{ ...SPAN, startTimeUnixNano: nano(1.234567) }] })),
          },
        ],
      }),
    );
    expect(
      Math.abs(((await trace.spans[0]?.content.get())?.items[0]?.time ?? 0) - 1_234_567),
    ).toBeLessThanOrEqual(1);
  });
});

describe('log records', () => {
  it('tell their level by number, else by word; else nobody knows it', async () => {
    const log = (second: number, severityNumber: unknown, severityText?: string) => ({
      timeUnixNano: nano(second),
      severityNumber,
      severityText,
      body: { stringValue: 'x' },
    });
    const { logs } = await logsOf(
      log(1, 1),
      log(2, 8),
      log(3, '9'),
      log(4, 16, 'odd'),
      log(5, 'SEVERITY_NUMBER_ERROR2'),
      log(6, 24),
      log(7, 0, 'Warning'),
      log(8, 99),
      log(9, undefined),
    );
    expect(logs.map(({ level }) => level)).toEqual([
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
      'warn',
      'unspecified',
      'unspecified',
    ]);
  });

  it('stand where they were received where they tell no time, and else nowhere', async () => {
    const { logs, problems } = await logsOf(
      {
        timeUnixNano: nano(5),
        observedTimeUnixNano: nano(9),
        body: { kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } },
        traceId: traceIdOf(1).toUpperCase(),
      },
      { timeUnixNano: '0', observedTimeUnixNano: nano(3), eventName: 'app.start' },
      { body: { stringValue: 'lost' } },
    );
    expect(logs).toMatchObject([
      { time: 3_000_000, received: true, body: '', event: 'app.start' },
      { time: 5_000_000, received: false, body: '{"a":1}', traceId: traceIdOf(1) },
    ]);
    expect(problems).toEqual([
      '1 of the 3 log records of layers/x/content.jsonl cannot be shown: they tell no time.',
    ]);
  });

  it('of several programs stand in order of time', async () => {
    const trace = await openTrace(buildBundle({ duration: DURATION, layers: otlpLayers() }));
    const logs = (await trace.logs[0]?.content.get())?.items ?? [];
    expect(logs).toHaveLength(51);
    expect(logs.every(({ time }, index) => time >= (logs[index - 1]?.time ?? 0))).toBe(true);
    expect(logs.find(({ level }) => level === 'error')).toMatchObject({
      time: 32_500_000,
      resource: { service: 'payments' },
      spanId: spanIdOf(15, 4),
    });
  });
});

describe('metrics', () => {
  it('are series by what they are of, with their points in order', async () => {
    const point = (second: number, more: object) => ({
      timeUnixNano: nano(second),
      startTimeUnixNano: nano(0),
      ...more,
    });
    const { series, problems } = await seriesOf(
      {
        name: 'b',
        unit: 'By',
        gauge: {
          dataPoints: [
            point(3, { asDouble: 0.5 }),
            point(2, { asInt: '7' }),
            point(4, { asDouble: 'NaN' }),
            point(5, { flags: 1 }),
          ],
        },
      },
      {
        name: 'a',
        sum: {
          isMonotonic: true,
          aggregationTemporality: 1,
          dataPoints: [
            point(1, { asInt: 3, attributes: attributes({ code: 200 }) }),
            point(1, { asInt: 4, attributes: attributes({ code: 500 }) }),
          ],
        },
      },
      {
        name: 'c',
        exponentialHistogram: { aggregationTemporality: 2, dataPoints: [point(1, { sum: 4.5, scale: 3 })] },
      },
      { name: 'd', summary: { dataPoints: [point(1, { count: '2', sum: 9 }), { count: '2' }] } },
      { name: 'e', sketch: {} },
    );
    expect(series.map(({ name, kind, monotonic, delta }) => [name, kind, monotonic, delta])).toEqual([
      ['a', 'sum', true, true],
      ['a', 'sum', true, true],
      ['b', 'gauge', false, false],
      ['c', 'exponential histogram', true, false],
      ['d', 'summary', true, false],
    ]);
    expect(series.map(({ attributes: of }) => of)).toEqual([
      [['code', '200']],
      [['code', '500']],
      [],
      [],
      [],
    ]);
    expect([...(series[2]?.times ?? [])]).toEqual([2e6, 3e6, 4e6, 5e6]);
    expect(series[2]?.values).toEqual([7, 0.5, NaN, NaN]);
    expect([series[3]?.values, series[3]?.sums, series[4]?.values, series[4]?.sums]).toEqual([
      [0],
      [4.5],
      [2],
      [9],
    ]);
    expect(problems).toEqual([
      '1 of the points of metrics of layers/x/content.jsonl cannot be shown: they tell no time.',
      '1 of the 5 metrics of layers/x/content.jsonl cannot be shown: they are of no kind that is known.',
    ]);
  });

  it('go on over all lines of the file', async () => {
    const trace = await openTrace(buildBundle({ duration: DURATION, layers: otlpLayers() }));
    const { series } = (await trace.metrics[0]?.content.get()) ?? { series: [] };
    expect(series.map(({ name, times }) => [name, times.length])).toEqual([
      ['db.client.connections.usage', 12],
      ['db.client.operation.duration', 12],
      ['http.server.requests', 12],
      ['http.server.requests', 12],
    ]);
    expect(trace.problems.all).toEqual([]);
  });
});
