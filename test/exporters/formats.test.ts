import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCast } from '../../src/trace/cast.ts';
import { parseJunit } from '../../src/trace/junit.ts';
import type { BundleSpec, LayerSpec } from '../fixtures/build-bundle.ts';
import { lines } from '../fixtures/build-bundle.ts';
import { DATA } from '../cli/helpers.ts';
import { exported, seconds } from './export-trace.ts';

const SECONDS = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' } as const;
const ORDER = { domain: 'order_only', native_unit: 's', sync_quality: 'order_only' } as const;
/** With a wall-clock time. */
const MANIFEST = {
  clock: {
    unit: 'us',
    origin: { wall_utc: '2026-01-01T00:00:00Z', wall_uncertainty_us: 0 },
    duration: 10_000_000,
  },
};
const V2 = [
  '{"version": 2, "width": 80, "height": 24, "title": "A look", "env": {"TERM": "xterm"}}',
  '[0.5, "o", "$ ls\\r\\n"]',
  '[1.25, "r", "100x30"]',
  '[2.0004, "o", "a\\u00e9"]',
  '[3.5, "z", "unknown"]',
  '',
].join('\n');
const V3 =
  '{"version":3,"term":{"cols":80,"rows":24,"type":"xterm"}}\n[0.5,"o","a"]\n# remark\n[0.25,"o","b"]\n[1,"x","0"]\n';

const terminal = (content: string, more: Partial<LayerSpec> = {}): BundleSpec => ({
  layers: [{ id: 'main', kind: 'terminal', clock: SECONDS, content, ...more }],
});

describe('asciicast', () => {
  it('goes out byte for byte where it has the version', async () => {
    expect((await exported('asciicast-v2', terminal(V2))).text).toBe(V2);
    expect((await exported('asciicast-v3', terminal(V3))).text).toBe(V3);
  });

  it('becomes the other version with the same times, texts and sizes', async () => {
    const { text } = await exported('asciicast-v3', terminal(V2));
    expect(text.split('\n')).toEqual([
      '{"version":3,"term":{"cols":80,"rows":24,"type":"xterm"},"title":"A look","env":{"TERM":"xterm"}}',
      '[0.5,"o","$ ls\\r\\n"]',
      '[0.75,"r","100x30"]',
      '[0.75,"o","aé"]',
      '',
    ]);
    const back = await exported('asciicast-v2', terminal(V3));
    expect(back.text).toContain('[0.75,"o","b"]');
    expect(back.text).not.toContain('"x"');
    expect(back.remarks).toHaveLength(1);
  });

  it('is cut to a half-open range of trace time, with the size of then', async () => {
    const clock = { ...SECONDS, map: [{ native: 0, trace_us: 1_000_000 }] };
    const { text } = await exported('asciicast-v2', terminal(V2, { clock }), { range: seconds(3, 3.0005) });
    const [header = '', ...events] = text.trim().split('\n');
    expect(JSON.parse(header)).toMatchObject({ version: 2, width: 100, height: 30, duration: 0.0005 });
    expect(events).toEqual(['[0.0004,"o","aé"]']);
    const { text: none } = await exported('asciicast-v2', terminal(V2, { clock }), {
      range: seconds(2, 3.0004),
    });
    expect(none.trim().split('\n').slice(1)).toEqual(['[0.25,"r","100x30"]']);
  });

  it('asks which one where there are several', async () => {
    const layers = ['one', 'two'].map((id): LayerSpec => ({
      id,
      kind: 'terminal',
      clock: SECONDS,
      content: V2,
    }));
    await expect(exported('asciicast-v2', { layers })).rejects.toMatchObject({
      code: 'export-layer',
      details: { found: ['one', 'two'] },
    });
    expect((await exported('asciicast-v2', { layers }, { layer: 'two' })).text).toBe(V2);
  });

  const folder = join(DATA, 'asciicast');
  it.skipIf(!existsSync(folder))('keeps what real recordings show, from each version to each', async () => {
    const names = readdirSync(folder).filter((name) => !name.startsWith('bad-'));
    for (const name of names) {
      const content = readFileSync(join(folder, name), 'utf8');
      for (const version of [2, 3] as const) {
        const { text } = await exported(`asciicast-v${version}`, terminal(content));
        const told = (source: string) => {
          const { columns, texts } = parseCast(new TextEncoder().encode(source), name);
          return [...columns.seconds].flatMap((at, chunk) =>
            columns.kinds[chunk] === 4
              ? []
              : [
                  [
                    Math.round(Math.max(...columns.seconds.slice(0, chunk + 1)) * 500),
                    texts.textOf(chunk),
                    at < 0,
                  ],
                ],
          );
        };
        const [before, after] = [told(content), told(text)];
        expect(
          after.map(([, data]) => data),
          name,
        ).toEqual(before.map(([, data]) => data));
        for (const [index, [at]] of after.entries())
          expect(Math.abs(Number(at) - Number(before[index]?.[0]))).toBeLessThanOrEqual(1);
      }
    }
  });
});

const transcript = (content: string): BundleSpec => ({
  layers: [{ id: 'voice', kind: 'transcript', clock: SECONDS, content }],
});

describe('WebVTT', () => {
  const VTT =
    'WEBVTT - a title\n\n00:01.000 --> 00:03.000\n<v Ada>One &amp; two\n\n00:04.000 --> 00:05.000\nThree\n';

  it('goes out byte for byte', async () => {
    expect((await exported('webvtt', transcript(VTT))).text).toBe(VTT);
  });

  it('is cut where the range ends, with who speaks', async () => {
    const { text } = await exported('webvtt', transcript(VTT), { range: seconds(2, 4) });
    expect(text).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Ada>One &amp; two\n');
  });
});

describe('HAR', () => {
  const entry = (at: string, pageref: string): object => ({
    startedDateTime: `2026-01-01T00:00:${at}Z`,
    time: 5,
    pageref,
    _vendor: 1,
    request: { url: `http://a/${at}` },
  });
  const archive = {
    log: {
      version: '1.2',
      pages: [{ id: 'p' }, { id: 'q' }],
      entries: [entry('03.000', 'q'), entry('01.000', 'p')],
    },
  };
  const spec: BundleSpec = {
    layers: [
      {
        id: 'net',
        kind: 'network',
        content: JSON.stringify(archive),
        clock: {
          domain: 'wall',
          native_unit: 'ms',
          sync_quality: 'measured',
          map: [{ native: Date.parse('2026-01-01T00:00:00Z'), trace_us: 0 }],
        },
      },
    ],
  };

  it('goes out byte for byte, or the entries of a range with all that they say', async () => {
    expect((await exported('har', spec)).text).toBe(JSON.stringify(archive));
    const cut = JSON.parse((await exported('har', spec, { range: seconds(1, 3) })).text) as typeof archive;
    expect(cut.log).toEqual({ version: '1.2', pages: [{ id: 'p' }], entries: [entry('01.000', 'p')] });
  });
});

describe('reports', () => {
  const JUNIT =
    '<testsuite name="s"><testcase classname="c" name="bad &lt;1&gt;" time="0.5"><failure message="no">a\nb</failure></testcase><testcase name="ok"/></testsuite>';
  const CTRF = JSON.stringify({
    results: {
      tool: { name: 't' },
      summary: {},
      tests: [{ name: 'later', status: 'skipped', duration: 12 }],
    },
  });
  const run = (t: number, path: string, format: string): object => ({
    t_start: t,
    t_end: t + 1,
    path,
    format,
  });
  const tests: BundleSpec = {
    layers: [
      {
        id: 'tests',
        kind: 'test_runs',
        clock: SECONDS,
        content: lines(run(1, 'a.xml', 'junit'), run(4, 'b.json', 'ctrf')),
      },
    ],
    files: { 'a.xml': JUNIT, 'b.json': CTRF },
  };

  it('of tests are one JUnit file that says the same', async () => {
    const { text } = await exported('junit', tests);
    const { results } = parseJunit(text, 'x.xml');
    expect(results.map(({ name, state, durationMicros }) => [name, state, durationMicros])).toEqual([
      ['bad <1>', 'failed', 500_000],
      ['ok', 'passed', undefined],
      ['later', 'skipped', 12_000],
    ]);
    expect(results[0]?.reasons).toEqual(parseJunit(JUNIT, 'a.xml').results[0]?.reasons);
    expect((await exported('junit', tests, { range: seconds(0, 4) })).text).toBe(JUNIT);
    await expect(exported('junit', tests, { range: seconds(5, 6) })).rejects.toMatchObject({
      code: 'export-empty',
    });
  });

  it('of a test whose outcome nobody tells is left out, and told: JUnit XML has no word for it', async () => {
    const { text, remarks } = await exported('junit', {
      ...tests,
      files: {
        'a.xml': JUNIT,
        'b.json': CTRF.replace('"skipped"', '"other"'),
      },
    });
    expect(parseJunit(text, 'x.xml').results.map(({ name }) => name)).toEqual(['bad <1>', 'ok']);
    expect(text).toContain('tests="0" failures="0" skipped="0"');
    expect(remarks).toEqual([
      'b.json tells no outcome of 1 tests: they are not in the file, where each test has one.',
    ]);
  });

  it('to the very end of the trace have what stands there', async () => {
    const range = { ...seconds(2, 4), withEnd: true };
    expect((await exported('junit', tests, { range })).text).toContain('later');
  });

  it('of runs whose order alone is known have no times', async () => {
    const [layer] = tests.layers ?? [];
    const spec = { ...tests, layers: [{ id: 'tests', kind: 'test_runs', ...layer, clock: ORDER }] as const };
    const { text } = await exported('junit', { ...spec, manifest: MANIFEST });
    expect(text).toContain('<testsuite name="a.xml" tests="2"');
    expect(text).not.toMatch(/timestamp|trace_time_us/);
    const timed = await exported('junit', { ...tests, manifest: MANIFEST });
    expect(timed.text).toContain('timestamp="2026-01-01T00:00:01.000Z"');
  });

  it('of lint are one log with the runs of all, and their times', async () => {
    const log = (name: string): string =>
      JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name } }, results: [] }] });
    const spec: BundleSpec = {
      layers: [
        {
          id: 'lint',
          kind: 'diagnostics',
          clock: SECONDS,
          content: lines(
            { t: 1, path: 'a.sarif', format: 'sarif' },
            { t: 2, path: 'b.sarif', format: 'sarif' },
          ),
        },
      ],
      files: { 'a.sarif': log('one'), 'b.sarif': log('two') },
    };
    const all = JSON.parse((await exported('sarif', spec)).text) as { runs: unknown[] };
    expect(all.runs).toEqual([
      { tool: { driver: { name: 'one' } }, results: [], properties: { 'playhead/traceTimeUs': 1_000_000 } },
      { tool: { driver: { name: 'two' } }, results: [], properties: { 'playhead/traceTimeUs': 2_000_000 } },
    ]);
    expect((await exported('sarif', spec, { range: seconds(2, 3) })).text).toBe(log('two'));
    const [layer] = spec.layers ?? [];
    const untimed = {
      ...spec,
      layers: [{ id: 'lint', kind: 'diagnostics', ...layer, clock: ORDER }] as const,
    };
    expect((await exported('sarif', untimed)).text).not.toContain('traceTimeUs');
  });
});

describe('trace events', () => {
  it('are those of a layer that there is', async () => {
    await expect(exported('trace-events', terminal(V2), { layer: 'none' })).rejects.toMatchObject({
      code: 'export-layer',
      details: { kinds: ['terminal'], wanted: 'none', found: ['main'] },
    });
  });

  it('are every track in microseconds; spans that overlap stand in rows of their own', async () => {
    const cue = (from: number, to: number, text: string): string =>
      `00:0${from}.000 --> 00:0${to}.000\n${text}\n`;
    const { text } = await exported('trace-events', {
      layers: [
        {
          id: 'voice',
          kind: 'transcript',
          clock: SECONDS,
          content: `WEBVTT\n\n${cue(1, 4, 'one')}\n${cue(2, 3, 'two')}\n${cue(5, 6, 'three')}`,
        },
        { id: 'main', kind: 'terminal', clock: SECONDS, content: V2 },
      ],
    });
    const { traceEvents } = JSON.parse(text) as {
      traceEvents: { ph: string; name: string; ts?: number; dur?: number; tid?: number }[];
    };
    expect(
      traceEvents.filter(({ ph }) => ph === 'X').map(({ name, ts, dur, tid }) => [name, ts, dur, tid]),
    ).toEqual([
      ['one', 1_000_000, 3_000_000, 1],
      ['two', 2_000_000, 1_000_000, 2],
      ['three', 5_000_000, 1_000_000, 1],
    ]);
    const outputs = traceEvents.filter(({ ph, name }) => ph === 'i' && name === 'output');
    expect(outputs.map(({ ts, tid }) => [ts, tid])).toEqual([
      [500_000, 3],
      [2_000_400, 3],
    ]);
  });
});
