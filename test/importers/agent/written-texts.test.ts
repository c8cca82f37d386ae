import { describe, expect, it } from 'vitest';
import { WrittenTexts } from '../../../src/importers/agent/written-texts.ts';

const swap = (from: string, to: string, everywhere = false) =>
  ({ kind: 'replace', file: 'a', from, to, everywhere }) as const;

describe('WrittenTexts', () => {
  it('follows a file from its first text on, and keeps what it held before', () => {
    const texts = new WrittenTexts();
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
    const texts = new WrittenTexts();
    expect(texts.apply(swap('x', 'y'))).toBe('what the file held before is not told');
    texts.apply({ kind: 'write', file: 'a', text: 'x x', created: false });
    expect(texts.apply(swap('x', 'y'))).toBe('the text that it replaces stands in the file more than once');
    expect(texts.apply(swap('z', 'y'))).toBe('the text that it replaces is not in the file');
    expect(texts.apply(swap('x', '$&', true))).toMatchObject({ text: '$& $&', base: undefined });
  });
});
