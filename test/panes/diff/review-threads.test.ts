import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import {
  commentTimes,
  countStates,
  isOutdated,
  latestComment,
  latestThread,
  latestVerdict,
  remarkedRows,
  reviewThreads,
  threadsAt,
} from '../../../src/panes/diff/review-threads.ts';
import type { TimedAnnotation } from '../../../src/trace/layers.ts';

type Fields = Partial<TimedAnnotation['annotation']>;

const comment = (seconds: number, text: string, fields: Fields = {}): TimedAnnotation => ({
  time: fromSeconds(seconds),
  annotation: { t: seconds, type: 'review_comment', text, ...fields },
});
const naming = { names: new Map([['a', 'Reviewer A']]), several: false };
/** `path:lines text, text` a thread. */
const written = (...annotations: readonly TimedAnnotation[]): readonly string[] =>
  reviewThreads(annotations, naming).map(
    ({ path, lines, comments }) =>
      `${path}:${lines?.join('-')} ${comments.map(({ text }) => text).join(', ')}`,
  );

describe('reviewThreads', () => {
  it('puts answers under what they answer, however deep, and keeps the order of time', () => {
    expect(
      written(
        comment(1, 'why?', { id: '1', file: 'a.js', line: 3, line_end: 5 }),
        comment(4, 'and this?', { id: '3', file: 'b.js', line: 1 }),
        comment(3, 'since …', { id: '2', reply_to: '1', file: 'a.js', line: 3 }),
        comment(9, 'I see', { reply_to: '2' }),
      ),
    ).toEqual(['a.js:3-5 why?, since …, I see', 'b.js:1-1 and this?']);
  });

  it('takes only review comments, also those of a whole file and of all', () => {
    const note: TimedAnnotation = { time: fromSeconds(1), annotation: { t: 1, type: 'note', text: 'no' } };
    expect(written(note, comment(2, 'tests?', { file: 'a.js' }), comment(3, 'approved'))).toEqual([
      'a.js:undefined tests?',
      'undefined:undefined approved',
    ]);
  });

  it('begins a thread with an answer to nothing, and ends with rings', () => {
    expect(
      written(
        comment(1, 'lost', { reply_to: 'x', file: 'a.js', line: 1 }),
        comment(2, 'chicken', { id: 'c', reply_to: 'e' }),
        comment(3, 'egg', { id: 'e', reply_to: 'c' }),
        comment(4, 'itself', { id: 'i', reply_to: 'i' }),
      ),
    ).toEqual(['a.js:1-1 lost', 'undefined:undefined chicken, egg', 'undefined:undefined itself']);
  });

  it('names authors, and repositories where there are several', () => {
    const all = [comment(1, 'x', { actor: 'a', file: 'a.js', repo: 'api' }), comment(2, 'y', { actor: 'b' })];
    const [first, second] = reviewThreads(all, { ...naming, several: true });
    expect([first?.path, first?.comments[0]?.author, second?.comments[0]?.author]).toEqual([
      'api/a.js',
      'Reviewer A',
      'b',
    ]);
    expect(reviewThreads(all, naming)[0]?.path).toBe('a.js');
  });

  it('takes a long chain of answers without going round in it', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      comment(index + 1, '', { id: `${index}`, ...(index > 0 && { reply_to: `${index - 1}` }) }),
    );
    expect(reviewThreads(chain, naming)).toHaveLength(1);
  });
});

describe('threadsAt', () => {
  it('has what had been said by then, and tells when the latest was', () => {
    const threads = reviewThreads(
      [comment(1, 'why?', { id: '1' }), comment(3, 'since …', { reply_to: '1' }), comment(5, 'other')],
      naming,
    );
    const said = (seconds: number): readonly string[] =>
      threadsAt(threads, fromSeconds(seconds)).map(({ comments }) =>
        comments.map(({ text }) => text).join(', '),
      );
    expect([said(0.9), said(1), said(3), said(5)]).toEqual([
      [],
      ['why?'],
      ['why?, since …'],
      ['why?, since …', 'other'],
    ]);
    const times = commentTimes(threads);
    const latest = (seconds: number) => latestComment(times, fromSeconds(seconds));
    expect([0, 1, 4, 6].map(latest)).toEqual([undefined, ...[1, 3, 5].map(fromSeconds)]);
  });
});

describe('how a review stands', () => {
  const resolved = { id: '2', reply_to: '1', state: 'resolved' } as const;
  const threads = reviewThreads(
    [
      comment(1, 'why?', { id: '1', file: 'a.js', line: 3, state: 'resolved' }),
      comment(2, 'and?', { file: 'a.js', line: 9, state: 'open' }),
      comment(4, '', resolved),
      comment(5, 'not yet', { verdict: 'changes_requested', actor: 'a' }),
      comment(6, 'no', { reply_to: '2', state: 'open' }),
      comment(8, '', { reply_to: '1', state: 'resolved' }),
      comment(9, '', { verdict: 'approved', actor: 'a' }),
    ],
    naming,
  );
  const at = (seconds: number) => threadsAt(threads, fromSeconds(seconds));

  it('follows the answers that resolve a thread or open it again', () => {
    expect([1, 4, 5, 6, 8].map((seconds) => at(seconds)[0]?.state)).toEqual([
      'open',
      'resolved',
      'resolved',
      'open',
      'resolved',
    ]);
    expect(threads[0]?.onlyAtEnd).toBe(false);
    expect(countStates(at(4))).toEqual({ open: 1, resolved: 1 });
  });

  it('knows only the end of a thread whose answers tell nothing', () => {
    expect(at(2)[1]).toMatchObject({ state: 'open', onlyAtEnd: true });
    expect(reviewThreads([comment(1, 'x')], naming)[0]).toMatchObject({ state: undefined, onlyAtEnd: false });
    const early = reviewThreads(
      [comment(1, 'x', { id: '1', state: 'resolved' }), comment(3, 'y', { reply_to: '1' })],
      naming,
    );
    expect(threadsAt(early, fromSeconds(1))[0]).toMatchObject({ state: 'resolved', onlyAtEnd: true });
  });

  it('has the latest verdict, and the thread that was spoken in last', () => {
    expect(latestVerdict(at(4))).toBeUndefined();
    expect(latestVerdict(at(8))).toMatchObject({ deed: 'Changes requested', author: 'Reviewer A' });
    expect(latestVerdict(at(9))).toMatchObject({ verdict: 'approved', time: fromSeconds(9) });
    expect([2, 4, 9].map((seconds) => latestThread(at(seconds))?.comments[0]?.text)).toEqual([
      'and?',
      'why?',
      '',
    ]);
  });

  it('tells what a comment does, and not what its thread comes to', () => {
    expect(threads[0]?.comments.map(({ deed }) => deed)).toEqual([
      undefined,
      'Resolved',
      'Opened again',
      'Resolved',
    ]);
  });
});

describe('the lines that are spoken about', () => {
  const threads = reviewThreads(
    [
      comment(2, 'x', { file: 'a.js', line: 3 }),
      comment(5, 'y', { file: 'a.js', line: 4, line_end: 6 }),
      comment(2, 'z', { file: 'a.js', line: 7, side: 'old' }),
      comment(2, 'all', { file: 'a.js' }),
    ],
    naming,
  );
  const code = { path: 'a.js', numbers: undefined };

  it('are those of the text that was read, and of no later one', () => {
    const old = { side: 'original', first: 7, last: 7 };
    expect(remarkedRows(code, threads, undefined)).toEqual([
      { side: 'modified', first: 3, last: 3 },
      old,
      { side: 'modified', first: 4, last: 6 },
    ]);
    expect(remarkedRows(code, threads, fromSeconds(5))).toEqual([
      old,
      { side: 'modified', first: 4, last: 6 },
    ]);
    expect(threads.map((thread) => isOutdated(thread, fromSeconds(3)))).toEqual([true, false, false, false]);
    expect(remarkedRows({ ...code, path: 'b.js' }, threads, undefined)).toEqual([]);
  });
});
