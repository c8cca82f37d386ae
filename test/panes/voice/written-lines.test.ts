import { describe, expect, it } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { spokenLines } from '../../../src/panes/voice/spoken-lines.ts';
import { joinLines, writtenLines } from '../../../src/panes/voice/written-lines.ts';
import type { Annotation, TimedAnnotation } from '../../../src/trace/layers.ts';

function note(
  seconds: number,
  text: string,
  more: Partial<Annotation> & { readonly end?: number } = {},
): TimedAnnotation {
  const { end, ...fields } = more;
  return {
    time: fromSeconds(seconds),
    end: end === undefined ? undefined : fromSeconds(end),
    annotation: { t: seconds, type: 'note', text, ...fields },
  };
}

const cue = (start: number, end: number, text: string) => ({
  time: fromSeconds(start),
  end: fromSeconds(end),
  text,
  speaker: undefined,
});

const NAMES = new Map([['a', 'Ada']]);

describe('writtenLines', () => {
  it('takes notes and decisions with words, and nothing else', () => {
    const lines = writtenLines(
      [
        note(1, 'one'),
        note(2, 'mark', { type: 'sync_mark' }),
        note(3, 'two', { type: 'decision' }),
        note(4, 'three', { type: 'review_comment' }),
        note(5, 'four', { type: 'phase' }),
        note(6, '  '),
      ],
      NAMES,
    );
    expect(lines.map(({ text, decision, written }) => [text, decision, written])).toEqual([
      ['one', false, true],
      ['two', true, true],
    ]);
  });

  it('lights a moment for some seconds, or until the next note', () => {
    const items = [note(1, 'a'), note(1, 'b'), note(2, 'c'), note(10, 'd'), note(12, 'e', { end: 30 })];
    expect(writtenLines(items, NAMES).map(({ end }) => toSeconds(end))).toEqual([2, 2, 6, 12, 30]);
  });

  it('names those who have a name', () => {
    const items = [note(1, 'a', { actor: 'a' }), note(2, 'b', { actor: 'b' }), note(3, 'c')];
    expect(writtenLines(items, NAMES).map(({ speaker }) => speaker)).toEqual(['Ada', undefined, undefined]);
  });

  it('looks at each of very many at one moment a few times', () => {
    let looks = 0;
    const items = Array.from({ length: 1_000 }, (_, index) => {
      const { time, ...rest } = note(1, `n${index}`);
      const counted = (): typeof time => {
        looks += 1;
        return time;
      };
      return Object.defineProperty(rest, 'time', { get: counted }) as TimedAnnotation;
    });
    expect(writtenLines(items, NAMES)).toHaveLength(1_000);
    expect(looks).toBe(1_000);
  });
});

describe('joinLines', () => {
  const spoken = spokenLines(
    [
      cue(1, 2, 'I do not guess.'),
      cue(2, 4, 'The manual\nshould have it.'),
      cue(20, 22, 'Either is enough.'),
    ],
    undefined,
  );

  it('marks what is said when a decision repeats it, over several cues too', () => {
    const notes = writtenLines(
      [note(1.2, 'I do not guess. The manual should have it.', { type: 'decision' })],
      NAMES,
    );
    expect(joinLines(spoken, notes).map(({ text, decision, written }) => [text, decision, written])).toEqual([
      ['I do not guess.', true, false],
      ['The manual\nshould have it.', false, false],
      ['Either is enough.', false, false],
    ]);
  });

  it('marks nothing for a note that only repeats', () => {
    const lines = joinLines(spoken, writtenLines([note(19, 'either is  enough.')], NAMES));
    expect(lines).toHaveLength(3);
    expect(lines.some(({ decision }) => decision)).toBe(false);
  });

  it.each([
    ['says more', 1, 'I do not guess. The manual should have'],
    ['says less', 1, 'I do not'],
    ['comes much later', 10, 'I do not guess.'],
  ])('keeps a note that %s', (_, seconds, text) => {
    const lines = joinLines(spoken, writtenLines([note(seconds, text)], NAMES));
    expect(lines.map((line) => line.written)).toEqual([false, false, false, true]);
  });

  /** So many short cues within a second, and how often the words of all of them were read. */
  function shortCues(count: number) {
    const reads = { count: 0 };
    const lines = spokenLines(
      Array.from({ length: count }, (_, index) => cue(1 + index / count, 2, `a${index}`)),
      undefined,
    ).map((line) =>
      Object.defineProperty({ ...line }, 'text', {
        get: () => {
          reads.count += 1;
          return 'a';
        },
      }),
    );
    return { lines, reads };
  }

  it('reads the words of each cue once, however long and however many the notes', () => {
    const { lines, reads } = shortCues(60);
    const notes = Array.from({ length: 40 }, (_, index) => note(1.5, `${'a '.repeat(100)}b${index}`));
    const joined = joinLines(lines, writtenLines(notes, NAMES));
    expect(joined).toHaveLength(100);
    expect(reads.count).toBe(60);
  });

  it('looks for a note among so many cues as can be said at its time, and no more', () => {
    const words = (count: number) =>
      spokenLines(
        Array.from({ length: count }, (_, index) => cue(1 + index / count, 2, `word ${index + 1}`)),
        undefined,
      );
    const isOwnLine = (count: number): boolean =>
      joinLines(words(count), writtenLines([note(1.5, `word ${count}`)], NAMES)).length > count;
    expect([isOwnLine(20), isOwnLine(64), isOwnLine(65)]).toEqual([false, false, true]);
  });

  it('takes part of a cue for no repetition, and passes over cues without words', () => {
    const cues = spokenLines([cue(1, 2, 'Yes'), cue(1.2, 2, ' \n'), cue(1.5, 2, 'we can')], undefined);
    const count = (text: string): number => joinLines(cues, writtenLines([note(1, text)], NAMES)).length;
    expect(['yes we can', 'we can', 'yes', 'yes we', 'ye', 'can', 'yes we can do'].map(count)).toEqual([
      3, 3, 3, 4, 4, 4, 4,
    ]);
  });
});
