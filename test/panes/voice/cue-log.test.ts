import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { CueLog } from '../../../src/panes/voice/cue-log.ts';
import type { Cue } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';

const cue = (start: number, end: number, text: string, speaker?: string): Cue => ({
  time: fromSeconds(start),
  end: fromSeconds(end),
  text,
  speaker,
});

describe('CueLog', () => {
  it('finds every cue that overlaps, however long ago it began', () => {
    const short = Array.from({ length: 50 }, (_, index) => cue(index + 1, index + 1.5, `short ${index}`));
    const log = new CueLog([{ name: undefined, cues: new Track([cue(0, 100, 'long'), ...short]) }]);
    expect(log.spokenAt(fromSeconds(30.2))).toEqual([0, 30]);
    expect(log.textAt(fromSeconds(30.2))).toBe('long\nshort 29');
    expect(log.spokenAt(fromSeconds(30.5))).toEqual([0]);
    expect(log.spokenAt(fromSeconds(100))).toEqual([]);
    expect(log.textAt(fromSeconds(100))).toBeNull();
  });

  it('takes the end of a cue as no part of it', () => {
    const log = new CueLog([{ name: undefined, cues: new Track([cue(1, 2, 'a'), cue(2, 3, 'b')]) }]);
    expect(log.textAt(fromSeconds(0.9))).toBeNull();
    expect(log.textAt(fromSeconds(1))).toBe('a');
    expect(log.textAt(fromSeconds(2))).toBe('b');
    expect(log.textAt(fromSeconds(3))).toBeNull();
  });

  it('puts several transcripts in one order, and says whose a cue is', () => {
    const log = new CueLog([
      { name: 'Ada', cues: new Track([cue(1, 2, 'a'), cue(5, 6, 'c', 'Guest')]) },
      { name: 'Bob', cues: new Track([cue(1.5, 3, 'b')]) },
    ]);
    expect(log.track.items.map(({ text, speaker }) => [text, speaker])).toEqual([
      ['a', 'Ada'],
      ['b', 'Bob'],
      ['c', 'Guest'],
    ]);
    expect(log.textAt(fromSeconds(1.7))).toBe('a\nb');
  });

  it('holds nothing where there is nothing', () => {
    const log = new CueLog([]);
    expect(log.track.length).toBe(0);
    expect(log.textAt(fromSeconds(1))).toBeNull();
  });
});
