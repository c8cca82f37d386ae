import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { signalLayers } from '../../../capture/bundle/signals.ts';
import { WallClock } from '../../../capture/bundle/wall.ts';
import { BundleWriter } from '../../../capture/bundle/writer.ts';
import type { Recording } from '../../../capture/recording.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import { buildBundle, type BundleSpec, type LayerSpec } from '../../fixtures/build-bundle.ts';
import { OTLP_START, otlpFiles, traceIdOf } from '../../fixtures/otlp.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-signals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FROM = 10_000_000;
const UNTIL = 50_000_000;
/** The session lasts from second 10 to second 50 of the files, on a machine that then had run for an hour. */
const startUs = 3_600_000_000;
const endUs = startUs + UNTIL - FROM;
const wall = new WallClock(
  [FROM, UNTIL].map((time) => ({
    wallUs: OTLP_START * 1000 + time,
    monotonicUs: startUs + time - FROM,
    uncertaintyUs: 1,
  })),
  startUs,
);

const noFiles = { video: '', input: '', sound: '', cast: '' };

/** The layers, and their files by path. */
function made(signals: Recording['files']['signals']): Required<Pick<BundleSpec, 'layers' | 'files'>> {
  const writer = new BundleWriter(mkdtempSync(join(folder, 'bundle-')));
  const given = { ...noFiles, ...(signals && { signals }) };
  // What a layer of the kit holds is checked by the schema when the bundle is opened.
  const layers = signalLayers({ files: given, startUs, endUs }, wall, writer) as readonly LayerSpec[];
  const files = writer.files.map(({ path }) => [path, readFileSync(join(writer.root, path))] as const);
  return { layers, files: Object.fromEntries(files) };
}

it('makes layers of what services said during the session, in its time', async () => {
  const keep = (name: 'logs' | 'metrics' | 'spans'): string => {
    const path = join(folder, name);
    writeFileSync(path, otlpFiles()[name]);
    return path;
  };
  const bundle = made({ logs: keep('logs'), metrics: keep('metrics'), spans: keep('spans') });
  const trace = await openTrace(buildBundle({ duration: UNTIL - FROM, ...bundle }));
  const logs = (await trace.logs[0]?.content.get())?.items ?? [];
  const { series = [] } = (await trace.metrics[0]?.content.get()) ?? {};
  const spans = (await trace.spans[0]?.content.get())?.items ?? [];
  // Nothing had to be put to the edges of the trace.
  expect(trace.problems.all).toEqual([]);
  // Checkouts begin in each odd second.
  expect(logs[0]).toMatchObject({ time: 1_000_000, body: 'checkout of order 1005 began' });
  expect(logs.at(-1)).toMatchObject({ time: 39_000_000 });
  // The first point is that of second 10, and the last one that before second 50.
  for (const { times } of series)
    expect([...times]).toEqual([0, 5, 10, 15, 20, 25, 30, 35].map((s) => s * 1e6));
  expect(series).toHaveLength(4);
  // The checkout of second 49 ends after the session: none of its five spans is there.
  const traces = new Set(spans.map(({ traceId }) => traceId));
  expect([...traces]).toEqual(Array.from({ length: 19 }, (_, index) => traceIdOf(index + 5)));
  expect(spans).toHaveLength(19 * 5);
});

it('makes none of a scenario without signals', () => {
  expect(made(undefined).layers).toEqual([]);
});
