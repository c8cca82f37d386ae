import { describe, expect, it } from 'vitest';
import { parseCast, parseResize } from '../../src/trace/cast.ts';

const v2 = (...events: readonly unknown[]) =>
  [{ version: 2, width: 80, height: 24 }, ...events].map((line) => JSON.stringify(line)).join('\n') + '\n';

describe('parseCast', () => {
  it('reads version 2: absolute seconds', () => {
    const cast = parseCast(
      v2([0.5, 'o', 'a'], [1, 'r', '100x30'], [2, 'i', 'x'], [3, 'm', 'here']),
      'a.cast',
    );
    expect(cast).toMatchObject({ version: 2, cols: 80, rows: 24, problems: [] });
    expect(cast.events).toEqual([
      { seconds: 0.5, kind: 'output', data: 'a' },
      { seconds: 1, kind: 'resize', data: '100x30' },
      { seconds: 2, kind: 'input', data: 'x' },
      { seconds: 3, kind: 'marker', data: 'here' },
    ]);
  });

  it('reads version 3: intervals, comments and the exit status', () => {
    const text =
      '{"version":3,"term":{"cols":90,"rows":20}}\n# a comment\n[0.5,"o","a"]\n\n[1.25,"o","b"]\n[0.25,"x","0"]\n';
    expect(parseCast(text, 'a.cast')).toMatchObject({
      cols: 90,
      events: [{ seconds: 0.5 }, { seconds: 1.75 }, { seconds: 2, kind: 'exit', data: '0' }],
    });
  });

  it('reads version 1: one object, delays', () => {
    const text = JSON.stringify(
      {
        version: 1,
        width: 80,
        height: 24,
        stdout: [
          [0.5, 'a'],
          [1, 'b'],
        ],
      },
      null,
      2,
    );
    expect(parseCast(text, 'a.json').events.map(({ seconds }) => seconds)).toEqual([0.5, 1.5]);
  });

  it('passes over event codes that it does not know', () => {
    expect(parseCast(v2([1, 'z', 'future']), 'a.cast')).toMatchObject({ events: [], problems: [] });
  });

  it('leaves out broken lines and names the first', () => {
    const cast = parseCast(v2([1, 'o', 'a']) + 'garbage\n[2,"o"]\n[3,"o","b"]\n[4,"o","to', 'a.cast');
    expect(cast.events.map(({ data }) => data)).toEqual(['a', 'b']);
    expect(cast.problems).toMatchObject([{ code: 'line-broken', details: { line: 3, count: 3 } }]);
  });

  it.each([
    ['nothing', '', 'format-broken'],
    ['no JSON', 'hello\n', 'format-broken'],
    ['an unknown version', '{"version":9}\n', 'format-unsupported'],
    ['no size', '{"version":2}\n', 'format-broken'],
    ['an absurd size', '{"version":2,"width":1000000,"height":24}\n', 'format-broken'],
    ['a size below one', '{"version":2,"width":0,"height":24}\n', 'format-broken'],
  ])('refuses %s', (_, text, code) => {
    expect(() => parseCast(text, 'a.cast')).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('parseResize', () => {
  it('reads a size and refuses nonsense', () => {
    expect(parseResize('120x40')).toEqual({ cols: 120, rows: 40 });
    expect(parseResize('0x40')).toBeUndefined();
    expect(parseResize('9999x40')).toBeUndefined();
    expect(parseResize('wide')).toBeUndefined();
  });
});
