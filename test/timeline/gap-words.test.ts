import { describe, expect, it } from 'vitest';
import { CLOCK_WORDS, stepWords } from '../../src/base/time-words.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { gapHere, gapSentence, gapSentences } from '../../src/timeline/gap-words.ts';
import type { DeclaredGap } from '../../src/trace/declared-gaps.ts';

const gap = (reason?: string): DeclaredGap => ({
  index: 0,
  range: { start: fromSeconds(50), end: fromSeconds(52) },
  reason,
});

describe('the words of a gap', () => {
  it.each([
    ['telephone', 'Nothing was recorded here: telephone'],
    ['Recording was paused: telephone', 'Nothing was recorded here. Recording was paused: telephone'],
    ['The disk was full.', 'Nothing was recorded here. The disk was full'],
    [undefined, 'Nothing was recorded here, and nobody says why'],
  ])('say the reason %j where it is pointed at', (reason, words) => {
    expect(gapHere(gap(reason))).toBe(words);
  });

  it.each([
    ['telephone', 'Nothing was recorded from 0:50.000 to 0:52.000: telephone.'],
    ['The disk was full.', 'Nothing was recorded from 0:50.000 to 0:52.000. The disk was full.'],
    [undefined, 'Nothing was recorded from 0:50.000 to 0:52.000, and nobody says why.'],
  ])('are a sentence with its times for the reason %j', (reason, words) => {
    expect(gapSentence(gap(reason), CLOCK_WORDS)).toBe(words);
  });

  it('speak of steps where there are no times', () => {
    expect(gapSentence(gap('lost'), stepWords(60, 1_000_000))).toBe(
      'Nothing was recorded from step 51 to step 52: lost.',
    );
  });

  it('tell a layer of several lanes once, pauses first, and at most a hundred', () => {
    const lane = (title: string, layer: string | undefined, gaps?: readonly DeclaredGap[]) => ({
      lane: { title, layer, ...(gaps && { gaps }) },
    });
    const lanes = [
      lane('Screen', 'screen', [gap('died')]),
      lane('Commands · One', 'commands', [gap('cut')]),
      lane('Commands · Two', 'commands', [gap('cut')]),
      lane('Problems', undefined),
    ];
    const from = 'Nothing was recorded from 0:50.000 to 0:52.000';
    expect(gapSentences(lanes, [gap('lunch')], CLOCK_WORDS)).toEqual([
      `All layers. ${from}: lunch.`,
      `Screen. ${from}: died.`,
      `Commands · One. ${from}: cut.`,
    ]);
    const many = gapSentences(
      [],
      Array.from({ length: 250 }, () => gap()),
      CLOCK_WORDS,
    );
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toBe('and 150 more');
  });
});
