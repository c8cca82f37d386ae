import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFragment, encodeFragment } from '../../src/app/url-state.ts';
import { fromMicros } from '../../src/base/time.ts';

const time = fc.integer({ min: 0, max: 36_000_000_000 }).map(fromMicros);

describe('the fragment', () => {
  // Addresses that people have: they lead to the same moment for ever.
  it.each([
    ['#v=1&t=83.366667', { time: 83_366_667 }],
    ['#v=1&t=0', { time: 0 }],
    ['#t=7', { time: 7_000_000 }],
    [
      '#v=1&t=1.5&range=1,2.25&pane=video',
      { time: 1_500_000, range: { start: 1_000_000, end: 2_250_000 }, pane: 'video' },
    ],
    ['#v=1&t=2&pane=diff&layout=review', { time: 2_000_000, pane: 'diff', layout: 'review' }],
    [
      '#v=1&t=2&find=npm%20test&match=case,pattern',
      {
        time: 2_000_000,
        find: { text: 'npm test', matchCase: true, wholeWord: false, pattern: true },
      },
    ],
    ['', {}],
  ])('%s', (fragment, state) => {
    expect(decodeFragment(fragment)).toEqual({ state, problems: [] });
  });

  it.each([
    ['t', '#t=abc'],
    ['t', '#t=-1'],
    ['t', '#t=1e9'],
    ['t', '#t='],
    ['range', '#range=2,1'],
    ['range', '#range=1'],
    ['pane', '#pane=<script>'],
    ['layout', '#layout=cinema'],
    ['find', '#find='],
    ['match', '#find=a&match=loosely'],
    ['v', '#v=9&t=1'],
  ])('reports a bad %s in %s and reads the rest', (part, fragment) => {
    const { problems } = decodeFragment(fragment);
    expect(problems).toMatchObject([{ code: 'address-invalid', details: { part } }]);
  });

  it('comes back exactly, to the microsecond', () => {
    fc.assert(
      fc.property(time, time, time, (now, a, b) => {
        fc.pre(a < b);
        const state = { time: now, range: { start: a, end: b }, pane: 'terminal', layout: 'share' as const };
        expect(decodeFragment(`#${encodeFragment(state)}`)).toEqual({ state, problems: [] });
      }),
    );
  });

  it('brings a search back as it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), fc.boolean(), (text, matchCase, wholeWord) => {
        const find = { text, matchCase, wholeWord, pattern: true };
        expect(decodeFragment(encodeFragment({ find })).state).toEqual({ find });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeFragment(text)));
  });
});
