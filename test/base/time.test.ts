import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatTimecode,
  fromMicros,
  fromMillis,
  fromSeconds,
  parseTime,
  toSeconds,
} from '../../src/base/time.ts';

describe('trace time', () => {
  it('is whole microseconds', () => {
    expect(fromSeconds(1.0000004)).toBe(1_000_000);
    expect(fromMillis(0.5)).toBe(500);
    expect(Object.is(fromMicros(-0.2), 0)).toBe(true);
  });

  it('refuses what is no number', () => {
    expect(() => fromSeconds(NaN)).toThrow(RangeError);
    expect(() => fromMicros(Infinity)).toThrow(RangeError);
  });

  it('comes back exactly from seconds with six decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 * 3600 * 1_000_000 }), (micros) => {
        expect(fromSeconds(Number(toSeconds(fromMicros(micros)).toFixed(6)))).toBe(micros);
      }),
    );
  });
});

describe('formatTimecode', () => {
  it.each([
    [0, '0:00.000'],
    [83_366_667, '1:23.366'],
    [999_999, '0:00.999'],
    [3_661_001_000, '1:01:01.001'],
    [-1_500_000, '-0:01.500'],
  ])('%d is %s', (micros, text) => {
    expect(formatTimecode(fromMicros(micros))).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [850_000, '850 ms'],
    [4_200_000, '4.2 s'],
    [59_960_000, '1 m 00 s'],
    [185_000_000, '3 m 05 s'],
    [3_720_000_000, '1 h 02 m'],
  ])('%d is %s', (micros, text) => {
    expect(formatDuration(micros)).toBe(text);
  });
});

describe('parseTime', () => {
  it.each([
    ['83.5', 83_500_000],
    ['1:23.5', 83_500_000],
    ['1:02:03', 3_723_000_000],
    ['1h2m3s', 3_723_000_000],
    ['2m', 120_000_000],
    ['250ms', 250_000],
    ['1.5s', 1_500_000],
    [' 7 ', 7_000_000],
  ])('reads %s', (text, micros) => {
    expect(parseTime(text)).toBe(micros);
  });

  it('refuses more than a number can be', () => {
    expect(parseTime('9'.repeat(400))).toBeUndefined();
    expect(parseTime(`${'9'.repeat(20)}h`)).toBeUndefined();
  });

  it.each(['', 'now', '1:2:3:4', '-5', 'f12', '1e9'])('refuses %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('reads every timecode that it writes, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360_000_000 }), (millis) => {
        expect(parseTime(formatTimecode(fromMillis(millis)))).toBe(millis * 1000);
      }),
    );
  });
});
