import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assign,
  boundShortcuts,
  clashes,
  objectionTo,
  readKeyChanges,
  unassign,
  type KeyChanges,
} from '../../src/app/key-bindings.ts';
import { SHORTCUTS } from '../../src/app/shortcuts.ts';

const keysOf = (changes: KeyChanges, id: string): readonly string[] | undefined =>
  boundShortcuts(changes).find((shortcut) => shortcut.id === id)?.keys;

describe('changed keys', () => {
  it('hold in place of the first ones', () => {
    const changes = assign({}, 'play', 'P');
    expect(keysOf(changes, 'play')).toEqual(['P']);
    expect(keysOf(changes, 'loop')).toEqual(['\\']);
  });

  it('are taken from the command that had them', () => {
    const changes = assign({}, 'play', 'I');
    expect(keysOf(changes, 'play')).toEqual(['I']);
    expect(keysOf(changes, 'in')).toEqual([]);
  });

  it('leave a command its other keys', () => {
    expect(keysOf(assign({}, 'loop', 'K'), 'play')).toEqual(['Space']);
  });

  it('can be reset, as far as nobody else has the first ones by now', () => {
    const taken = assign(assign({}, 'play', 'P'), 'loop', 'Space');
    expect(keysOf(unassign(taken, 'play'), 'play')).toEqual(['K']);
    expect(keysOf(unassign(unassign(taken, 'play'), 'loop'), 'play')).toEqual(['Space', 'K']);
  });

  it('never clash, whatever was pressed in whatever order', () => {
    const ids = SHORTCUTS.map(({ id }) => id);
    const chords = [...SHORTCUTS.flatMap(({ keys }) => keys), 'P', 'Alt+X', 'F2'];
    const step = fc.oneof(
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...chords)),
      fc.tuple(fc.constantFrom(...ids), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const changes = steps.reduce<KeyChanges>(
          (all, [id, chord]) => (chord === undefined ? unassign(all, id) : assign(all, id, chord)),
          {},
        );
        expect(clashes(boundShortcuts(changes))).toEqual([]);
        expect(clashes(boundShortcuts(readKeyChanges(JSON.parse(JSON.stringify(changes)))))).toEqual([]);
      }),
    );
  });
});

describe('an objection', () => {
  it('names the command that has the key', () => {
    expect(objectionTo(SHORTCUTS, 'play', 'I')).toMatchObject({ reason: 'taken', by: { id: 'in' } });
  });

  it('stands against keys that the page is used by', () => {
    expect(objectionTo(SHORTCUTS, 'play', 'Tab')).toEqual({ reason: 'reserved' });
  });

  it('does not stand against a free key, or the own one', () => {
    expect(objectionTo(SHORTCUTS, 'play', 'F2')).toBeUndefined();
    expect(objectionTo(SHORTCUTS, 'play', 'K')).toBeUndefined();
  });
});

describe('what a browser kept', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'play'],
    ['a list', ['play']],
    ['commands that are not known', { elsewhere: ['P'] }],
    ['what is no list of texts', { play: 7 }],
    ['names of the language', { __proto__: ['P'], constructor: ['P'] }],
  ])('%s changes no key', (_name, kept) => {
    expect(readKeyChanges(kept)).toEqual({});
  });

  it('gives no key to two commands', () => {
    expect(clashes(boundShortcuts(readKeyChanges({ play: ['P'], loop: ['P'] })))).toEqual([]);
  });
});
