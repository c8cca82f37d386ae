import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { NO_CORRECTION, nudged, withCorrection } from '../../src/trace/corrections.ts';
import { declaredGaps, gapAt, missingParts, type DeclaredGap } from '../../src/trace/declared-gaps.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';

const DURATION = fromSeconds(60);
const S = 1_000_000;

function read(list: unknown): {
  readonly gaps: readonly DeclaredGap[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const gaps = declaredGaps(list, '/clock/x-pauses', DURATION, (problem) => problems.push(problem));
  return { gaps, problems };
}

const shown = (gaps: readonly DeclaredGap[]) =>
  gaps.map(({ range: { start, end }, reason }) => [start / S, end / S, reason]);

describe('declared gaps', () => {
  it('are ranges with a reason, in time order; some have none', () => {
    const { gaps, problems } = read([
      { t: [50 * S, 52 * S], reason: 'telephone' },
      { t: [10 * S, 12 * S] },
      { t: [20 * S, 21 * S], reason: '  ' },
      { t: [30 * S, 31 * S], reason: 7 },
    ]);
    expect(shown(gaps)).toEqual([
      [10, 12, undefined],
      [20, 21, undefined],
      [30, 31, undefined],
      [50, 52, 'telephone'],
    ]);
    expect(gaps.map(({ index }) => index)).toEqual([1, 2, 3, 0]);
    expect(problems).toEqual([]);
  });

  it('are none where none is declared', () => {
    expect(read(undefined)).toEqual({ gaps: [], problems: [] });
    expect(read([])).toEqual({ gaps: [], problems: [] });
  });

  it('are cut to the trace', () => {
    const { gaps, problems } = read([{ t: [-5 * S, 1 * S] }, { t: [59 * S, 1e300] }]);
    expect(shown(gaps)).toEqual([
      [0, 1, undefined],
      [59, 60, undefined],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['no object', 7],
    ['null', null],
    ['no times', {}],
    ['one time', { t: [1] }],
    ['times that are no list', { t: '1,2' }],
    ['times that are no numbers', { t: ['1', '2'] }],
    ['no finite time', { t: [0, Infinity] }],
    ['no number', { t: [NaN, 2 * S] }],
    ['an end before its start', { t: [2 * S, 1 * S] }],
    ['no length', { t: [2 * S, 2 * S] }],
    ['a place after the trace', { t: [60 * S, 61 * S] }],
    ['a place before the trace', { t: [-2 * S, 0] }],
    ['inherited times', Object.create({ t: [1 * S, 2 * S] })],
  ])('leave out what has %s, and tell it once', (_, item) => {
    const { gaps, problems } = read([{ t: [1 * S, 2 * S] }, item, item]);
    expect(gaps).toHaveLength(1);
    expect(problems).toEqual([
      {
        severity: 'warning',
        code: 'manifest-invalid',
        details: {
          pointer: '/clock/x-pauses/1',
          reason: 'has no "t" of a start and a later end within the trace, as have 1 more',
          dropped: true,
        },
      },
    ]);
  });

  it.each(['x', 7, null, { t: [1, 2] }])('are no %j', (list) => {
    const { gaps, problems } = read(list);
    expect(gaps).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'manifest-invalid', details: { pointer: '/clock/x-pauses', reason: 'must be an array' } },
    ]);
  });

  it('are at most so many', () => {
    const { gaps, problems } = read(Array.from({ length: 2_000 }, () => ({ t: [0, 1] })));
    expect(gaps).toHaveLength(1_000);
    expect(problems).toMatchObject([{ details: { reason: 'has more than 1000 items' } }]);
  });

  it('have reasons of one plain line that is not too long', () => {
    const reasonOf = (reason: string) => read([{ t: [0, 1], reason }]).gaps[0]?.reason;
    expect(reasonOf('a\n\tb\u0000 \u202Ec\u2066 \u001b[31mred')).toBe('a b c red');
    expect(reasonOf('<b>bold</b> & more')).toBe('<b>bold</b> & more');
    expect(reasonOf('\u202E')).toBeUndefined();
    expect(reasonOf('a'.repeat(1e6))).toBe(`${'a'.repeat(299)}…`);
    expect(reasonOf(`${'a'.repeat(298)}😀bcd`)).toBe(`${'a'.repeat(298)}…`);
  });
});

describe('the gap at a moment', () => {
  const own = read([
    { t: [10 * S, 20 * S], reason: 'own' },
    { t: [15 * S, 18 * S], reason: 'inner' },
  ]).gaps;
  const pauses = read([
    { t: [12 * S, 30 * S], reason: 'pause' },
    { t: [50 * S, 60 * S], reason: 'to the end' },
  ]).gaps;
  const at = (seconds: number) => gapAt({ own, pauses }, fromSeconds(seconds), DURATION)?.reason;

  it("is the layer's own before a pause, and the one that began last", () => {
    expect([9.9, 10, 15, 18, 19.9, 20, 29.9, 30].map(at)).toEqual([
      undefined,
      'own',
      'inner',
      'own',
      'own',
      'pause',
      'pause',
      undefined,
    ]);
  });

  it('goes on at the very end of the trace', () => {
    expect([49.9, 59.9, 60].map(at)).toEqual([undefined, 'to the end', 'to the end']);
  });

  it('counts as one with those that it touches', () => {
    expect(missingParts(own)).toBe(1);
    expect(missingParts([...pauses, ...own])).toBe(2);
    expect(missingParts([])).toBe(0);
  });
});

describe('a trace', () => {
  const bundle = (more: object) =>
    buildBundle({
      layers: [
        { id: 'input', kind: 'input_events', content: '', ...more },
        { id: 'notes', kind: 'annotations', content: '' },
        { id: 'gone', kind: 'network', 'x-gaps': 'none' },
      ],
      manifest: {
        clock: {
          ...{ unit: 'us', origin: { wall_utc: null, wall_uncertainty_us: null }, duration: 60 * S },
          'x-pauses': [{ t: [50 * S, 52 * S], reason: 'telephone' }, { t: 1 }],
        },
      },
    });

  it('knows its pauses and the gaps of each present layer, and tells what is wrong with them', async () => {
    const trace = await openTrace(bundle({ 'x-gaps': [{ t: [1 * S, 2 * S], reason: 'died' }, 0] }));
    expect(shown(trace.pauses)).toEqual([[50, 52, 'telephone']]);
    const [input] = trace.inputs;
    expect(shown(input?.gaps?.own ?? [])).toEqual([[1, 2, 'died']]);
    expect(input?.gaps?.pauses).toBe(trace.pauses);
    expect(trace.annotations[0]?.gaps).toEqual({ own: [], pauses: trace.pauses });
    expect(trace.problems.all).toMatchObject([
      { code: 'manifest-invalid', details: { pointer: '/clock/x-pauses/1' } },
      { code: 'manifest-invalid', details: { pointer: '/layers (input)/x-gaps/1' } },
    ]);
  });

  it('moves the gaps of a layer with its items where a person corrects its times, and no pause', async () => {
    const trace = await openTrace(bundle({ 'x-gaps': [{ t: [1 * S, 2 * S] }, { t: [59.5 * S, 60 * S] }] }));
    const moved = trace.corrected(withCorrection(trace.corrections, 'input', nudged(NO_CORRECTION, 700_000)));
    expect(shown(moved.inputs[0]?.gaps?.own ?? [])).toEqual([[1.7, 2.7, undefined]]);
    expect(shown(moved.pauses)).toEqual([[50, 52, 'telephone']]);
  });

  it('declares nothing in most cases', async () => {
    const trace = await openTrace(buildBundle({ layers: [{ id: 'i', kind: 'input_events', content: '' }] }));
    expect(trace.pauses).toEqual([]);
    expect(trace.inputs[0]).not.toHaveProperty('gaps');
  });
});
