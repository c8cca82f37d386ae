import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../src/schema/generated/types.ts';
import { lengthOf, spliced, textOf, widthOf, type TextLine } from '../../src/trace/text-line.ts';
import { TextLines } from '../../src/trace/text-lines.ts';

const at = (line: number, character: number): Position => ({ line, character });

/** Offset of a position, found the plain way: from the start, end by end. */
function offsetOf(text: string, { line, character }: Position): number {
  let start = 0;
  for (let skipped = 0; skipped < line; skipped += 1) {
    const end = /\r\n|\r|\n/.exec(text.slice(start));
    if (!end) return text.length;
    start += end.index + end[0].length;
  }
  const width = /[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  return start + Math.min(character, width);
}

function change(text: string, start: Position, end: Position, added: string): string {
  const lines = TextLines.of(text);
  lines.apply({ start, end, text: added });
  return lines.text;
}

const piece = fc.array(fc.constantFrom('a', 'bc', 'ü', '😀', '\n', '\r\n', '\r', '\t', ' '), {
  maxLength: 12,
});
const text = piece.map((parts) => parts.join(''));
const position = fc.record({ line: fc.nat(6), character: fc.nat(6) });

describe('a text by lines', () => {
  it('equals a string that is spliced, through any changes', () => {
    const changes = fc.array(fc.record({ start: position, end: position, text }), { maxLength: 12 });
    fc.assert(
      fc.property(text, changes, (base, made) => {
        const lines = TextLines.of(base);
        let plain = base;
        for (const one of made) {
          const places = [offsetOf(plain, one.start), offsetOf(plain, one.end)];
          plain = plain.slice(0, Math.min(...places)) + one.text + plain.slice(Math.max(...places));
          lines.apply(one);
          expect(lines.text).toBe(plain);
          expect(lines.length).toBe(plain.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('counts UTF-16 code units', () => {
    expect(change('😀b\n', at(0, 2), at(0, 3), 'c')).toBe('😀c\n');
  });

  it('keeps a byte order mark and each line’s own end', () => {
    expect(change('\uFEFFa\r\nb\nc', at(1, 0), at(1, 1), 'x')).toBe('\uFEFFa\r\nx\nc');
  });

  it('has a last, empty line after a final line feed', () => {
    expect(change('a\n', at(1, 0), at(1, 0), 'b')).toBe('a\nb');
    expect(change('', at(0, 0), at(0, 0), 'b')).toBe('b');
  });

  it('joins a carriage return with a line feed that comes after it', () => {
    const lines = TextLines.of('a\rb');
    lines.apply({ start: at(1, 0), end: at(1, 0), text: '\n' });
    expect(lines.text).toBe('a\r\nb');
    expect(lines.apply({ start: at(1, 0), end: at(1, 1), text: 'c' })).toBe(0);
    expect(lines.text).toBe('a\r\nc');
  });

  it('moves positions into the text, and counts them', () => {
    const lines = TextLines.of('ab\nc');
    expect(lines.apply({ start: at(0, 9), end: at(7, 0), text: '!' })).toBe(2);
    expect(lines.text).toBe('ab!');
    expect(lines.apply({ start: at(0, 3), end: at(0, 0), text: '' })).toBe(0);
    expect(lines.text).toBe('');
  });

  it('leaves a copy alone', () => {
    const lines = TextLines.of('a\nb');
    const copy = lines.copy();
    lines.apply({ start: at(0, 0), end: at(1, 1), text: '' });
    expect(copy.text).toBe('a\nb');
    expect([copy.count, lines.count]).toEqual([2, 1]);
  });

  it('takes very many lines at once', () => {
    const many = 'x\n'.repeat(300_000);
    expect(change('a\nb', at(0, 1), at(1, 0), many)).toBe(`a${many}b`);
  });
});

describe('a line in pieces', () => {
  it('equals a string that is spliced', () => {
    const part = fc.string({ maxLength: 9 });
    const splices = fc.array(fc.record({ from: fc.nat(40), to: fc.nat(40), part }), { maxLength: 12 });
    fc.assert(
      fc.property(part, fc.constantFrom('', '\n', '\r\n', '\r'), splices, (start, end, made) => {
        let line: TextLine = start + end;
        let plain = start + end;
        for (const { from, to, part: text } of made) {
          const width = plain.length - end.length;
          const [a, b] = [Math.min(from, to, width), Math.min(Math.max(from, to), width)];
          line = spliced(line, a, b, text, 4);
          plain = plain.slice(0, a) + text + plain.slice(b);
          expect(textOf(line)).toBe(plain);
          if (end !== '') expect(widthOf(line)).toBe(plain.length - end.length);
          const pieces = typeof line === 'string' ? [] : line.map(({ length }) => length);
          for (const length of pieces) expect([2, 3, 4]).toContain(length);
          expect(lengthOf(line)).toBe(plain.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['in one place', () => 2500],
    ['one after the other', (index: number) => 2500 + index],
    ['all over', (index: number) => (index * 7919) % 5000],
  ])('has few of them after 40,000 insertions %s', (_, place) => {
    let line: TextLine = 'x'.repeat(5000);
    for (let index = 0; index < 40_000; index += 1) line = spliced(line, place(index), place(index), 'y');
    expect(lengthOf(line)).toBe(45_000);
    expect(line.length).toBeLessThanOrEqual(45_000 / 2048);
    for (let index = 40_000; index > 0; index -= 1)
      line = spliced(line, place(index - 1), place(index - 1) + 1, '');
    expect(textOf(line)).toHaveLength(5000);
    expect(line.length).toBeLessThanOrEqual(2);
  });
});
