import { describe, expect, it } from 'vitest';
import { parseResize } from '../../src/trace/cast-size.ts';
import { CastReader, CHUNK_KINDS, parseCast, type Cast } from '../../src/trace/cast.ts';

/** A recording as columns and events. */
function read(text: string, path = 'a.cast') {
  return told(parseCast(new TextEncoder().encode(text), path));
}

function told({ columns, texts }: Cast) {
  const events = [...columns.seconds].map((seconds, index) => ({
    seconds,
    kind: CHUNK_KINDS[columns.kinds[index] ?? -1],
    data: texts.textOf(index),
  }));
  return { ...columns, events };
}

const v2 = (...events: readonly unknown[]) =>
  [{ version: 2, width: 80, height: 24 }, ...events].map((line) => JSON.stringify(line)).join('\n') + '\n';

describe('parseCast', () => {
  it('reads version 2: absolute seconds', () => {
    const cast = read(v2([0.5, 'o', 'a'], [1, 'r', '100x30'], [2, 'i', 'x'], [3, 'm', 'here']), 'a.cast');
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
    expect(read(text, 'a.cast')).toMatchObject({
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
    expect(read(text, 'a.json').events.map(({ seconds }) => seconds)).toEqual([0.5, 1.5]);
  });

  it('reads the same from pieces of any length', () => {
    const text = v2([0.5, 'o', 'é漢🙂\r\n'], [1, 'i', 'é'], [2, 'm', 'ende'], [3, 'r', '9x9']);
    const whole = read(text);
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 7, 40]) {
      const reader = new CastReader('a.cast');
      for (let start = 0; start < bytes.length; start += size) reader.push(bytes.slice(start, start + size));
      expect(told(reader.end())).toEqual(whole);
    }
    expect(whole.labels).toEqual(new Map([[2, 'ende']]));
    expect(whole.resizes).toEqual([{ chunk: 3, cols: 9, rows: 9 }]);
    expect([...whole.lengths]).toEqual([6, 1, 4, 3]);
  });

  it('keeps what UTF-8 cannot hold: characters that are cut by their chunks', () => {
    const { texts } = parseCast(
      new TextEncoder().encode(
        v2([1, 'o', 'a\ud83d'], [1, 'i', 'x'], [2, 'o', ''], [3, 'o', '\ude42b'], [4, 'o', 'c']),
      ),
      'a.cast',
    );
    expect(Array.from({ length: 5 }, (_, index) => texts.textOf(index))).toEqual([
      'a\ud83d',
      'x',
      '',
      '\ude42b',
      'c',
    ]);
    const decoder = new TextDecoder();
    const printed = [...texts.output(0, 5)].map((piece) =>
      typeof piece === 'string' ? piece : decoder.decode(piece),
    );
    expect(printed.join('')).toBe('a🙂bc');
  });

  it('passes over event codes that it does not know', () => {
    expect(read(v2([1, 'z', 'future']), 'a.cast')).toMatchObject({ events: [], problems: [] });
  });

  it('leaves out broken lines and names the first', () => {
    const cast = read(v2([1, 'o', 'a']) + 'garbage\n[2,"o"]\n[3,"o","b"]\n[4,"o","to', 'a.cast');
    expect(cast.events.map(({ data }) => data)).toEqual(['a', 'b']);
    expect(cast.problems).toMatchObject([{ code: 'line-broken', details: { line: 3, count: 3 } }]);
  });

  it('leaves out sizes that no terminal is given, and says so', () => {
    const cast = read(v2([1, 'r', '2000x2000'], [2, 'r', '1x2001'], [3, 'r', '0x9'], [4, 'r', '2000x200']));
    expect(cast.resizes).toEqual([{ chunk: 0, cols: 2000, rows: 200 }]);
    const reason = 'its size 2000x2000 is not one from 1×1 to 2000×2000 and of at most 400000 cells';
    expect(cast.problems).toMatchObject([{ code: 'line-broken', details: { line: 2, count: 3, reason } }]);
  });

  it.each([
    ['nothing', '', 'format-broken'],
    ['no JSON', 'hello\n', 'format-broken'],
    ['an unknown version', '{"version":9}\n', 'format-unsupported'],
    ['no size', '{"version":2}\n', 'format-broken'],
    ['an absurd size', '{"version":2,"width":1000000,"height":24}\n', 'format-broken'],
    ['a size of too many cells', '{"version":2,"width":2000,"height":201}\n', 'format-broken'],
    ['a size below one', '{"version":2,"width":0,"height":24}\n', 'format-broken'],
  ])('refuses %s', (_, text, code) => {
    expect(() => read(text, 'a.cast')).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('parseResize', () => {
  it('reads a size and refuses nonsense', () => {
    expect(parseResize('120x40')).toEqual({ cols: 120, rows: 40 });
    expect(parseResize('0x40')).toBeUndefined();
    expect(parseResize('9999x40')).toBeUndefined();
    expect(parseResize('700x250')).toEqual({ cols: 700, rows: 250 });
    expect(parseResize('1000x401')).toBeUndefined();
    expect(parseResize('wide')).toBeUndefined();
  });
});
