import { describe, expect, it } from 'vitest';
import { hudText, keyHud } from '../../../src/panes/video/key-hud.ts';
import type { InputEvent } from '../../../src/trace/layers.ts';
import { inputs, ms, typed } from './pure.ts';

function textAt(millis: number, events: readonly InputEvent[], mask = false): string | null {
  return hudText(keyHud(inputs(...events).keys, ms(millis), { mask }));
}

const NPM_TEST = [...typed(Array.from('npm test')), { t: 800, type: 'key_down', key: 'Enter' } as const];

describe('keyHud', () => {
  it('grows with the keys, and shows none of the future', () => {
    expect(textAt(-1, NPM_TEST)).toBeNull();
    expect(textAt(0, NPM_TEST)).toBe('n');
    expect(textAt(250, NPM_TEST)).toBe('npm');
    expect(textAt(799, NPM_TEST)).toBe('npm test');
    expect(textAt(800, NPM_TEST)).toBe('npm test ⏎');
  });

  it('fades after the last key and is gone after 1.5 s', () => {
    const { keys } = inputs(...NPM_TEST);
    expect(keyHud(keys, ms(1_800), { mask: false })?.opacity).toBe(1);
    expect(keyHud(keys, ms(2_050), { mask: false })?.opacity).toBeCloseTo(0.5);
    expect(keyHud(keys, ms(2_299), { mask: false })).toBeDefined();
    expect(keyHud(keys, ms(2_300), { mask: false })).toBeUndefined();
  });

  it('begins anew after a pause', () => {
    expect(textAt(2_000, [...typed(['a']), ...typed(['b'], 1_499)])).toBe('ab');
    expect(textAt(2_000, [...typed(['a']), ...typed(['b'], 1_500)])).toBe('b');
  });

  it('counts special keys and chords in a row', () => {
    expect(textAt(300, typed(['Backspace', 'Backspace', 'Backspace']))).toBe('⌫×3');
    const chord = { type: 'key_down', key: 'z', mods: ['Control'] } as const;
    expect(
      textAt(300, [
        { t: 0, ...chord },
        { t: 100, ...chord },
      ]),
    ).toBe('Ctrl+Z×2');
  });

  it.each([
    [['Control'], 's', 'Ctrl+S'],
    [['Alt'], 'Tab', 'Alt+Tab'],
    [['Shift', 'Control'], 'P', 'Ctrl+Shift+P'],
    [['Control'], '+', 'Ctrl++'],
    [['Control'], ' ', 'Ctrl+Space'],
    [['Shift'], 'Tab', 'Shift+Tab'],
    [['Shift'], 'A', 'A'],
    [['AltGraph'], '@', '@'],
    [['Meta'], 'ArrowLeft', 'Meta+←'],
  ] as const)('%j with %s reads %s', (mods, key, text) => {
    expect(textAt(0, [{ t: 0, type: 'key_down', key, mods }])).toBe(text);
  });

  it('finds modifiers from their own keys where the record has none', () => {
    const events: readonly InputEvent[] = [
      { t: 0, type: 'key_down', key: 'Control' },
      { t: 10, type: 'key_down', key: 's' },
      { t: 20, type: 'key_up', key: 'Control' },
      { t: 30, type: 'key_down', key: 's' },
    ];
    expect(textAt(30, events)).toBe('Ctrl+S s');
  });

  it('masks typed text and leaves chords and special keys', () => {
    const events = [...NPM_TEST, { t: 900, type: 'key_down', key: 's', mods: ['Control'] } as const];
    expect(textAt(900, events, true)).toBe('•••••••• ⏎ Ctrl+S');
  });

  it('shows bullets for what was masked while recording, whatever the option and the key', () => {
    const hidden = { type: 'key_down', masked: true } as const;
    const events = [
      { t: 0, ...hidden, key: 'x' },
      { t: 1, ...hidden, key: 'Enter' },
      { t: 2, type: 'key_down', key: '•' } as const,
    ];
    expect(textAt(2, events)).toBe('•••');
  });

  it('keeps the newest of a long line, by whole characters', () => {
    const text = textAt(20_000, typed(Array.from('🙂'.repeat(200)), 0, 100));
    expect(text).toBe(`…${'🙂'.repeat(40)}`);
  });

  it('passes over keys that mean nothing by themselves', () => {
    expect(textAt(200, typed(['Shift', 'Dead', 'Unidentified']))).toBeNull();
  });
});
