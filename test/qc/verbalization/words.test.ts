import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../src/qc/verbalization/command-line.ts';
import { leavesAtLeast, speaksOf, tokensOf, withoutPhrases } from '../../../src/qc/verbalization/words.ts';
import { wordsOf } from '../../../src/trace/spoken-words.ts';

describe('words', () => {
  it('lose fillers of one word and of several, also in a row', () => {
    const words = wordsOf('Um, um, you know, I mean the parser is, uh, wrong');
    expect(withoutPhrases(words, ['um', 'uh', 'you know', 'i mean'])).toEqual([
      'the',
      'parser',
      'is',
      'wrong',
    ]);
    expect(withoutPhrases(wordsOf('the umbrella'), ['um'])).toEqual(['the', 'umbrella']);
  });

  it('are enough beside fillers exactly where so many are left without them', () => {
    const phrases = ['um', 'you know', 'i mean'];
    const word = fc.constantFrom('um', 'you', 'know', 'i', 'mean', 'parser', 'wrong');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.nat(6), (words, count) => {
        expect(leavesAtLeast(count, phrases)(words)).toBe(withoutPhrases(words, phrases).length >= count);
      }),
    );
  });

  it('name the parts of paths, addresses and identifiers', () => {
    expect(tokensOf('src/next.test.js')).toEqual(['src', 'next', 'test']);
    expect(tokensOf('parseFieldList_v2')).toEqual(['parse', 'field', 'list']);
    expect(tokensOf('http://localhost:8080/days.html')).toEqual(['http', 'localhost', 'days', 'html']);
    expect([
      speaksOf(new Set(['tests']), 'test'),
      speaksOf(new Set(['test']), 'tests'),
      speaksOf(new Set(['tested']), 'test'),
    ]).toEqual([true, true, false]);
  });

  it('of a command line are those of each of its commands', () => {
    expect(runs('cd app && git  checkout main', ['git checkout'])).toBe(true);
    expect(runs('git checkouts', ['git checkout'])).toBe(false);
    expect(runs('echo git checkout', ['git checkout'])).toBe(false);
  });
});
