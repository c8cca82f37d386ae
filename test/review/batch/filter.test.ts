import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignReviewers } from '../../../src/review/batch/assign.ts';
import { BatchTable, SORT_KEYS } from '../../../src/review/batch/batch-table.ts';
import { FACETS, statusOf, wordFor } from '../../../src/review/batch/facets.ts';
import { decodeBatchPlace, encodeBatchPlace } from '../../../src/review/batch/filter-fragment.ts';
import {
  filterRows,
  isFiltered,
  NO_FILTER,
  toggled,
  type BatchFilter,
} from '../../../src/review/batch/filter.ts';
import { withKeptVerdicts } from '../../../src/review/batch/kept-verdicts.ts';
import { progressOf } from '../../../src/review/batch/progress.ts';
import { inShard, parseShard } from '../../../src/review/batch/shard.ts';
import { batchConduct } from '../../../src/review/conduct/batch-conduct.ts';
import type { BatchTrace, BatchVerdict } from '../../../src/schema/generated/types.ts';
import { madeBatch } from '../../../tools/make-trace/batch.ts';
import { qcOf, traceRow } from './rows.ts';

const verdict = (by: string, word: BatchVerdict['verdict'], day = 1): BatchVerdict => ({
  by,
  verdict: word,
  at: `2026-01-0${day}T00:00:00.000Z`,
});

const TRACES: readonly BatchTrace[] = [
  traceRow(1, { title: 'Cron fields', qc: qcOf({ coverage: 0.5 }), assigned: ['Lin'] }),
  traceRow(2, { title: 'Ｃron days', family: 'tdd', verdicts: [verdict('Ada', 'accept')], qc: qcOf() }),
  traceRow(3, {
    title: 'Retry',
    capturer: { name: 'Coder', kind: 'agent' },
    verdicts: [verdict('Ada', 'accept'), verdict('Lin', 'reject')],
    qc: qcOf({ result: 'fail', stops: ['gaps'], findings: { S1: 1, S2: 0, S3: 9 } }),
  }),
  { name: 'broken', href: 'broken/', problem: { code: 'zip-invalid', message: 'It is no zip.' } },
];
const TABLE = new BatchTable(TRACES);

function shown(over: Partial<BatchFilter>): readonly string[] {
  return [...filterRows(TABLE, { ...NO_FILTER, ...over }).rows].map((row) => TRACES[row]?.name ?? '');
}

describe('a filter of a batch', () => {
  it('shows all in the order of the batch to begin with', () => {
    expect(shown({})).toEqual(['trace-1', 'trace-2', 'trace-3', 'broken']);
    expect([isFiltered(NO_FILTER), isFiltered({ ...NO_FILTER, text: 'a' })]).toEqual([false, true]);
  });

  it('finds all words anywhere, whatever their case and width', () => {
    expect(shown({ text: 'CRON' })).toEqual(['trace-1', 'trace-2']);
    expect(shown({ text: '  ada  cron ' })).toEqual(['trace-2']);
    expect(shown({ text: 'gaps' })).toEqual(['trace-3']);
    expect(shown({ text: 'no zip' })).toEqual(['broken']);
    expect(shown({ text: 'cron retry' })).toEqual([]);
  });

  it('lets through one of the values of each facet', () => {
    expect(shown({ chosen: { status: ['disagreed', 'unreadable'] } })).toEqual(['trace-3', 'broken']);
    expect(shown({ chosen: { verdict: ['accept'], capturer: ['agent'] } })).toEqual(['trace-3']);
    expect(shown({ chosen: { reviewer: ['Lin'] } })).toEqual(['trace-1', 'trace-3']);
    expect(shown({ chosen: { coverage: ['50'] } })).toEqual(['trace-1']);
    expect(shown({ chosen: { outcome: ['verified'], family: ['tdd'] } })).toEqual(['trace-2']);
    expect(shown({ chosen: { family: ['no such'] } })).toEqual([]);
    const chosen = toggled(toggled(NO_FILTER, 'qc', 'fail'), 'qc', 'pass');
    expect(chosen.chosen).toEqual({ qc: ['fail', 'pass'] });
    expect(toggled(chosen, 'qc', 'fail').chosen).toEqual({ qc: ['pass'] });
  });

  it('sorts by each key, what is not known last', () => {
    expect(shown({ sort: 'coverage' })).toEqual(['trace-1', 'trace-2', 'trace-3', 'broken']);
    expect(shown({ sort: 'findings', descending: true })).toEqual([
      'broken',
      'trace-3',
      'trace-2',
      'trace-1',
    ]);
    expect(shown({ sort: 'title' })).toEqual(['trace-2', 'trace-1', 'trace-3', 'broken']);
    expect(shown({ sort: 'status' })).toEqual(['broken', 'trace-3', 'trace-1', 'trace-2']);
  });

  it('counts as a look at each row alone would', () => {
    const { traces } = madeBatch(300, 3);
    const table = new BatchTable(traces);
    const filter = fc.record({
      text: fc.constantFrom('', 'cron', 'mara fix', 'week-1'),
      chosen: fc.dictionary(
        fc.constantFrom(...FACETS.map(({ id }) => id)),
        fc.subarray(['bug_fix', 'open', 'accept', 'pass', '90', 'met', 'human', 'Ada', 'gaps']),
      ),
      sort: fc.constantFrom(...SORT_KEYS),
      descending: fc.boolean(),
    });
    const allows = (trace: BatchTrace, { text, chosen }: BatchFilter, but?: string): boolean =>
      text.split(' ').every((word) => JSON.stringify(trace).toLowerCase().includes(word)) &&
      FACETS.every(({ id, of }) => {
        const values = chosen[id] ?? [];
        return id === but || values.length === 0 || of(trace).some((value) => values.includes(value));
      });
    fc.assert(
      fc.property(filter, (wanted) => {
        const { rows, counts } = filterRows(table, wanted);
        const expected = traces.filter((trace) => allows(trace, wanted));
        expect(new Set(rows)).toEqual(new Set(expected.map(({ name }) => table.rowOf(name))));
        for (const { facet, values } of table.facets)
          expect(counts.get(facet.id)).toEqual(
            values.map(
              (value) =>
                traces.filter((trace) => allows(trace, wanted, facet.id) && facet.of(trace).includes(value))
                  .length,
            ),
          );
      }),
      { numRuns: 30 },
    );
  });
});

describe('the address of a filter', () => {
  it('leads back to it', () => {
    const filter = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text.trim() !== ''),
      chosen: fc.dictionary(
        fc.constantFrom(...FACETS.map(({ id }) => id)),
        fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), {
          minLength: 1,
          maxLength: 3,
        }),
      ),
      sort: fc.constantFrom(...SORT_KEYS),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(
        filter,
        fc.option(fc.string({ minLength: 1, maxLength: 9 }), { nil: undefined }),
        (wanted, trace) => {
          const place = decodeBatchPlace(`#v=1&t=3.5&${encodeBatchPlace({ filter: wanted, trace })}`);
          expect({ ...place.filter, chosen: { ...place.filter.chosen } }).toEqual({
            ...wanted,
            chosen: { ...wanted.chosen },
          });
          expect(place.trace).toBe(trace);
        },
      ),
    );
  });

  it('says nothing of what is as it is to begin with, and passes over what it does not understand', () => {
    expect(encodeBatchPlace({ filter: NO_FILTER, trace: undefined })).toBe('');
    expect(decodeBatchPlace('#by=-mood&f-mood=gay&only=%E0%A4&f-family=,%').filter).toEqual(NO_FILTER);
  });
});

describe('the state of a batch', () => {
  it('is told by its verdicts', () => {
    expect(TRACES.map(statusOf)).toEqual(['open', 'reviewed', 'disagreed', 'unreadable']);
    expect(progressOf(TRACES)).toEqual({ all: 4, open: 1, reviewed: 1, disagreed: 1, unreadable: 1 });
  });

  it('takes the later of two verdicts of one reviewer', () => {
    const id = TRACES[1]?.bundle_id ?? '';
    const merge = (...own: readonly BatchVerdict[]) =>
      withKeptVerdicts(
        TRACES,
        new Map([
          [id, { verdicts: own.map((one) => ({ by: one.by, verdict: one, at: one.at })), waivers: [] }],
        ]),
      );
    expect(merge(verdict('Ada', 'reject', 2), verdict('Lin', 'accept'))[1]?.verdicts).toEqual([
      verdict('Ada', 'reject', 2),
      verdict('Lin', 'accept'),
    ]);
    const older = { ...verdict('Ada', 'reject'), at: '2025-01-01T00:00:00.000Z' };
    expect(merge(older)[1]?.verdicts).toEqual([verdict('Ada', 'accept')]);
    expect(merge(older)[0]).toBe(TRACES[0]);
    expect(withKeptVerdicts(TRACES, new Map())).toBe(TRACES);
  });
});

describe('a table with another row', () => {
  it('is as one made of all rows anew, in every order', () => {
    const before = new BatchTable(TRACES);
    for (const key of SORT_KEYS) before.orderBy(key);
    for (const [row, trace] of TRACES.entries())
      for (const verdicts of [
        [],
        [verdict('Zoe', 'reject')],
        [verdict('Zoe', 'reject'), verdict('Ada', 'accept')],
      ]) {
        const next = { ...trace, verdicts };
        const made = before.with(row, next);
        const anew = new BatchTable(TRACES.with(row, next));
        expect([made.traces, made.facets, made.texts]).toEqual([anew.traces, anew.facets, anew.texts]);
        for (const key of SORT_KEYS) expect(made.orderBy(key)).toEqual(anew.orderBy(key));
        expect(made.rowOf(trace.name)).toBe(row);
      }
  });
});

const ALL_ONCE = { double: new Set<string>(), wanted: undefined };

describe('assignment', () => {
  const names = ['Ada', 'Lin', 'Mara', 'Tove'];
  const rows = Array.from({ length: 50 }, (_, index) => traceRow(index));

  it('spreads traces evenly, the same whatever their order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.string(), (each, seed) => {
        const assigned = assignReviewers(rows, { reviewers: names, each, seed, ...ALL_ONCE });
        const loads = names.map((name) => assigned.filter((trace) => trace.assigned?.includes(name)).length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        for (const trace of assigned) expect(new Set(trace.assigned).size).toBe(Math.min(each, names.length));
        const turned = assignReviewers(rows.toReversed(), {
          reviewers: names.toReversed(),
          each,
          seed,
          ...ALL_ONCE,
        });
        expect(turned.toReversed()).toEqual(assigned);
      }),
      { numRuns: 20 },
    );
  });

  it('gives nobody what he captured himself, and nothing that cannot be read', () => {
    const own = rows.map((row) => ({
      ...row,
      capturer: { name: 'Ada, Coder', kind: 'human+agent' as const },
    }));
    const [broken] = TRACES.slice(3);
    const assigned = assignReviewers([...own, ...(broken ? [broken] : [])], {
      reviewers: names,
      each: 2,
      seed: '',
      ...ALL_ONCE,
    });
    expect(assigned.some((trace) => trace.assigned?.includes('Ada'))).toBe(false);
    expect(assigned.at(-1)?.assigned).toBeUndefined();
    expect(assigned[0]?.assigned).toHaveLength(2);
  });
});

describe('assignment of a sample', () => {
  const rows = Array.from({ length: 30 }, (_, index) => traceRow(index, { assigned: ['Before'] }));

  it('gives what is judged twice to two, what is drawn to one, and the rest to nobody', () => {
    const double = new Set(['trace-3', 'trace-7']);
    const wanted = new Set(['trace-3', 'trace-7', 'trace-9', 'trace-20']);
    const made = assignReviewers(rows, { reviewers: ['Ada', 'Lin'], each: 1, seed: '', double, wanted });
    const by = made.filter((row) => row.assigned).map(({ name, assigned = [] }) => [name, assigned.length]);
    expect(by).toEqual([
      ['trace-3', 2],
      ['trace-7', 2],
      ['trace-9', 1],
      ['trace-20', 1],
    ]);
    expect(made.flatMap(({ assigned = [] }) => assigned).filter((name) => name === 'Ada')).toHaveLength(3);
  });
});

describe('how far the review is', () => {
  const said = (by: string, verdict: 'accept' | 'reject', blind?: null) => ({
    by,
    verdict,
    at: '2026-01-01T00:00:00Z',
    ...(blind === null && { blind }),
  });
  const rows = [
    traceRow(1, { assigned: ['Ada', 'Lin'], verdicts: [said('Ada', 'accept')] }),
    traceRow(2, { assigned: ['Ada'], verdicts: [said('Ada', 'accept')] }),
    traceRow(3, { assigned: ['Ada', 'Lin'] }),
    traceRow(4, { verdicts: [said('Ada', 'accept'), said('Lin', 'reject')] }),
    traceRow(5, { verdicts: [said('Ada', 'accept'), said('Lin', 'reject'), said('Mara', 'reject', null)] }),
  ];

  it('tells what waits for a second person, and what for somebody who settles it', () => {
    expect(batchConduct(rows)).toMatchObject({
      judged: 4,
      twice: 2,
      waiting: ['trace-1'],
      unsettled: ['trace-4'],
      level: 'untold',
    });
    // Four values, two of each kind, and two pairs that differ: 1 − 3 · 2 ÷ 4.
    expect(batchConduct(rows).alpha).toBeCloseTo(-0.5, 12);
    expect(rows.map(statusOf)).toEqual(['reviewed', 'reviewed', 'open', 'disagreed', 'reviewed']);
  });
});

describe('parts of a batch', () => {
  it('have every trace once', () => {
    const all = Array.from({ length: 11 }, (_, index) => index);
    const parts = [1, 2, 3, 4].map((part) => inShard(all, { number: part, of: 4 }));
    expect(parts.flat().sort((a, b) => a - b)).toEqual(all);
    expect(
      Math.max(...parts.map((part) => part.length)) - Math.min(...parts.map((part) => part.length)),
    ).toBe(1);
  });

  it.each(['0/2', '3/2', '1', '1/0', '-1/2', 'a/b', '1/2/3'])('are not %s', (text) => {
    expect(parseShard(text)).toBeUndefined();
  });

  it('are told as I/N', () => {
    expect(parseShard('2/8')).toEqual({ number: 2, of: 8 });
  });
});

it('a family that nobody stated, and one of their own, have words', () => {
  const family = FACETS.find(({ id }) => id === 'family');
  expect(['x-unknown', 'x-data_science', 'bug_fix'].map((name) => family && wordFor(family, name))).toEqual([
    'Not stated',
    'data science',
    'bug fix',
  ]);
});
