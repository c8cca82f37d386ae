import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceTime } from '../../src/base/time.ts';
import type { TextChange } from '../../src/schema/generated/types.ts';
import { UnsavedText } from '../../src/trace/unsaved-text.ts';
import { TextLines } from '../../src/trace/text-lines.ts';
import type { FileChange } from '../../src/trace/workspace.ts';

/** A change that puts `text` at a place. */
function typed(line: number, character: number, text: string, taken = 0): TextChange {
  return { start: { line, character }, end: { line, character: character + taken }, text };
}

function row(...changes: readonly (readonly TextChange[])[]): readonly FileChange[] {
  return changes.map((one, index) => ({ time: index as TraceTime, changes: one }));
}

describe('an unsaved text', () => {
  it('has a later change of a list act on the result of the earlier', () => {
    const text = new UnsavedText('ab', row([typed(0, 0, 'x\n'), typed(1, 1, '-')], [typed(0, 1, 'y')]));
    expect([0, 1, 2].map((count) => text.after(count))).toEqual(['ab', 'x\na-b', 'xy\na-b']);
    expect(text.outside).toBe(0);
    expect(text.firstOutside).toBeUndefined();
  });

  it('says how many positions it does not have, and from which change on', () => {
    const text = new UnsavedText('a', row([typed(0, 1, 'b')], [typed(0, 9, 'c')], [typed(5, 0, 'd')]));
    expect(text).toMatchObject({ outside: 4, firstOutside: 1 });
    expect(text.after(3)).toBe('abcd');
  });

  it('is the same whatever moment was asked for before, also where few copies may be kept', () => {
    const words = Array.from({ length: 1000 }, (_, index) => [typed(0, index * 2, `${index % 10}.`)]);
    const changes = row(...words);
    const plain = Array.from({ length: 1001 }, (_, count) =>
      Array.from({ length: count }, (__, index) => `${index % 10}.`).join(''),
    );
    const texts = [
      new UnsavedText('', changes),
      new UnsavedText('', changes, 3),
      new UnsavedText('', changes, 0),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 20 }), (counts) => {
        for (const count of counts) for (const text of texts) expect(text.after(count)).toBe(plain[count]);
      }),
    );
  });

  it('is reached from anywhere in little time: 10,000 changes of 2,000 lines', () => {
    const base = Array.from({ length: 2000 }, (_, index) => `const value${index} = ${index} * 2;\n`).join('');
    const changes = row(
      ...Array.from({ length: 10_000 }, (_, index) => [typed((index * 7919) % 2000, 6, 'x', index % 3)]),
    );
    const text = new UnsavedText(base, changes);
    const naive = TextLines.of(base);
    for (const { changes: made } of changes.slice(0, 7777)) for (const one of made) naive.apply(one);
    expect(text.after(7777)).toBe(naive.text);
    let slowest = 0;
    for (let count = 9999; count > 0; count = Math.floor(count * 0.9) - 1) {
      const start = performance.now();
      text.after(count);
      text.after(count + 1);
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(slowest).toBeLessThan(50);
  });
});
