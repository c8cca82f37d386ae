/** Which of several texts say the same. */
import { describe, expect, it } from 'vitest';
import { saidOnce, textsOnce } from '../../../src/exporters/steps/said-once.ts';

const spoken = (text: string) => ({ layer: 'voice', text, isWritten: false });
const written = (text: string) => ({ layer: 'notes', text, isWritten: true });
const kept = (said: Parameters<typeof saidOnce>[0]): readonly string[] =>
  saidOnce(said).map(({ text }) => text);

describe('saidOnce', () => {
  const SAID = [spoken('I look'), spoken('and mend it'), written('look and mend'), written('I look!')];

  it('leaves out what stands within other words', () => {
    expect(kept([...SAID, written('Now go on'), spoken('go on')])).toEqual([
      'I look',
      'and mend it',
      'Now go on',
    ]);
  });

  it.each([
    ['many', Array.from({ length: 1_000 }, (_, index) => spoken(`word${index}`))],
    ['long', [spoken('long '.repeat(40_001))]],
  ])('of very %s words leaves out those alone that are all the same', (_what, more) => {
    const texts = kept([...SAID, ...more]);
    expect(texts.slice(0, 3)).toEqual(['I look', 'and mend it', 'look and mend']);
    expect(texts).toHaveLength(3 + more.length);
  });
});

describe('textsOnce', () => {
  it.each([
    ['the same but for case and blanks', ['I look  there', ' i look\nthere ']],
    ['whole within a longer one', ['I see. First I look there. Then on', 'first I look there.']],
    ['whole at its end', ['Hm: total = a + b', 'total = a + b']],
    ['whole at a later place', ['unless i go on, less i go on!', 'less I go on']],
  ])('leaves out what is %s', (_what, texts) => {
    expect(textsOnce(texts)).toEqual(texts.slice(0, 1));
    expect(textsOnce(texts.toReversed())).toHaveLength(1);
  });

  it.each([
    ['other signs', ['total = a + b', 'total = a - b']],
    ['brackets', ['Take it', 'Take it [not that]']],
    ['few words', ['There is no file', 'No']],
    ['a part of a word', ['Unless I go on', 'less I go on']],
    ['very long texts', [`${'long '.repeat(10_000)}first I look there`, 'first I look there']],
  ])('keeps all of %s', (_what, texts) => {
    expect(textsOnce(texts)).toEqual(texts);
  });
});
