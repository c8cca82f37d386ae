import { describe, expect, it } from 'vitest';
import { chordLabel, chordOf, clashes, SHORTCUTS } from '../../src/app/shortcuts.ts';

const press = (key: string, ...held: readonly ('shift' | 'ctrl' | 'meta' | 'alt')[]) =>
  chordOf({
    key,
    shiftKey: held.includes('shift'),
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
  });

describe('the keys', () => {
  it('do not clash', () => {
    expect(clashes(SHORTCUTS)).toEqual([]);
  });

  it('would be told if they did', () => {
    const [first] = SHORTCUTS;
    expect(first && clashes([first, { ...first, id: 'other' }])).toHaveLength(first?.keys.length ?? 0);
  });

  it('have ids of their own', () => {
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length);
  });
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
  ])('%s', (chord, expected) => {
    expect(chord).toBe(expected);
  });
});

describe('chordLabel', () => {
  it('speaks as the keyboard does', () => {
    expect(chordLabel('Mod+ArrowLeft', true)).toBe('⌘+←');
    expect(chordLabel('Mod+ArrowLeft', false)).toBe('Ctrl+←');
    expect(chordLabel('+', false)).toBe('+');
  });
});
