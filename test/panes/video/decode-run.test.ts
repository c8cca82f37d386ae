import { describe, expect, it } from 'vitest';
import { DecodeRun } from '../../../src/panes/video/decode-run.ts';

const none = (async function* () {})();
const run = (start = 0) => new DecodeRun(none, start);

describe('DecodeRun', () => {
  it('leads to what it has not given yet, as far as no key frame is much nearer', () => {
    const one = run(30);
    expect([one.leadsTo(29, 0), one.leadsTo(30, 30), one.leadsTo(50, 30), one.leadsTo(90, 60)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    one.give(30);
    expect([one.leadsTo(30, 30), one.leadsTo(31, 30)]).toEqual([false, true]);
    for (let index = 31; index < 56; index += 1) one.give(index);
    expect(one.leadsTo(60, 60)).toBe(true);
  });

  it('tells which frames can come no more, and not before a decoder must have given them', () => {
    const one = run();
    for (const index of [0, 1, 3, 4]) expect(one.give(index)).toEqual([]);
    expect(one.leadsTo(2, 0)).toBe(true);
    const absent = Array.from({ length: 20 }, (_, more) => one.give(5 + more)).flat();
    expect(absent).toEqual([2]);
    expect(one.leadsTo(2, 0)).toBe(false);
  });

  it('takes pictures that come out of their order', () => {
    const one = run();
    const absent = [0, 3, 1, 2, 6, 4, 5, ...Array.from({ length: 20 }, (_, more) => 7 + more)].flatMap(
      (index) => one.give(index),
    );
    expect(absent).toEqual([]);
  });

  it('tells at the end what was missing, its first frame too', () => {
    const one = run(10);
    one.give(11);
    one.give(13);
    expect(one.finish(15)).toEqual([10, 12, 14]);
  });
});
