import { describe, expect, it } from 'vitest';
import { readInput } from '../../../src/cli/capture/input-events.ts';

// SERVER_MS ARRIVAL_US KIND DETAIL X Y STATE KEYSYM NAME
const KEY = '1000 1000700 2 38 10 20 0 97 a\n';

describe('what record-input prints', () => {
  it('has the time of the X server', () => {
    const { records, clockErrorUs } = readInput(`${KEY}1016 1016900 4 1 10 20 5 0 -\n`);
    expect(records).toEqual([
      { t: 1_000_000, type: 'key_down', key: 'a', code: 'KeyA' },
      { t: 1_016_000, type: 'down', button: 'left', mods: ['Shift', 'Control'], x: 10, y: 20 },
    ]);
    expect(clockErrorUs).toBe(1700);
  });

  it('goes on after the server has counted to its 32 bits', () => {
    const wrap = 2 ** 32;
    const text = `${wrap - 1} ${(wrap - 1) * 1000 + 200} 2 38 1 1 0 97 a\n3 ${(wrap + 3) * 1000 + 200} 3 38 1 1 0 97 a\n`;
    expect(readInput(text).records.map(({ t }) => t)).toEqual([(wrap - 1) * 1000, (wrap + 3) * 1000]);
  });

  it('is read as far as whole lines are there', () => {
    const keys = Array.from({ length: KEY.length }, (_, cut) => readInput(KEY.slice(0, cut)).records.length);
    expect(keys.every((count) => count === 0)).toBe(true);
    expect(readInput(KEY + KEY.slice(0, 28)).records).toHaveLength(1);
  });

  it('keeps at most some sixty moves a second', () => {
    const moves = Array.from(
      { length: 100 },
      (_, ms) => `${1000 + ms} ${(1000 + ms) * 1000} 6 0 ${ms} 0 0 0 -\n`,
    );
    const { records, seen } = readInput(moves.join(''));
    expect(seen).toBe(100);
    expect(records).toHaveLength(7);
  });
});
