import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { TraceTime } from '../../src/base/time.ts';
import type { TextChange } from '../../src/schema/generated/types.ts';
import { UnsavedText } from '../../src/trace/unsaved-text.ts';
import { TextLines } from '../../src/trace/text-lines.ts';
import type { FileChange } from '../../src/trace/workspace.ts';

/** A change that puts `text` at a place. */
function typed(line: number, character: number, text: string, taken = 0): TextChange {
  return { start: { line, character }, end: { line, character: character + taken }, text };
}

function textWith(base: string, changes: readonly FileChange[], maxKept?: number): UnsavedText {
  const work = UnsavedText.build(base, changes, maxKept);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function row(...changes: readonly (readonly TextChange[])[]): readonly FileChange[] {
  return changes.map((one, index) => ({ time: index as TraceTime, changes: one }));
}

describe('an unsaved text', () => {
  it('has a later change of a list act on the result of the earlier', () => {
    const text = textWith('ab', row([typed(0, 0, 'x\n'), typed(1, 1, '-')], [typed(0, 1, 'y')]));
    expect([0, 1, 2].map((count) => text.after(count))).toEqual(['ab', 'x\na-b', 'xy\na-b']);
    expect(text.outside).toBe(0);
    expect(text.firstOutside).toBeUndefined();
  });

  it('says how many positions it does not have, and from which change on', () => {
    const text = textWith('a', row([typed(0, 1, 'b')], [typed(0, 9, 'c')], [typed(5, 0, 'd')]));
    expect(text).toMatchObject({ outside: 4, firstOutside: 1 });
    expect(text.after(3)).toBe('abcd');
  });

  it('is the same whatever moment was asked for before, also where few copies may be kept', () => {
    const words = Array.from({ length: 1000 }, (_, index) => [typed(0, index * 2, `${index % 10}.`)]);
    const changes = row(...words);
    const plain = Array.from({ length: 1001 }, (_, count) =>
      Array.from({ length: count }, (__, index) => `${index % 10}.`).join(''),
    );
    const texts = [textWith('', changes), textWith('', changes, 3), textWith('', changes, 0)];
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 20 }), (counts) => {
        for (const count of counts) for (const text of texts) expect(text.after(count)).toBe(plain[count]);
      }),
    );
  });

  it('has no character for a byte order mark, and keeps it', () => {
    const text = textWith('\uFEFFab\nc', row([typed(0, 1, 'x', 1)], [typed(1, 0, 'y')], [typed(0, 0, 'z')]));
    expect([0, 1, 2, 3].map((count) => text.after(count))).toEqual([
      '\uFEFFab\nc',
      '\uFEFFax\nc',
      '\uFEFFax\nyc',
      '\uFEFFzax\nyc',
    ]);
    expect(textWith('\uFEFFab', row([typed(0, 3, 'x')])).outside).toBe(2);
  });

  it.each([
    ['lines', '\n'.repeat(400_000), { bytes: 1_200_000, lines: 1_200_000 }],
    ['characters', 'x'.repeat(12_000_000), { bytes: 36_000_000, lines: undefined }],
  ])('ends with the change that gives it too many %s', (_, added, size) => {
    const changes = row(...Array.from({ length: 9 }, () => [typed(0, 0, added)]));
    const apply = vi.spyOn(TextLines.prototype, 'apply');
    const text = textWith('', changes);
    expect(apply).toHaveBeenCalledTimes(3);
    apply.mockRestore();
    expect(text.after(2)).toBe(added.repeat(2));
    for (const count of [3, 9]) expect(text.after(count)).toEqual({ kind: 'huge', ...size });
    expect(text.after(1)).toBe(added);
  });

  it('is reached from anywhere by few changes: 10,000 of 2,000 lines', () => {
    const base = Array.from({ length: 2000 }, (_, index) => `const value${index} = ${index} * 2;\n`).join('');
    const changes = row(
      ...Array.from({ length: 10_000 }, (_, index) => [typed((index * 7919) % 2000, 6, 'x', index % 3)]),
    );
    const text = textWith(base, changes);
    const naive = TextLines.of(base);
    for (const { changes: made } of changes.slice(0, 7777)) for (const one of made) naive.apply(one);
    expect(text.after(7777)).toBe(naive.text);
    const apply = vi.spyOn(TextLines.prototype, 'apply');
    for (let count = 9999; count > 0; count = Math.floor(count * 0.9) - 1) {
      apply.mockClear();
      text.after(count);
      expect(apply.mock.calls.length).toBeLessThan(128);
      apply.mockClear();
      text.after(count + 1);
      expect(apply.mock.calls.length).toBeLessThanOrEqual(1);
    }
    apply.mockRestore();
  });
});
