import { describe, expect, it } from 'vitest';
import { chordLabel, chordOf, isUnfinished } from '../../src/ui/chord.ts';

const press = (key: string, ...held: readonly ('shift' | 'ctrl' | 'meta' | 'alt')[]) =>
  chordOf({
    key,
    shiftKey: held.includes('shift'),
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
  });

describe('chordOf', () => {
  it.each([
    [press(' '), 'Space'],
    [press('k'), 'K'],
    [press('U', 'shift'), 'Shift+U'],
    [press('ArrowLeft', 'shift'), 'Shift+ArrowLeft'],
    [press('ArrowRight', 'ctrl'), 'Mod+ArrowRight'],
    [press('ArrowRight', 'meta'), 'Mod+ArrowRight'],
    [press('<', 'shift'), '<'],
    [press('?', 'shift'), '?'],
    [press('+', 'shift'), '+'],
    [press('x', 'alt'), 'Alt+X'],
    [press(',', 'ctrl'), 'Mod+,'],
    [press('F6', 'shift'), 'Shift+F6'],
  ])('%s', (chord, expected) => {
    expect(chord).toBe(expected);
  });

  it('means the key, whatever Alt makes of it', () => {
    const held = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: true };
    expect(chordOf({ ...held, key: '¡', code: 'Digit1' })).toBe('Alt+1');
    expect(chordOf({ ...held, key: 'œ', code: 'KeyQ' })).toBe('Alt+Q');
    expect(chordOf({ ...held, altKey: false, key: 'q', code: 'KeyA' })).toBe('Q');
    // German keyboards, of a Mac and of a PC.
    expect(chordOf({ ...held, key: '[', code: 'Digit5' }, true)).toBe('[');
    expect(chordOf({ ...held, ctrlKey: true, key: ']', code: 'Digit9' }, false)).toBe(']');
    // A French one, whose digits need Shift.
    expect(chordOf({ ...held, key: '&', code: 'Digit1' }, false)).toBe('Alt+1');
    expect(chordOf({ ...held, key: '"', code: 'Digit3' }, false)).toBe('Alt+3');
  });

  it('is not finished while only a modifier is down', () => {
    expect(['Shift', 'Control', 'Alt', 'Meta'].map((key) => isUnfinished({ key }))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isUnfinished({ key: 'a' })).toBe(false);
  });
});

describe('chordLabel', () => {
  it('speaks as the keyboard does', () => {
    expect(chordLabel('Mod+ArrowLeft', true)).toBe('⌘+←');
    expect(chordLabel('Mod+ArrowLeft', false)).toBe('Ctrl+←');
    expect(chordLabel('Alt+1', true)).toBe('⌥+1');
    expect(chordLabel('+', false)).toBe('+');
    expect(chordLabel('Mod++', false)).toBe('Ctrl++');
  });
});
