/** The search as its worker holds it, over bundles in memory. */
import { describe, expect, it } from 'vitest';
import { TraceError, type Problem } from '../../src/base/errors.ts';
import type { Layer, Manifest } from '../../src/schema/generated/types.ts';
import { PatternRunner, type PatternWorker } from '../../src/search/pattern-runner.ts';
import { PatternService } from '../../src/search/pattern-service.ts';
import { NO_QUERY, type Query } from '../../src/search/query.ts';
import { isSearched } from '../../src/search/searched-kinds.ts';
import { SearchService, type Found } from '../../src/search/search-service.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { bundleFiles, lines, type BundleSpec } from '../fixtures/build-bundle.ts';

const SIGNAL = new AbortController().signal;

/** Answers at once, in this very thread. */
function here(): PatternWorker {
  const service = new PatternService();
  return {
    ready: () => Promise.resolve(),
    match: async (block, query, all) => Promise.resolve(service.match(block, query, all)),
    terminate: () => undefined,
  };
}

function open(spec: BundleSpec, runner = new PatternRunner(here), limit?: number) {
  const files = bundleFiles(spec);
  const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST_PATH))) as Manifest;
  const problems: Problem[] = [];
  const reads: string[] = [];
  const progress: number[] = [];
  const firsts: (readonly [source: string, search: number, found: Found])[] = [];
  const parts: string[] = [];
  let partHeard = (): Promise<void> => Promise.resolve();
  const service = new SearchService(
    {
      read: async (path) => {
        reads.push(path);
        const bytes = files.get(path);
        if (!bytes) throw new TraceError('artifact-missing', { path });
        return Promise.resolve(bytes.slice());
      },
      progress: (_, done) => progress.push(done),
      found: (problem) => problems.push(problem),
      first: (...first) => firsts.push(first),
      part: (source) => {
        parts.push(source);
        void partHeard();
      },
    },
    runner,
    limit,
  );
  service.open(manifest.files);
  const layerOf = (id: string): Layer => {
    const layer = manifest.layers.find((one) => one.id === id);
    if (!layer) throw new Error(`no layer ${id}`);
    return layer;
  };
  return {
    service,
    files,
    problems,
    reads,
    progress,
    firsts,
    parts,
    onPart: (hear: () => Promise<void>) => (partHeard = hear),
    read: (id: string) => service.read({ layer: layerOf(id), newer: false, repos: [] }, SIGNAL),
    find: async (id: string, query: Partial<Query>, search = 1) => {
      const { times, rows } = await service.find(id, { ...NO_QUERY, ...query }, search, SIGNAL);
      return rows.map(({ text, place, row }, index) => [times[index], text, place, row]);
    },
  };
}

const COMMANDS = lines(
  {
    seq: 1,
    terminal: 't',
    t_start: 1_000_000,
    t_end: 2_000_000,
    cwd: '/app',
    command: 'npm test',
    exit_code: 1,
    exit_source: 'shell',
  },
  {
    seq: 2,
    terminal: 't',
    t_start: 5_000_000,
    t_end: null,
    cwd: null,
    command: 'npm run build',
    exit_code: null,
    exit_source: 'unknown',
  },
);

describe('a search', () => {
  it('reads each file of each kind of layer once, and finds in it', async () => {
    const opened = open({
      layers: [
        { id: 'commands', kind: 'commands', content: COMMANDS },
        {
          id: 'terminal',
          kind: 'terminal',
          content: '{"version":2,"width":40,"height":4}\n[1.5,"o","1 fai"]\n[1.7,"o","ling\\r\\n"]\n',
          clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
        },
        { id: 'input', kind: 'input_events', content: lines({ t: 7, type: 'key_down', key: 'x' }) },
        {
          id: 'browser',
          kind: 'browser_events',
          content: lines(
            { t: 3, type: 'navigated', tab: 'a', url: 'https://x.example/' },
            { t: 4, type: 'snapshot', tab: 'a', url: 'https://x.example/', path: 'pages/1.html' },
          ),
        },
        {
          id: 'edits',
          kind: 'ide_edits',
          content: lines({ t: 6, type: 'create', file: 'a.ts', content: 'blobs/a' }),
        },
        {
          id: 'tests',
          kind: 'test_runs',
          content: lines({ t_start: 8, t_end: 9, path: 'tests.xml', format: 'junit' }),
        },
        { id: 'lint', kind: 'diagnostics', content: lines({ t: 2, path: 'lint.sarif', format: 'sarif' }) },
        {
          id: 'cues',
          kind: 'transcript',
          content: 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Let me see\n',
          clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
        },
        { id: 'notes', kind: 'annotations', content: lines({ t: 5, type: 'decision', text: 'Use a set' }) },
        {
          id: 'diff',
          kind: 'file_diffs',
          content: 'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-old\n+fresh\n',
          clock: { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' },
        },
      ],
      files: {
        'pages/1.html': '<title>Shop</title><p>Your <b>cart</b></p>',
        'blobs/a': 'const answer = 42;\n',
        'tests.xml':
          '<testsuite name="unit"><testcase name="adds"><failure message="expected 42">at a.ts:1</failure></testcase></testsuite>',
        'lint.sarif': JSON.stringify({
          version: '2.1.0',
          runs: [
            {
              tool: { driver: { name: 'eslint' } },
              results: [{ ruleId: 'no-var', message: { text: 'Unexpected var' } }],
            },
          ],
        }),
      },
    });
    const ids = [
      'commands',
      'terminal',
      'input',
      'browser',
      'edits',
      'tests',
      'lint',
      'cues',
      'notes',
      'diff',
    ];
    for (const id of ids) expect(await opened.read(id), id).toMatchObject({ whole: true });
    expect(new Set(opened.reads).size).toBe(opened.reads.length);
    expect(opened.problems).toEqual([]);

    expect(await opened.find('commands', { text: 'exit 1' })).toEqual([
      [1_000_000, 'npm test · exit 1 · /app', '/app', 0],
    ]);
    expect(await opened.find('terminal', { text: 'FAILING' })).toEqual([[1_700_000, '1 failing', '', 0]]);
    expect(await opened.find('input', { text: 'x' })).toEqual([[7, 'x', '', 0]]);
    expect(await opened.find('browser', { text: 'your cart' })).toEqual([
      [4, 'Your cart', 'https://x.example/', 0],
    ]);
    expect(await opened.find('edits', { text: 'answer' })).toEqual([[6, 'const answer = 42;', 'a.ts', 1]]);
    expect(await opened.find('tests', { text: 'expected' })).toEqual([[9, 'expected 42', '', 0]]);
    expect(await opened.find('lint', { text: 'no-var' })).toEqual([
      [2, 'warning · no-var · Unexpected var', 'eslint', 0],
    ]);
    expect(await opened.find('cues', { text: 'let me' })).toEqual([[1_000_000, 'Let me see', 'Ann', 0]]);
    expect(await opened.find('notes', { text: 'set' })).toEqual([[5, 'Use a set', 'decision', 0]]);
    expect(await opened.find('diff', { text: 'fresh' })).toEqual([[NaN, '+ fresh', 'a.ts', 1]]);
    expect(await opened.find('edits', { text: 'ans\\w+ =', pattern: true })).toEqual([
      [6, 'const answer = 42;', 'a.ts', 1],
    ]);
  });

  it('tells times by the layer’s own clock, also those outside the trace', async () => {
    const content = lines({ t: 10, type: 'note', text: 'early' }, { t: 99, type: 'note', text: 'late' });
    const clock = {
      domain: 'monotonic' as const,
      native_unit: 's' as const,
      sync_quality: 'measured' as const,
      map: [{ native: 20, trace_us: 0 }],
    };
    const opened = open({
      duration: 10_000_000,
      layers: [{ id: 'notes', kind: 'annotations', content, clock }],
    });
    await opened.read('notes');
    expect((await opened.find('notes', { text: 'a' })).map(([time]) => time)).toEqual([
      -10_000_000, 79_000_000,
    ]);
  });

  it('leaves out what does not fit, and says so', async () => {
    const content = lines(
      ...Array.from({ length: 100 }, (_, t) => ({ t, type: 'note', text: `note number ${t}` })),
    );
    const opened = open({ layers: [{ id: 'notes', kind: 'annotations', content }] }, undefined, 1_000);
    expect(await opened.read('notes')).toMatchObject({ whole: false });
    expect((await opened.find('notes', { text: 'number 1' })).length).toBeGreaterThan(0);
  });

  it('compares what it reads with the manifest', async () => {
    const opened = open({ layers: [{ id: 'commands', kind: 'commands', content: COMMANDS }] });
    const [path = ''] = opened.files.keys();
    opened.files.get(path)?.set([32], 2);
    await opened.read('commands').catch(() => undefined);
    expect(opened.problems).toMatchObject([{ code: 'artifact-hash', details: { path } }]);
  });

  it('takes lines that the page gives, in place of those before', async () => {
    const { service, find } = open({});
    service.put('problems', [{ time: NaN, text: 'one problem' }]);
    service.put('problems', [{ time: 3, text: 'another problem' }]);
    expect(await find('problems', { text: 'problem' })).toEqual([[3, 'another problem', '', 0]]);
  });

  it('gives rows of the search that they are asked for, and of no other', async () => {
    const { service, find } = open({});
    service.put(
      'given',
      Array.from({ length: 90 }, (_, time) => ({ time, text: `row ${time}` })),
    );
    await find('given', { text: 'row' }, 7);
    expect(service.rows('given', 7, 60, 200)).toHaveLength(30);
    expect(service.rows('given', 6, 0, 10)).toEqual([]);
  });

  it('rejects what cannot be read, and what is no pattern', async () => {
    const opened = open({ layers: [{ id: 'terminal', kind: 'terminal', content: 'no cast' }] });
    await expect(opened.read('terminal')).rejects.toMatchObject({ code: 'format-broken' });
    opened.service.put('given', [{ time: 0, text: 'a' }]);
    await expect(opened.find('given', { text: '[', pattern: true })).rejects.toMatchObject({
      code: 'pattern-invalid',
    });
  });

  it('names the kinds of layers that it reads', () => {
    const layer = {
      id: 'a',
      kind: 'terminal',
      clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
    } as const;
    expect(isSearched({ ...layer, status: 'present' })).toBe(true);
    expect(isSearched({ ...layer, status: 'lost' })).toBe(false);
    expect(isSearched({ ...layer, kind: 'screen_video', status: 'present' })).toBe(false);
  });
});

describe('a pattern', () => {
  const BLOCK = { text: 'a\n', starts: new Uint32Array([0, 2]) };
  const QUERY = { ...NO_QUERY, text: 'a', pattern: true };

  it('that gives no answer is given up, and its worker with it', async () => {
    const ended: number[] = [];
    let started = 0;
    const runner = new PatternRunner(() => {
      const number = (started += 1);
      return {
        ready: () => Promise.resolve(),
        match: (block, query, all) =>
          number === 1 ? new Promise(() => undefined) : here().match(block, query, all),
        terminate: () => ended.push(number),
      };
    }, 20);
    await expect(runner.match(BLOCK, QUERY, false, SIGNAL)).rejects.toMatchObject({ code: 'pattern-slow' });
    expect(ended).toEqual([1]);
    expect((await runner.match(BLOCK, QUERY, false, SIGNAL)).lines).toHaveLength(1);
  });

  it('has its own time alone, however long its worker takes to be loaded', async () => {
    const runner = new PatternRunner(
      () => ({ ...here(), ready: () => new Promise((loaded) => setTimeout(loaded, 60)) }),
      20,
    );
    expect((await runner.match(BLOCK, QUERY, false, SIGNAL)).lines).toHaveLength(1);
  });

  it('is given up at once by who does not wait for its worker', async () => {
    const runner = new PatternRunner(() => ({ ...here(), ready: () => new Promise(() => undefined) }), 20);
    const controller = new AbortController();
    const given = runner.match(BLOCK, QUERY, false, controller.signal);
    controller.abort(new Error('typed on'));
    await expect(given).rejects.toThrow('typed on');
  });

  it('fails as its worker does, and has another the next time', async () => {
    let started = 0;
    const broken = new TraceError('internal', { reason: 'it did not load' });
    const runner = new PatternRunner(() => {
      started += 1;
      return { ...here(), ready: () => (started === 1 ? Promise.reject(broken) : Promise.resolve()) };
    });
    await expect(runner.match(BLOCK, QUERY, false, SIGNAL)).rejects.toBe(broken);
    expect((await runner.match(BLOCK, QUERY, false, SIGNAL)).lines).toHaveLength(1);
  });

  it('that nobody waits for any more is not held against the next', async () => {
    const ended: number[] = [];
    let started = 0;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const runner = new PatternRunner(() => {
      const number = (started += 1);
      return {
        ready: () => Promise.resolve(),
        match: (block, query, all) => {
          begin();
          return number === 1 ? new Promise(() => undefined) : here().match(block, query, all);
        },
        terminate: () => ended.push(number),
      };
    }, 60_000);
    const controller = new AbortController();
    const first = runner.match(BLOCK, QUERY, false, controller.signal);
    await begun;
    controller.abort(new Error('typed on'));
    await expect(first).rejects.toThrow('typed on');
    expect((await runner.match(BLOCK, QUERY, false, SIGNAL)).lines).toHaveLength(1);
    expect(ended).toEqual([1]);
  });

  it('tells what it found first before it is through, and only where that takes a while', async () => {
    const notes = Array.from({ length: 300 }, (_, t) => ({ t, type: 'decision', text: `choice ${t}` }));
    const { read, find, firsts } = open({
      layers: [{ id: 'notes', kind: 'annotations', content: lines(...notes) }],
    });
    await read('notes');
    const all = await find('notes', { text: 'choice' }, 7);
    expect(firsts).toHaveLength(1);
    const [source, search, first] = firsts[0] ?? [];
    expect([source, search, first?.more]).toEqual(['notes', 7, false]);
    expect(first?.rows.map(({ text, place, row }, index) => [first.times[index], text, place, row])).toEqual(
      all,
    );
    await find('notes', { text: 'choice 299' });
    expect(firsts).toHaveLength(1);
    await find('notes', { text: 'cho[i]ce', pattern: true });
    // All of it is one block.
    expect(firsts).toHaveLength(1);
  });

  it('finds in a terminal what it has followed already', async () => {
    const output = Array.from({ length: 9_000 }, (_, at) => `[${at},"o","line ${at} of many\\r\\n"]\n`);
    const opened = open({
      layers: [
        {
          id: 'terminal',
          kind: 'terminal',
          content: `{"version":2,"width":40,"height":4}\n${output.join('')}`,
          clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
        },
      ],
    });
    const seen: number[] = [];
    opened.onPart(async () => {
      const { times } = await opened.service.find('terminal', { ...NO_QUERY, text: 'of many' }, 1, SIGNAL);
      seen.push(times.length);
    });
    await opened.read('terminal');
    expect(opened.parts).toEqual(['terminal', 'terminal']);
    expect(seen).toEqual([2_000, 8_000]);
    const rows = await opened.service.find('terminal', { ...NO_QUERY, text: 'of many' }, 2, SIGNAL);
    expect(rows.times).toHaveLength(9_000);
  });

  it('keeps nothing of a terminal that cannot be followed to its end', async () => {
    const output = Array.from({ length: 9_000 }, (_, at) => `[${at},"o","line ${at} of many\\r\\n"]\n`);
    const opened = open({
      layers: [
        {
          id: 'terminal',
          kind: 'terminal',
          content: `{"version":2,"width":40,"height":4}\n${output.join('')}`,
          clock: { domain: 'media', native_unit: 's', sync_quality: 'measured' },
        },
      ],
    });
    let found: Promise<Found> | undefined;
    let rows: readonly unknown[] = [];
    opened.onPart(() => {
      if (opened.parts.length > 1) throw new TraceError('internal', { reason: 'broke' });
      found = opened.service.find('terminal', { ...NO_QUERY, text: 'of many' }, 1, SIGNAL);
      return found.then(() => {
        rows = opened.service.rows('terminal', 1, 0, 5);
      });
    });
    await expect(opened.read('terminal')).rejects.toMatchObject({ code: 'internal' });
    expect((await found)?.times).toHaveLength(2_000);
    expect(rows).toHaveLength(5);
    expect(opened.service.rows('terminal', 1, 0, 5)).toEqual([]);
    expect(await opened.find('terminal', { text: 'of many' }, 2)).toEqual([]);
  });
});
