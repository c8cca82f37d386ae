import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { Step, StepKind } from '../../../src/panes/steps/step.ts';
import { oneLine } from '../../../src/panes/steps/step.ts';
import { requestSteps } from '../../../src/panes/steps/layer-steps.ts';
import {
  activeStep,
  filterSteps,
  mergeSteps,
  neighbourTime,
  NO_FILTER,
  type StepFilter,
  type StepTable,
} from '../../../src/panes/steps/step-table.ts';
import type { StepList } from '../../../src/panes/steps/step-work.ts';
import { stepsData } from '../../../src/panes/steps/steps-data.ts';
import type { NetworkEntry } from '../../../src/trace/har.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { finish, stepsIn } from './finish.ts';

function step(seconds: number, text: string, kind: StepKind = 'commands'): Step {
  return { time: fromSeconds(seconds), kind, label: kind, text, detail: '', result: undefined };
}

const merge = (layers: readonly StepList[]): StepTable => finish(mergeSteps(layers));
const filtered = (table: StepTable, filter: StepFilter): readonly number[] =>
  finish(filterSteps(table, filter));
const textsOf = ({ times, stepAt }: StepTable): readonly string[] =>
  Array.from(times, (_, row) => stepAt(row)?.text ?? '');

async function readAll(trace: Trace): Promise<readonly (readonly Step[])[]> {
  const layers = stepsData(trace)?.layers ?? [];
  return Promise.all(layers.map(async (layer) => stepsIn(finish(await layer.read()))));
}

describe('merging', () => {
  it('goes by time, then by layer, then as in the file', () => {
    const table = merge([
      [step(1, 'a1'), step(2, 'a2'), step(2, 'a3')],
      [step(0, 'b1'), step(2, 'b2'), step(3, 'b3')],
      [],
    ]);
    expect(textsOf(table)).toEqual(['b1', 'a1', 'a2', 'a3', 'b2', 'b3']);
    expect(table.times.join()).toBe('0,1000000,2000000,2000000,2000000,3000000');
    expect(table.counts).toMatchObject({ commands: 6, edits: 0 });
  });

  it('takes the order of layers from the manifest', async () => {
    const trace = buildTrace({
      commands: ['1-2 npm test =1'],
      tests: ['1-2 3/1/2 unit'],
      notes: ['1 decision Go'],
    });
    const data = stepsData({ ...trace, layers: trace.layers.toReversed() });
    expect(data?.layers.map(({ id }) => id)).toEqual(['notes', 'tests', 'commands']);
    expect(stepsData(buildTrace())).toBeUndefined();
    const lists = await readAll(trace);
    expect(textsOf(merge(lists))).toEqual(['npm test', 'unit', 'Go']);
  });
});

describe('what is read', () => {
  const dom = [
    { type: 4, timestamp: 1000, data: { href: 'https://example.org/a', width: 800, height: 600 } },
    { type: 2, timestamp: 1001, data: { node: { type: 0, id: 1, childNodes: [] } } },
    { type: 4, timestamp: 3000, data: { href: 'https://example.org/b', width: 800, height: 600 } },
    { type: 2, timestamp: 3001, data: { node: { type: 0, id: 1, childNodes: [] } } },
  ];
  const pages = (lists: readonly (readonly Step[])[]): readonly string[] =>
    lists.flat().flatMap(({ label, text }) => (label === 'page' ? [text] : []));

  it('takes pages from a recorded page only where no events tell of them', async () => {
    const recorded = await readAll(buildTrace({ dom }));
    expect(pages(recorded)).toEqual(['https://example.org/a', 'https://example.org/b']);
    const both = await readAll(buildTrace({ dom, browser: ['1 navigated https://example.org/c'] }));
    expect(pages(both)).toEqual(['https://example.org/c']);
  });

  it('takes requests that went wrong', async () => {
    const network = ['1-2 GET https://example.org/a 200', '2-3 GET https://example.org/b 500'];
    const lists = await readAll(buildTrace({ network }));
    expect(lists.flat().map(({ kind, text }) => [kind, text])).toEqual([
      ['network', 'GET https://example.org/b'],
    ]);
  });
});

describe('results', () => {
  it('tells unknown from nought', async () => {
    const trace = buildTrace({
      commands: ['1-2 a =0', '2-3 b =137', '3- c'],
      edits: ['1 open a.ts', '2 change a.ts', '3 save a.ts', '4 commit 0123456789abcdef Fix it'],
      tests: ['1-2 3/0/0 unit', '2-3 3/1/2 unit', '3-4 0/0/0 none', '4- ? broken'],
      lint: ['1 0/0 eslint', '2 1/2 eslint', '3 0/1 eslint', '4 ? eslint'],
    });
    const lists = await readAll(trace);
    const shown = lists.map((list) =>
      list.map(({ text, detail, result }) => [text, detail, result?.tone, result?.words].join('|')),
    );
    expect(shown).toEqual([
      ['a|1.0 s|ok|exit code 0', 'b|1.0 s|fail|exit code 137', 'c||unknown|exit code not recorded'],
      ['open a.ts|||', 'save a.ts|||', 'Fix it|0123456789||'],
      [
        'unit|1.0 s|ok|3 passed',
        'unit|1.0 s|fail|3 passed, 1 failed, 2 skipped',
        'none|1.0 s|unknown|0 passed',
        'broken||unknown|counts not known',
      ],
      [
        'eslint||ok|clean',
        'eslint||fail|1 error, 2 warnings',
        'eslint||warn|1 warning',
        'eslint||unknown|counts not known',
      ],
    ]);
  });

  it('takes only the requests that went wrong', () => {
    const request = (seconds: number, more: Partial<NetworkEntry>): NetworkEntry => ({
      time: fromSeconds(seconds),
      method: 'GET',
      url: 'https://example.org/a',
      status: undefined,
      statusText: undefined,
      mimeType: undefined,
      bytes: undefined,
      failure: undefined,
      ...more,
    });
    const entries = [
      request(1, { status: 200 }),
      request(2, { status: 404, statusText: 'Not Found', end: fromSeconds(3) }),
      request(3, { failure: 'net::ERR_FAILED' }),
      request(4, { status: 304 }),
      request(5, {}),
      request(6, { status: 500, method: undefined }),
    ];
    const shown = stepsIn(finish(requestSteps(entries))).map(({ text, detail, result }) =>
      [text, detail, result?.text, result?.words].join('|'),
    );
    expect(shown).toEqual([
      'GET https://example.org/a|1.0 s|404|status 404 Not Found',
      'GET https://example.org/a||failed|failed: net::ERR_FAILED',
      'https://example.org/a||500|status 500',
    ]);
  });

  it('makes one line of any text', () => {
    expect(oneLine(' a\t b \r\n\n  c ')).toBe('a b ⏎ c');
    expect(oneLine('x'.repeat(900))).toHaveLength(501);
  });
});

describe('filtering', () => {
  const table = merge([
    [step(1, 'npm test'), step(3, 'npm run LINT'), step(5, 'git diff')],
    [step(2, 'save test/a.ts', 'edits'), step(4, 'run it', 'edits')],
  ]);
  const texts = (kinds: readonly StepKind[], text: string): readonly string[] =>
    filtered(table, { kinds: new Set(kinds), text }).map((row) => table.stepAt(row)?.text ?? '');

  it('keeps the kinds that are asked for, and all for none', () => {
    expect(texts([], '')).toHaveLength(5);
    expect(texts(['edits'], '')).toEqual(['save test/a.ts', 'run it']);
    expect(texts(['edits', 'commands'], '')).toHaveLength(5);
    expect(texts(['lint'], '')).toEqual([]);
  });

  it('looks for every word, in any case and order', () => {
    expect(texts([], 'Test')).toEqual(['npm test', 'save test/a.ts']);
    expect(texts([], '  lint   npm ')).toEqual(['npm run LINT']);
    expect(texts(['edits'], 'run')).toEqual(['run it']);
    expect(texts([], '(.*')).toEqual([]);
  });

  it('finds the step at a time among those that are left', () => {
    const rows = filtered(table, { kinds: new Set<StepKind>(['edits']), text: '' });
    const at = (seconds: number): number => activeStep(table, rows, fromSeconds(seconds));
    expect([0, 1.9, 2, 3.9, 4, 99].map(at)).toEqual([-1, -1, 0, 0, 1, 1]);
  });

  it('finds what comes next and before, past those of one moment', () => {
    const rows = filtered(table, NO_FILTER);
    const from = (seconds: number, direction: 1 | -1): number | undefined =>
      neighbourTime(table, rows, fromSeconds(seconds), direction);
    expect([0, 1, 4.5, 5].map((seconds) => from(seconds, 1))).toEqual([1e6, 2e6, 5e6, undefined]);
    expect([1, 1.5, 5].map((seconds) => from(seconds, -1))).toEqual([undefined, 1e6, 4e6]);
  });

  it('can be interrupted', () => {
    const many = merge([Array.from({ length: 50_000 }, (_, index) => step(index, `n ${index}`))]);
    const work = filterSteps(many, { ...NO_FILTER, text: '49999' });
    let stops = 0;
    for (let slice = work.next(); slice.done !== true; slice = work.next()) stops += 1;
    expect(stops).toBeGreaterThan(4);
    expect(filtered(many, { ...NO_FILTER, text: '49999' })).toEqual([49_999]);
  });
});
