import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { OTLP_START, otlpFiles } from '../fixtures/otlp.ts';
import { playhead, scratch } from './helpers.ts';

describe('playhead new with logs, metrics and spans', async () => {
  const folder = await scratch();
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('puts all of them on one wall clock, also where they stand in one file', async () => {
    const { logs, metrics, spans } = otlpFiles();
    const all = await write('otel.json', logs + spans);
    const bundle = join(folder, 'bundle');
    const made = await playhead(
      'new',
      '--logs',
      all,
      '--metrics',
      await write('m.jsonl', metrics),
      '--spans',
      all,
      '-o',
      bundle,
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    const { layers, clock, files } = JSON.parse(
      await readFile(join(bundle, 'trace_schema_v2.json'), 'utf8'),
    ) as Manifest;
    expect(layers.map(({ id, kind, status, format }) => [id, kind, status, format?.name])).toEqual([
      ['logs', 'otel_logs', 'present', 'otlp'],
      ['metrics', 'otel_metrics', 'present', 'otlp'],
      ['spans', 'otel_spans', 'present', 'otlp'],
    ]);
    // The first of all is the first request, at second 1.
    for (const layer of layers) {
      expect(layer.clock).toMatchObject({ domain: 'wall', native_unit: 'us' });
      expect(Math.abs((layer.clock.map?.[0]?.native ?? 0) - (OTLP_START + 1000) * 1000)).toBeLessThan(1);
    }
    // The last metrics, of second 60.
    expect(Math.abs(clock.duration - 59_000_000)).toBeLessThanOrEqual(1);
    expect(files.map(({ path, media_type: type }) => [path, type])).toEqual([
      ['layers/logs/otel.jsonl', 'application/x-ndjson'],
      ['layers/metrics/m.jsonl', 'application/x-ndjson'],
      ['layers/spans/otel.jsonl', 'application/x-ndjson'],
    ]);
    expect(await playhead('validate', bundle, '--strict')).toMatchObject({ code: 0 });
  });

  it('refuses what holds nothing of the kind', async () => {
    const { logs } = otlpFiles();
    const made = await playhead(
      'new',
      '--spans',
      await write('logs.jsonl', logs),
      '-o',
      join(folder, 'none'),
    );
    expect(made.code).toBe(1);
    expect(made.err).toMatch(/logs\.jsonl .*it holds no spans with a time/);
  });
});
