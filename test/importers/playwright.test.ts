import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  faultsOf,
  importedFolder,
  importedTrace,
  unitOnDisk,
  zipOf,
  type ImportedTrace,
} from './foreign-files.ts';

const DATA = '../shared/data/playwright-trace';
const WALL = 1_700_000_000_000;
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join('\n');

const header = (version: number, more: object = {}) => ({
  version,
  type: 'context-options',
  browserName: 'chromium',
  platform: 'linux',
  title: 'a test',
  wallTime: WALL,
  ...more,
});
const before = (callId: string, startTime: number, title: string, more: object = {}) => ({
  type: 'before',
  callId,
  startTime,
  title,
  class: 'Frame',
  method: 'x',
  params: { url: 'https://a.example/' },
  pageId: 'page@1',
  ...more,
});
const after = (callId: string, endTime: number, more: object = {}) => ({
  type: 'after',
  callId,
  endTime,
  ...more,
});
const snapshot = (timestamp: number, html: unknown, more: object = {}) => ({
  type: 'frame-snapshot',
  snapshot: {
    callId: 'c',
    snapshotName: `at@${timestamp}`,
    pageId: 'page@1',
    frameId: 'frame@1',
    frameUrl: 'https://a.example/',
    html,
    viewport: { width: 800, height: 600 },
    timestamp,
    resourceOverrides: [],
    isMainFrame: true,
    ...more,
  },
});
const PAGE = [
  'HTML',
  {},
  ['HEAD', {}, ['LINK', { rel: 'stylesheet', href: 'a.css' }], ['SCRIPT', {}, 'steal()']],
  ['BODY', { onload: 'steal()' }, ['IMG', { src: '/p.png' }], ['P', {}, 'a < b']],
];
const request = (url: string, mimeType: string, _sha1: string) => ({
  type: 'resource-snapshot',
  snapshot: {
    startedDateTime: new Date(WALL + 100).toISOString(),
    time: 50,
    request: { method: 'GET', url },
    response: { status: 200, content: { mimeType, _sha1 } },
  },
});

async function actionsOf({
  trace,
}: ImportedTrace): Promise<readonly (readonly [string | undefined, number, number | undefined])[]> {
  const layer = trace.annotations.find(({ layer: { id } }) => id === 'actions');
  const track = await layer?.content.get();
  return (track?.items ?? []).map(({ time, annotation, end }) => [annotation.text, time, end]);
}

describe('a trace of Playwright', () => {
  it('of the newest version has its actions, pages, console and network on one clock', async () => {
    const zip = await zipOf({
      'trace.trace': lines(
        header(9, { origin: 'library', monotonicTime: 500 }),
        before('call@1', 600, 'Navigate'),
        { type: 'console', time: 650, pageId: 'page@1', messageType: 'error', text: 'no' },
        snapshot(700, PAGE),
        snapshot(750, ['HTML', {}, [[1, 3]], ['BODY', {}, [[1, 6]], [[1, 99]], [[0, 1]]]]),
        after('call@1', 800),
        before('call@2', 850, 'Click'),
        after('call@2', 900, { error: { message: 'Timeout' } }),
        before('call@3', 950, 'Never done'),
      ),
      'trace.network': lines(
        request('https://a.example/a.css', 'text/css', 'c.css'),
        request('https://a.example/p.png', 'image/png', 'p.png'),
      ),
      'resources/c.css': 'p { color: red } </style>',
      'resources/p.png': 'PNG',
    });
    const imported = await importedTrace('any.zip', zip);
    const { trace, losses, bundle } = imported;
    expect(losses).toMatchObject({ format: 'playwright-trace', format_version: '9' });
    expect(trace.manifest.clock.origin.wall_utc).toBe(new Date(WALL + 100).toISOString());
    expect(await actionsOf(imported)).toEqual([
      ['Navigate', 0, 200_000],
      ['Click (failed: Timeout)', 250_000, 300_000],
      ['Never done', 350_000, undefined],
    ]);
    const events = (await trace.browsers[0]?.content.get())?.items ?? [];
    expect(events.map(({ time, event }) => [time, event.type])).toEqual([
      [50_000, 'tab_opened'],
      [50_000, 'console'],
      [100_000, 'navigated'],
      [100_000, 'snapshot'],
      [150_000, 'snapshot'],
    ]);
    const pages = await Promise.all(
      events.flatMap(({ event }) => (event.type === 'snapshot' ? [trace.bundle.readText(event.path)] : [])),
    );
    expect(pages).toEqual([
      '<!DOCTYPE html><HTML><HEAD><style>p { color: red } <\\/style></style></HEAD><BODY><IMG src="data:image/png;base64,UE5H"><P>a &lt; b</P></BODY></HTML>',
      '<!DOCTYPE html><HTML><HEAD><style>p { color: red } <\\/style></style></HEAD><BODY><P>a &lt; b</P></BODY></HTML>',
    ]);
    expect((await trace.networks[0]?.content.get())?.items.map(({ time, end }) => [time, end])).toEqual([
      [0, 50_000],
      [0, 50_000],
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('has its stills in the order of their times, and each is a picture of the bundle', async () => {
    const frame = (timestamp: number, sha1: string, width: number) => ({
      type: 'screencast-frame',
      pageId: 'page@1',
      sha1,
      width,
      height: 600,
      timestamp,
    });
    const zip = await zipOf({
      'a.trace': lines(
        header(9, { monotonicTime: 0 }),
        before('call@1', 100, 'Go'),
        frame(400, 'page@A-2.jpeg', 800),
        frame(500, 'gone.jpeg', 800),
        after('call@1', 600),
      ),
      'b.trace': lines(header(9, { monotonicTime: 0 }), frame(300, 'page@b-1.png', -1)),
      'resources/page@A-2.jpeg': 'JPEG',
      'resources/page@b-1.png': 'PNG',
    });
    const { trace, losses, bundle } = await importedTrace('a.zip', zip);
    const items = (await trace.stills[0]?.content.get())?.items ?? [];
    expect(items.map(({ time }) => time)).toEqual([200_000, 300_000]);
    expect(await Promise.all(items.map(({ path }) => trace.bundle.readText(path)))).toEqual(['PNG', 'JPEG']);
    expect(trace.bundle.files.get(items[1]?.path ?? '')?.media_type).toBe('image/jpeg');
    expect(losses.entries.filter(({ what }) => /still/i.test(what))).toMatchObject([
      { what: 'A still is named, and not taken over', count: 1 },
    ]);
    expect(trace.problems.all).toEqual([]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('of two machines is put together by the wall clock, and a call that both tell stands once', async () => {
    const zip = await zipOf({
      'test.trace': lines(
        header(8, { origin: 'testRunner', monotonicTime: 1_000 }),
        before('pw:api@1', 1_010, 'Go'),
        after('pw:api@1', 1_050),
        before('expect@2', 1_060, 'Expect'),
        after('expect@2', 1_061),
      ),
      '0-trace.trace': lines(
        header(8, { origin: 'library', monotonicTime: 70_000 }),
        before('call@1', 70_012, 'Go', { stepId: 'pw:api@1' }),
        after('call@1', 70_048),
        before('call@2', 70_020, 'Inner'),
        after('call@2', 70_030),
      ),
    });
    expect(await actionsOf(await importedTrace('a.zip', zip))).toEqual([
      ['Go', 0, 40_000],
      ['Inner', 10_000, 20_000],
      ['Expect', 50_000, 51_000],
    ]);
  });

  it('of version 3 is brought up step by step', async () => {
    const metadata = {
      id: 'call@1',
      type: 'Frame',
      method: 'goto',
      params: {},
      startTime: 100,
      endTime: 150,
      wallTime: WALL,
      snapshots: [],
      log: [],
    };
    const message = {
      type: 'event',
      metadata: {
        type: 'ConsoleMessage',
        method: '__create__',
        params: { guid: 'm', initializer: { type: 'warning', text: 'mind' } },
        startTime: 120,
      },
    };
    const zip = await zipOf({
      'trace.trace': lines(
        header(3),
        { type: 'action', metadata },
        { type: 'action', metadata: { ...metadata, id: 'call@2', internal: true } },
        message,
        {
          type: 'event',
          metadata: {
            type: 'BrowserContext',
            method: 'console',
            params: { message: { guid: 'm' } },
            startTime: 121,
            pageId: 'page@1',
          },
        },
      ),
    });
    const imported = await importedTrace('a.zip', zip);
    expect(await actionsOf(imported)).toEqual([['Frame.goto', 0, 50_000]]);
    expect((await imported.trace.browsers[0]?.content.get())?.items.at(-1)).toMatchObject({
      time: 21_000,
      event: { type: 'console', level: 'warning', text: 'mind' },
    });
  });

  it.each([2, 11])('of version %d is refused by name', async (version) => {
    const zip = await zipOf({ 'trace.trace': lines(header(version)) });
    await expect(importedTrace('a.zip', zip)).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: `of version ${version}`, supported: 'versions 3 to 10' },
    });
  });

  it('that refers to itself without end gives no page', async () => {
    const bomb = Array.from({ length: 40 }, (_, index) =>
      snapshot(100 + index, [
        'DIV',
        {},
        index === 0 ? 'x'.repeat(1_000) : [[1, 0]],
        ...(index === 0 ? [] : [[[1, index === 1 ? 1 : 2]], [[1, index === 1 ? 1 : 2]]]),
      ]),
    );
    const { trace } = await importedTrace(
      'a.zip',
      await zipOf({ 'trace.trace': lines(header(9, { monotonicTime: 0 }), ...bomb) }),
    );
    expect(trace.browsers).toHaveLength(1);
  });

  it('of which only the report is there is declined by name', async () => {
    await expect(importedTrace('a.zip', await zipOf({ 'report.jsonl': '{}' }))).rejects.toMatchObject({
      code: 'import-refused',
      details: {
        refusals: expect.arrayContaining([
          { format: 'Playwright trace', reason: expect.stringContaining('blob report') as string },
        ]) as unknown,
      },
    });
  });
});

describe.skipIf(!existsSync(DATA))('real traces of Playwright', () => {
  // As many as pairs of before and after, those of a test and of its browser once.
  it.each([
    ['trace-1.31.zip', '4', 3, 5],
    ['test-trace1.zip', '6', 12, 2],
    ['trace-library-1.46.zip', '7', 5, 0],
  ])(
    '%s',
    async (name, version, actions, pages) => {
      const imported = await importedFolder(unitOnDisk(join(DATA, name)));
      expect(imported.losses.format_version).toBe(version);
      expect(await actionsOf(imported)).toHaveLength(actions);
      const events = (await imported.trace.browsers[0]?.content.get())?.items ?? [];
      expect(events.filter(({ event }) => event.type === 'snapshot')).toHaveLength(pages);
      expect(await faultsOf(imported.bundle)).toEqual([]);
    },
    60_000,
  );
});
