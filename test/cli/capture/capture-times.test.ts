import { describe, expect, it } from 'vitest';
import { CaptureTimes, type Gap } from '../../../src/cli/capture/capture-times.ts';
import type { JournalEntry } from '../../../src/cli/capture/journal.ts';
import { at, began, configFor, ends, starts, WALL, ZERO } from './capture-fixtures.ts';

const S = 1_000_000;
const BEGAN = began(configFor('/a'));
const timesOf = (...entries: readonly JournalEntry[]) => new CaptureTimes([BEGAN, ...entries], '/a');
const span = (start: number, end: number) => ({ start: start * S, end: end * S });
const shown = (gaps: readonly Gap[]) =>
  gaps.map(({ start, end, reason }) => `${start / S}-${end / S} ${reason}`);
const DONE = at(60, { type: 'capture-ended' });

describe('clocks', () => {
  it('counts from when the capture began', () => {
    expect(timesOf(DONE).ofMonotonic(ZERO + 7)).toBe(7);
    expect(timesOf(DONE).journalEnd).toBe(60 * S);
  });

  it('takes the nearest reading of the wall clock, which may be set in between', () => {
    const set = { ...at(30, { type: 'resumed' }), wall: ZERO + WALL + 90 * S };
    const times = timesOf(at(10, { type: 'resumed' }), set, {
      ...at(40, { type: 'resumed' }),
      wall: ZERO + WALL + 100 * S,
    });
    expect(times.ofWall(ZERO + WALL + 12 * S)).toBe(12 * S);
    expect(times.ofWall(ZERO + WALL + 91 * S)).toBe(31 * S);
    expect(times.ofWall(ZERO + WALL + 105 * S)).toBe(45 * S);
  });

  it('is no capture without a beginning', () => {
    expect(() => new CaptureTimes([DONE], '/a')).toThrow('/a holds no capture that has begun');
  });
});

describe('pauses', () => {
  it('last until they end, or the trace does', () => {
    const times = timesOf(
      at(5, { type: 'paused', reason: 'telephone' }),
      at(9, { type: 'resumed' }),
      at(20, { type: 'paused' }),
    );
    expect(times.pauses(60 * S)).toEqual([
      { ...span(5, 9), reason: 'telephone' },
      { ...span(20, 60), reason: undefined },
    ]);
  });
});

describe('what is missing', () => {
  const whole = span(0, 60);

  it('is nothing where all was recorded, and what starts within a second', () => {
    const times = timesOf(starts(0, 'screen', 1, 'a'), ends(60, 'screen', 1), DONE);
    expect(times.gapsOf('screen', 'The screen', [span(0.9, 60)], whole)).toEqual([]);
  });

  it('is a pause, from the last item before it to the first one after it', () => {
    const times = timesOf(
      starts(0, 'screen', 1, 'a'),
      at(10, { type: 'paused', reason: 'telephone' }),
      ends(10.2, 'screen', 1),
      at(20, { type: 'resumed' }),
      starts(20, 'screen', 2, 'b'),
      DONE,
    );
    const gaps = times.gapsOf('screen', 'The screen', [span(0, 10.1), span(20.5, 60)], whole);
    expect(shown(gaps)).toEqual(['10.1-20.5 Recording was paused: telephone']);
    expect(gaps[0]?.isPause).toBe(true);
  });

  it('is what a recorder that died did not record until it was started again, however short', () => {
    const times = timesOf(
      starts(0, 'screen', 1, 'a'),
      ends(30, 'screen', 1, 'by SIGKILL'),
      starts(30.3, 'screen', 2, 'b'),
      DONE,
    );
    expect(shown(times.gapsOf('screen', 'The screen', [span(0, 29.9), span(30.5, 60)], whole))).toEqual([
      '29.9-30.5 The screen was not recorded: its recorder ended by SIGKILL.',
    ]);
  });

  it('lasts to the end where it was given up', () => {
    const times = timesOf(
      starts(0, 'input', 1, 'a'),
      ends(30, 'input', 1, 'with exit code 3'),
      at(30, { type: 'recorder-given-up', recorder: 'input' }),
      DONE,
    );
    expect(shown(times.gapsOf('input', 'The input', times.aliveSpans('input'), whole))).toEqual([
      '30-60 The input was not recorded: its recorder ended with exit code 3.',
    ]);
  });

  it('is said to be cut off where nobody ended the capture', () => {
    const times = timesOf(
      starts(0, 'input', 1, 'a'),
      at(2, { type: 'beat', alive: ['input'] }),
      at(4, { type: 'beat', alive: ['input'] }),
    );
    expect(times.hasDied).toBe(true);
    expect(shown(times.gapsOf('input', 'The input', times.aliveSpans('input'), whole))).toEqual([
      '4-60 The input was not recorded: the capture was cut off.',
    ]);
  });

  it('is all of it where nothing was left', () => {
    const times = timesOf(starts(0, 'screen', 1, 'a'), ends(1, 'screen', 1, 'by SIGKILL'), DONE);
    expect(shown(times.gapsOf('screen', 'The screen', [], whole))).toEqual([
      '0-60 The screen was not recorded: its recorder ended by SIGKILL.',
    ]);
  });
});
