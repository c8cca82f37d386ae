/** Files that become one layer each, and are told by their content. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orderSteps } from '../../src/trace/order-only.ts';
import { VIDEOS } from '../trace/video-file.ts';
import { faultsOf, importedTrace } from './foreign-files.ts';

const html = {
  type: 2,
  data: { node: { type: 0, childNodes: [], id: 1 }, initialOffset: { left: 0, top: 0 } },
};
const meta = { type: 4, data: { href: 'https://a.example/', width: 800, height: 600 } };

describe('a transcript', () => {
  it('in WebVTT ends with its last cue, even where cues overlap', async () => {
    const text =
      '\uFEFFWEBVTT a title\n\n00:01.000 --> 00:09.500\none\n\n00:02.000 --> 00:03.000\ntwo\n\nx --> y\nthree\n';
    const { trace, losses, bundle } = await importedTrace('any.bin', text);
    expect(trace.duration).toBe(9_500_000);
    expect((await trace.transcripts[0]?.content.get())?.items.map((cue) => cue.text)).toEqual(['one', 'two']);
    expect(losses).toMatchObject({
      format: 'webvtt',
      entries: [{ kind: 'unreadable', count: 1, example: 'x --> y' }],
    });
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('in SRT may count from 81 and write dots', async () => {
    const text =
      '81\r\n00:00:01.500 --> 00:00:02.750\r\nhello\r\n\r\n82\r\n00:01:00,000 --> 00:01:01,000\r\nbye\r\n';
    const { trace, losses } = await importedTrace('cues.txt', text);
    expect(trace.duration).toBe(61_000_000);
    expect(
      (await trace.transcripts[0]?.content.get())?.items.map(({ time, text: said }) => [time, said]),
    ).toEqual([
      [1_500_000, 'hello'],
      [60_000_000, 'bye'],
    ]);
    expect(losses.format).toBe('srt');
  });

  it('without a cue is broken', async () => {
    await expect(importedTrace('a.vtt', 'WEBVTT\n\nNOTE nothing\n')).rejects.toMatchObject({
      code: 'format-broken',
    });
  });
});

describe('a unified diff', () => {
  it('that came by mail loses what stands before its first file', async () => {
    const patch = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n';
    const mail = `From 0123 Mon Sep 17\nSubject: [PATCH 1/2] Mend x\n\nWhy.\n---\n x | 2 +-\n\n${patch}-- \n2.39\n`;
    const { trace, losses, bundle } = await importedTrace('mail', mail);
    expect(trace.manifest.task.title).toBe('Mend x');
    expect(orderSteps(trace.manifest)).toBe(1);
    expect((await trace.diffs[0]?.content.get())?.map(({ newPath }) => newPath)).toEqual(['x']);
    expect(losses).toMatchObject({ time: { quality: 'order_only' }, entries: [{ kind: 'changed' }] });
    expect(await faultsOf(bundle)).toEqual([]);
  });
});

describe('a test report', () => {
  it('in JUnit XML lasts as long as its suites say together', async () => {
    const xml =
      '<?xml version="1.0"?><testsuites><testsuite name="a" time="1,000.5" timestamp="2024-01-02T03:04:05"><testcase name="x"/><system-out><![CDATA[<testsuite time="9">]]></system-out></testsuite><testsuite name="b" time="0.5"><testcase name="y"><failure/></testcase></testsuite></testsuites>';
    const { trace, losses, bundle } = await importedTrace('report', xml);
    expect(trace.duration).toBe(1_001_000_000);
    expect(trace.manifest.clock.origin.wall_utc).toBeNull();
    expect((await trace.tests[0]?.content.get())?.items[0]?.counts).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
    expect(losses.entries).toMatchObject([
      { kind: 'dropped', what: expect.stringContaining('no time zone') as string },
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('in JUnit XML without times tells only an order', async () => {
    const { trace, losses } = await importedTrace('r.xml', '<testsuite><testcase/></testsuite>');
    expect(trace.layers[0]?.clock.sync_quality).toBe('order_only');
    expect(losses.time.quality).toBe('order_only');
  });

  it('in the format of Visual Studio is declined by name', async () => {
    await expect(
      importedTrace('r.trx', '<?xml version="1.0"?>\n<TestRun id="1"></TestRun>'),
    ).rejects.toMatchObject({
      code: 'import-refused',
      details: {
        refusals: expect.arrayContaining([
          { format: 'JUnit XML', reason: expect.stringContaining('TRX') as string },
        ]) as unknown,
      },
    });
  });

  it.each([
    [1_700_000_000.25, 's'],
    [1_700_000_000_250, 'ms'],
  ])('in CTRF has times in the unit of their size: %d', async (start, unit) => {
    const stop = start + (unit === 's' ? 2.5 : 2_500);
    const report = {
      results: {
        tool: { name: 'pytest' },
        summary: { start, stop },
        tests: [{ name: 'a', status: 'passed' }],
      },
    };
    const { trace, bundle } = await importedTrace('r.json', JSON.stringify(report));
    expect(trace.duration).toBe(2_500_000);
    expect(trace.manifest.clock.origin.wall_utc).toBe('2023-11-14T22:13:20.250Z');
    expect(trace.layers[0]?.clock.native_unit).toBe(unit);
    expect((await trace.tests[0]?.content.get())?.items[0]).toMatchObject({
      time: 0,
      end: 2_500_000,
      name: 'pytest',
    });
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('in CTRF of another major version is refused', async () => {
    const report = { reportFormat: 'CTRF', specVersion: '7.0', results: { tool: {}, tests: [] } };
    await expect(importedTrace('r.json', JSON.stringify(report))).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: 'version 7.0' },
    });
  });
});

describe('a SARIF log', () => {
  it('stands where its tool ended', async () => {
    const invocations = [{ startTimeUtc: '2024-01-02T03:04:05Z', endTimeUtc: '2024-01-02T03:04:09.5Z' }];
    const log = {
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'lint' } }, invocations, results: [] }],
    };
    const { trace, bundle } = await importedTrace('a', JSON.stringify(log));
    expect((await trace.diagnostics[0]?.content.get())?.items).toMatchObject([
      { time: 4_500_000, tool: 'lint', counts: { errors: 0 } },
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('of another major version is refused', async () => {
    await expect(importedTrace('a', '{"version":"3.0.0","runs":[]}')).rejects.toMatchObject({
      code: 'import-unsupported',
    });
  });
});

describe('an HTTP Archive', () => {
  it('begins with the request that was sent first, wherever it stands', async () => {
    const entry = (startedDateTime: string, time: unknown) => ({
      startedDateTime,
      time,
      request: { method: 'GET', url: 'https://a.example/' },
      response: { status: 200 },
      timings: { wait: 30, receive: 20, ssl: 9 },
    });
    const entries = [
      entry('2024-01-02T03:04:06Z', 10),
      entry('2024-01-02T04:04:05.5+01:00', null),
      entry('2024-01-02T03:04:05', 5),
    ];
    const { trace, losses, bundle } = await importedTrace(
      'a',
      JSON.stringify({ log: { version: '1.1', creator: {}, entries } }),
    );
    expect(trace.duration).toBe(510_000);
    expect(trace.manifest.clock.origin.wall_utc).toBe('2024-01-02T03:04:05.500Z');
    expect((await trace.networks[0]?.content.get())?.items.map(({ time, end }) => [time, end])).toEqual([
      [0, 50_000],
      [500_000, 510_000],
    ]);
    expect(losses.entries.map(({ kind, count }) => [kind, count])).toEqual([
      ['inferred', 1],
      ['dropped', 1],
      ['changed', 1],
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('is told although it is longer than what is looked at', async () => {
    const entries = Array.from({ length: 500 }, () => ({
      startedDateTime: '2024-01-02T03:04:06Z',
      time: 1,
      request: { url: 'https://a.example/"]}\\' },
      pad: 'x'.repeat(200),
    }));
    const { trace } = await importedTrace('a', JSON.stringify({ log: { version: '1.2', entries } }));
    expect((await trace.networks[0]?.content.get())?.items).toHaveLength(500);
  });
});

describe('an rrweb recording', () => {
  it.each([
    ['a list', (events: readonly unknown[]) => JSON.stringify(events)],
    ['lines', (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n')],
  ])('as %s may count from 1970 or from nothing', async (_, written) => {
    const events = (start: number) => [
      { ...meta, timestamp: start },
      { ...html, timestamp: start + 20 },
      { type: 3, data: { source: 3, id: 1, x: 0, y: 5 }, timestamp: start + 1_500 },
    ];
    const dated = await importedTrace('a', written(events(1_700_000_000_000)));
    expect(dated.trace.duration).toBe(1_500_000);
    expect(dated.trace.manifest.clock.origin.wall_utc).toBe('2023-11-14T22:13:20.000Z');
    const counted = await importedTrace('a', written(events(0)));
    expect(counted.trace.duration).toBe(1_500_000);
    expect(counted.trace.manifest.clock.origin.wall_utc).toBeNull();
    expect((await counted.trace.doms[0]?.content.get()) === undefined).toBe(false);
    expect(await faultsOf(counted.bundle)).toEqual([]);
  });

  it('without times plays in its order, and says so', async () => {
    const { trace, losses } = await importedTrace('a', JSON.stringify([meta, html]));
    expect(trace.layers[0]?.clock.sync_quality).toBe('order_only');
    expect(losses.entries).toMatchObject([{ kind: 'changed', count: 2 }]);
    expect((await trace.doms[0]?.content.get()) === undefined).toBe(false);
  });

  it('without a page is broken', async () => {
    await expect(importedTrace('a', JSON.stringify([meta]))).rejects.toMatchObject({ code: 'format-broken' });
  });
});

/** A second of silence: 8,000 samples of 8 bits. */
function wav(): Uint8Array {
  const bytes = new Uint8Array(44 + 8_000);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string): void => bytes.set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + 8_000, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, 8_000, true);
  return bytes;
}

describe('a sound or video', () => {
  it('is as long as its container says', async () => {
    const { trace, bundle } = await importedTrace('anything', wav());
    expect(trace.duration).toBe(1_000_000);
    expect(trace.voices).toHaveLength(1);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('that has pictures is a screen', async () => {
    const { trace, bundle } = await importedTrace('anything', await readFile(join(VIDEOS, 'vfr-vp9.webm')));
    expect(await trace.videos[0]?.content.get().then(({ frames }) => frames.end)).toBe(trace.duration);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('that is damaged is refused in words', async () => {
    await expect(importedTrace('a.wav', wav().slice(0, 20))).rejects.toMatchObject({ code: 'format-broken' });
  });
});

describe('what is neither', () => {
  it.each([
    ['nothing', ''],
    ['zeros', '\0\0\0'],
    ['a list of numbers', '[1]'],
    ['a log of another kind', '{"log":1}'],
    ['text in UTF-16', '\xff\xfeh\0i\0'],
    ['runs of another kind', '{"version":"1","runs":{}}'],
    ['JSON without an end', '[['.repeat(40_000)],
  ])('is refused: %s', async (_, text) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await expect(importedTrace('a', bytes)).rejects.toMatchObject({ code: 'import-refused' });
  });
});
