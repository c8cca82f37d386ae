import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/base/slices.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { parseCues, placeCues } from '../../../src/trace/cues.ts';
import { spokenLines } from '../../../src/panes/voice/spoken-lines.ts';

/** Each text as [speaker, text]. A second part after `|` is the speaker that the cue itself names. */
function read(texts: readonly string[], name?: string): readonly (readonly [string | undefined, string])[] {
  const cues = texts.map((both, index) => {
    const [text = '', speaker] = both.split('|');
    return { time: fromSeconds(index), end: fromSeconds(index + 1), text, speaker };
  });
  return spokenLines(cues, name).map(({ speaker, text }) => [speaker, text]);
}

describe('spokenLines', () => {
  it('takes a name that comes again for a speaker, and no other', () => {
    expect(
      read(['Ada: First, I look.', 'Note: this is slow.', 'Ada:  Then I try.', 'Bob: Why?', 'Time: 12']),
    ).toEqual([
      ['Ada', 'First, I look.'],
      [undefined, 'Note: this is slow.'],
      ['Ada', 'Then I try.'],
      [undefined, 'Bob: Why?'],
      [undefined, 'Time: 12'],
    ]);
  });

  it.each(['DR. LEE', 'Speaker 1', 'Jean-Luc', "O'Brien", 'Élodie', 'إيمو', 'プルーグ', 'Anna Maria Sol'])(
    'knows %s for a name',
    (name) => {
      const texts = [`${name}: one`, `${name}: two`];
      expect(read(texts)).toEqual([
        [name, 'one'],
        [name, 'two'],
      ]);
    },
  );

  it.each([
    ['a sentence', 'I think that the cause is: a star'],
    ['a time', '10:30 is too late'],
    ['an address', 'https://example.org'],
    ['a name without words', 'Ada:'],
    ['a name without a space', 'Map:get'],
    ['lower case', 'so: this'],
    ['a name as long as a line', `${'A'.repeat(40)}: x`],
  ])('leaves %s as it is', (_, text) => {
    expect(read([text, text])).toEqual([
      [undefined, text],
      [undefined, text],
    ]);
  });

  it('reads the marks of live captions, and full-width colons', () => {
    expect(read(['>> Ada: one', '>> Ada: two', '林：一', '林：二'])).toEqual([
      ['Ada', 'one'],
      ['Ada', 'two'],
      ['林', '一'],
      ['林', '二'],
    ]);
  });

  it('trusts the voice tag more, and the name of the transcript less', () => {
    expect(read(['Ada: one|Bob', 'Ada: two', 'Ada: three', 'four'], 'Carol')).toEqual([
      ['Bob', 'Ada: one'],
      ['Ada', 'two'],
      ['Ada', 'three'],
      ['Carol', 'four'],
    ]);
  });

  it('does not hang on a long hostile text', () => {
    const text = `A${' a'.repeat(100_000)}: ${'['.repeat(100_000)}`;
    const start = performance.now();
    expect(read([text, text])).toHaveLength(2);
    // Some milliseconds; a minute and more where each character is looked at once for each other.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

/** Files by other people, beside the repository; not everyone has them. */
const CAPTIONS = join('..', 'shared', 'data', 'captions-media');

describe.skipIf(!existsSync(CAPTIONS))(`captions of films (skipped where ${CAPTIONS} is absent)`, () => {
  it.each([
    ['elephantsdream-captions.en.vtt', 78],
    ['elephantsdream-captions.ar.vtt', 77],
    ['Apollo11_countdown.en.vtt', 7],
    ['Apollo11_countdown.en.srt', 7],
  ])('%s names no speakers, and loses no words', async (name, count) => {
    const clock = { domain: 'media', native_unit: 's', sync_quality: 'assumed' } as const;
    const context = { id: 'cues', map: clockMap(clock), duration: fromSeconds(3_600), newer: false };
    const text = readFileSync(join(CAPTIONS, name), 'utf8');
    const spoken = { items: await parseCues(text, name) };
    const { items } = atOnce(placeCues(spoken, { ...context, report: () => undefined }));
    const lines = spokenLines(items, undefined);
    expect(lines).toHaveLength(count);
    expect(lines.map((line) => line.speaker).filter(Boolean)).toEqual([]);
    expect(lines.map((line) => line.text)).toEqual(items.map((cue) => cue.text));
  });
});
