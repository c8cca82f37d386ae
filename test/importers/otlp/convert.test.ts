import { describe, expect, it } from 'vitest';
import { lines } from '../../fixtures/build-bundle.ts';
import { nano, otlpFiles, OTLP_START, request } from '../../fixtures/otlp.ts';
import { faultsOf, foreignUnit, importedFolder, importedTrace } from '../foreign-files.ts';

const { logs, metrics, spans } = otlpFiles();
const log = (seconds: number, text: string) => ({ timeUnixNano: nano(seconds), body: { stringValue: text } });

describe('files of OTLP', () => {
  it('that were dropped together are one trace, from the first thing that any of them tells to the last', async () => {
    const unit = foreignUnit('run', { 'a/traces.json': spans, 'logs.jsonl': logs, 'metrics.jsonl': metrics });
    const { trace, losses, bundle } = await importedFolder(unit);
    // The first checkout begins in second 1, and the last metrics are of second 60.
    expect(trace.duration).toBe(59_000_000);
    expect(trace.manifest.clock.origin.wall_utc).toBe(new Date(OTLP_START + 1000).toISOString());
    expect(trace.layers.map(({ id, kind, title }) => [id, kind, title])).toEqual([
      ['spans', 'otel_spans', 'a/traces.json'],
      ['logs', 'otel_logs', 'logs.jsonl'],
      ['metrics', 'otel_metrics', 'metrics.jsonl'],
    ]);
    const [firstLog] = (await trace.logs[0]?.content.get())?.items ?? [];
    expect(firstLog).toMatchObject({ time: 0, body: 'checkout of order 1000 began' });
    const { series = [] } = (await trace.metrics[0]?.content.get()) ?? {};
    expect(series[0]?.times.at(-1)).toBe(59_000_000);
    expect((await trace.spans[0]?.content.get())?.length).toBe(28 * 5);
    expect(trace.problems.all).toEqual([]);
    expect(losses).toMatchObject({ format: 'otlp', time: { quality: 'measured' }, entries: [] });
    expect(await faultsOf(bundle)).toEqual([]);
    // As they are, byte for byte.
    expect(await trace.bundle.readText('layers/logs/logs.jsonl')).toBe(logs);
  });

  it('may each hold all three kinds', async () => {
    const { trace, bundle } = await importedTrace('all.jsonl', `${metrics}${logs}${spans}`);
    expect(trace.layers.map(({ id }) => id)).toEqual(['logs', 'metrics', 'spans']);
    expect((await trace.logs[0]?.content.get())?.length).toBe(51);
    expect((await trace.spans[0]?.content.get())?.length).toBe(28 * 5);
    expect(trace.problems.all).toEqual([]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('in one JSON text over several lines are kept in one', async () => {
    const pretty = JSON.stringify(request('Logs', { shop: [log(3, 'hello'), log(5, 'bye')] }), null, 2);
    const { trace, losses } = await importedTrace('export.json', pretty);
    expect((await trace.logs[0]?.content.get())?.items.map(({ time, body }) => [time, body])).toEqual([
      [0, 'hello'],
      [2_000_000, 'bye'],
    ]);
    expect(losses.entries).toMatchObject([{ kind: 'changed', example: 'export.json' }]);
  });

  it('tell what is not shown: lines that are no requests, and items without a time', async () => {
    const first = request('Logs', { shop: [log(1, 'here'), { body: { stringValue: 'when?' } }] });
    const ended = { name: 'x', startTimeUnixNano: nano(2), endTimeUnixNano: nano(4) };
    const second = request('Spans', { shop: [ended, { name: 'never', startTimeUnixNano: '0' }] });
    const { trace, losses } = await importedTrace('x.jsonl', `${lines(first)}[1]\n${lines(second)}{"torn"`);
    expect(trace.duration).toBe(3_000_000);
    expect(losses.entries.map(({ kind, count, example }) => [kind, count, example])).toEqual([
      ['dropped', 1, undefined],
      ['unreadable', 2, 'x.jsonl, line 2'],
      ['dropped', 1, undefined],
    ]);
  });

  it('are told among others, and refused where nothing in them has a time', async () => {
    // Beside another file each is a trace of its own.
    await expect(
      importedFolder(
        foreignUnit('run', {
          'a.jsonl': logs,
          'b.jsonl': spans,
          'c.vtt': 'WEBVTT\n\n00:01.000 --> 00:02.000\nx\n',
        }),
      ),
    ).rejects.toThrow('3 traces');
    await expect(importedTrace('a.jsonl', '{"resourceLogs":[]}\n')).rejects.toMatchObject({
      code: 'format-broken',
      details: { format: 'OTLP' },
    });
    await expect(importedTrace('a.jsonl', '{"resourceLogs":[{"resource":')).rejects.toMatchObject({
      code: 'format-broken',
    });
    await expect(importedTrace('a.jsonl', '{"resourceLogs":"none"}\n')).rejects.toMatchObject({
      code: 'import-refused',
    });
  });
});
