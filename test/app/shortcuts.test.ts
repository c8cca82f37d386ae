import { describe, expect, it } from 'vitest';
import { clashes } from '../../src/app/key-bindings.ts';
import { GROUPS, SHORTCUTS } from '../../src/app/shortcuts.ts';

describe('the keys', () => {
  it('do not clash', () => {
    expect(clashes(SHORTCUTS)).toEqual([]);
  });

  it('would be told if they did', () => {
    const [first] = SHORTCUTS;
    expect(first && clashes([first, { ...first, id: 'other' }])).toHaveLength(first?.keys.length ?? 0);
  });

  it('have ids of their own, and groups that are listed', () => {
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length);
    expect(SHORTCUTS.filter(({ group }) => !GROUPS.includes(group))).toEqual([]);
  });
});
