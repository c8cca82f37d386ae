import { describe, expect, it } from 'vitest';
import { WrittenTexts } from '../../../src/importers/agent/written-texts.ts';

const swap = (from: string, to: string, everywhere = false) =>
  ({ kind: 'replace', file: 'a', from, to, everywhere }) as const;

describe('WrittenTexts', () => {
  it('follows a file from its first text on, and keeps what it held before', () => {
    const texts = new WrittenTexts(100);
    expect(texts.apply({ ...swap('b', 'B'), before: 'a b c' })).toEqual({
      text: 'a B c',
      base: 'a b c',
      created: false,
    });
    expect(texts.apply(swap('a', 'A'))).toMatchObject({ text: 'A B c', base: 'a b c' });
    expect(texts.apply({ kind: 'write', file: 'n', text: 'x\n', created: true })).toEqual({
      text: 'x\n',
      base: null,
      created: true,
    });
    expect(texts.apply({ kind: 'insert', file: 'n', line: 1, text: 'y' })).toMatchObject({ text: 'x\ny\n' });
  });

  it('invents nothing: a change whose outcome is not sure says why', () => {
    const texts = new WrittenTexts(100);
    const put = (): unknown => texts.apply({ kind: 'write', file: 'a', text: 'x x', created: false });
    expect(texts.apply(swap('x', 'y'))).toBe('what the file held before is not told');
    put();
    expect(texts.apply(swap('x', 'y'))).toBe('the text that it replaces stands in the file more than once');
    put();
    expect(texts.apply(swap('z', 'y'))).toBe('the text that it replaces is not in the file');
    put();
    expect(texts.apply(swap('x', '$&', true))).toMatchObject({ text: '$& $&', base: undefined });
  });

  it('knows a text no more after a change that it cannot follow; the file is there all the same', () => {
    const texts = new WrittenTexts(100);
    texts.apply({ kind: 'write', file: 'a', text: 'x', created: true });
    texts.apply(swap('z', 'y'));
    expect(texts.apply(swap('x', 'y'))).toBe('what the file held before is not told');
    const again = { kind: 'write', file: 'a', text: 'n', created: true } as const;
    expect(texts.apply(again)).toEqual({ text: 'n', base: null, created: false });
    texts.delete('a');
    expect(texts.apply(again)).toMatchObject({ created: true });
  });

  it('makes no text that is longer than is kept', () => {
    const texts = new WrittenTexts(8);
    const put = (): unknown => texts.apply({ kind: 'write', file: 'a', text: 'xxxx', created: false });
    put();
    expect(texts.apply(swap('x', 'yy', true))).toMatchObject({ text: 'yyyyyyyy' });
    put();
    expect(texts.apply(swap('x', 'yyy', true))).toBe('it makes the file longer than is kept');
  });
});
