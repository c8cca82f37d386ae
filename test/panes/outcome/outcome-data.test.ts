import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import {
  claimHint,
  criteriaAside,
  formatMillis,
  isBlocked,
  judgedCriteria,
  type Manifest,
} from '../../../src/panes/outcome/outcome-data.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

const { manifest } = buildTrace();

describe('criteria', () => {
  it('joins what was asked with what came of it, and invents nothing', () => {
    const given: Manifest = {
      ...manifest,
      task: {
        ...manifest.task,
        criteria: [
          { id: 'a', text: 'Tests pass', check: 'test', command: 'npm test' },
          { id: 'b', text: 'It is fast', check: 'metric' },
        ],
      },
      outcome: {
        ...manifest.outcome,
        criteria: [
          { id: 'z', result: 'unknown' },
          { id: 'a', result: 'met', evidence: [{ t: 5 }] },
        ],
      },
    };
    expect(judgedCriteria(given)).toEqual([
      {
        id: 'a',
        text: 'Tests pass',
        check: 'checked by a test',
        command: 'npm test',
        result: 'met',
        evidence: [{ t: 5 }],
      },
      {
        id: 'b',
        text: 'It is fast',
        check: 'checked by a metric',
        command: undefined,
        result: 'unrecorded',
        evidence: [],
      },
      { id: 'z', text: undefined, check: undefined, command: undefined, result: 'unknown', evidence: [] },
    ]);
  });
});

it('says how many criteria are met, and of how many that is not known', () => {
  const judged = (...results: readonly ('met' | 'not_met' | 'unknown' | 'unrecorded')[]): string =>
    criteriaAside(
      results.map((result, index) => ({
        id: `${index}`,
        text: undefined,
        check: undefined,
        command: undefined,
        result,
        evidence: [],
      })),
    );
  expect(judged()).toBe('none');
  expect(judged('met', 'not_met')).toBe('1 of 2 met');
  expect(judged('met', 'unknown', 'unrecorded')).toBe('1 of 3 met, 2 unknown');
});

it('says where a claim and the results of its criteria differ', () => {
  type Success = Manifest['outcome']['success'];
  type Result = Manifest['outcome']['criteria'][number]['result'];
  const hint = (success: Success, ...results: readonly Result[]): string =>
    claimHint({
      ...manifest.outcome,
      success,
      criteria: results.map((result, index) => ({ id: `${index}`, result })),
    });
  expect(hint('unknown', 'met')).toBe('nothing was claimed');
  expect(hint('met', 'met', 'met')).toBe('as claimed at capture');
  expect(hint('met')).toBe('as claimed at capture');
  expect(hint('met', 'met', 'unknown')).toBe('as claimed at capture, but not of every criterion');
  expect(hint('partly_met', 'met', 'not_met')).toBe('as claimed at capture');
  expect(hint('not_met', 'met')).toBe('as claimed at capture, but every criterion is said to be met');
});

describe('blockers', () => {
  const blocker = { t: 5, kind: 'spec', text: 'not clear' } as const;
  const state = (resolved: number | null | undefined, seconds: number): boolean | undefined =>
    isBlocked(
      { ...blocker, t: fromSeconds(5), ...(resolved === undefined ? {} : { resolved_t: resolved }) },
      fromSeconds(seconds),
    );

  it('stands in the way until it is overcome; unknown stays unknown', () => {
    expect([4, 5, 6].map((seconds) => state(fromSeconds(6), seconds))).toEqual([false, true, false]);
    expect([4, 60].map((seconds) => state(null, seconds))).toEqual([false, true]);
    expect([4, 60].map((seconds) => state(undefined, seconds))).toEqual([false, undefined]);
  });
});

it('writes milliseconds to a hundredth', () => {
  expect([0, 1000, 5476, 52_837, 1_234_567].map(formatMillis)).toEqual([
    '0 ms',
    '1 ms',
    '5.48 ms',
    '52.84 ms',
    '1234.57 ms',
  ]);
});
