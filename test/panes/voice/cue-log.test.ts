import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { CueLog } from '../../../src/panes/voice/cue-log.ts';
import type { Line } from '../../../src/panes/voice/line.ts';

const line = (start: number, end: number, text: string, more: Partial<Line> = {}): Line => ({
  time: fromSeconds(start),
  end: fromSeconds(end),
  text,
  speaker: undefined,
  written: false,
  decision: false,
  ...more,
});

describe('CueLog', () => {
  it('finds every line that overlaps, however long ago it began', () => {
    const short = Array.from({ length: 50 }, (_, index) => line(index + 1, index + 1.5, `short ${index}`));
    const log = new CueLog([line(0, 100, 'long'), ...short]);
    expect(log.linesAt(fromSeconds(30.2))).toEqual([0, 30]);
    expect(log.saidAt(fromSeconds(30.2))).toBe('long\nshort 29');
    expect(log.linesAt(fromSeconds(30.5))).toEqual([0]);
    expect(log.linesAt(fromSeconds(100))).toEqual([]);
    expect(log.saidAt(fromSeconds(100))).toBeNull();
  });

  it('takes the end of a line as no part of it', () => {
    const log = new CueLog([line(1, 2, 'a'), line(2, 3, 'b')]);
    expect(log.saidAt(fromSeconds(0.9))).toBeNull();
    expect(log.saidAt(fromSeconds(1))).toBe('a');
    expect(log.saidAt(fromSeconds(2))).toBe('b');
    expect(log.saidAt(fromSeconds(3))).toBeNull();
  });

  it('puts all in one order, and numbers the speakers by their first words', () => {
    const log = new CueLog([
      line(5, 6, 'c', { speaker: 'Guest' }),
      line(1, 2, 'a', { speaker: 'Zoe' }),
      line(7, 8, 'd', { speaker: 'Zoe' }),
      line(1.5, 3, 'b', { speaker: 'Bob' }),
      line(9, 10, 'e'),
    ]);
    expect(log.track.items.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([...log.speakers]).toEqual([
      ['Zoe', 0],
      ['Bob', 1],
      ['Guest', 2],
    ]);
    expect(log.saidAt(fromSeconds(1.7))).toBe('a\nb');
  });

  it('keeps what was said and what was written apart, and lights both', () => {
    const log = new CueLog([line(1, 5, 'said'), line(2, 4, 'noted', { written: true })]);
    expect(log.writtenCount).toBe(1);
    expect(log.linesAt(fromSeconds(3))).toEqual([0, 1]);
    expect([log.saidAt(fromSeconds(3)), log.writtenAt(fromSeconds(3))]).toEqual(['said', 'noted']);
    expect([log.saidAt(fromSeconds(4.5)), log.writtenAt(fromSeconds(4.5))]).toEqual(['said', null]);
  });

  it('holds nothing where there is nothing', () => {
    const log = new CueLog([]);
    expect(log.track.length).toBe(0);
    expect(log.saidAt(fromSeconds(1))).toBeNull();
    expect(log.speakers.size).toBe(0);
  });
});
