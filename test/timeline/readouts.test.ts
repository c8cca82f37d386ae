import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { parseDestination } from '../../src/timeline/go-to.ts';
import { wallClock } from '../../src/timeline/wall-time.ts';

describe('parseDestination', () => {
  const parse = (text: string, frames?: number) => parseDestination(text, fromSeconds(100), frames);

  it('takes times and frames', () => {
    expect(parse('83.5')).toEqual({ kind: 'time', time: fromSeconds(83.5) });
    expect(parse(' 1:23.5 ')).toEqual({ kind: 'time', time: fromSeconds(83.5) });
    expect(parse('f12', 20)).toEqual({ kind: 'frame', index: 12 });
  });

  it.each([
    ['banana', undefined, 'Not a time or frame: try 83.5, 1:23.5 or f1234'],
    ['', undefined, 'Not a time or frame: try 83.5, 1:23.5 or f1234'],
    ['2:00', undefined, 'The trace ends at 1:40.000'],
    ['120', undefined, 'The trace ends at 1:40.000'],
    ['120', 500, 'The trace ends at 1:40.000; for a frame, f120'],
    ['f20', 20, 'The last frame is f19'],
    ['f1', undefined, 'This trace has no frames'],
  ])('says why %j leads nowhere', (text, frames, reason) => {
    expect(parse(text, frames)).toEqual({ kind: 'invalid', reason });
  });
});

describe('wallClock', () => {
  const wall_utc = '2026-03-02T09:00:00Z';

  it('tells the local time of day with its zone, else UTC', () => {
    expect(wallClock({ wall_utc, local_zone: 'Europe/Berlin' })?.(fromSeconds(61.9))).toBe('10:01:01 CET');
    expect(wallClock({ wall_utc })?.(fromSeconds(1))).toBe('09:00:01 UTC');
    expect(wallClock({ wall_utc, local_zone: 'Not/AZone' })?.(fromSeconds(1))).toBe('09:00:01 UTC');
  });

  it('tells none where none was recorded', () => {
    expect(wallClock({ wall_utc: null })).toBeUndefined();
    expect(wallClock({ wall_utc: 'yesterday' })).toBeUndefined();
  });
});
