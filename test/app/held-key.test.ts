import { describe, expect, it } from 'vitest';
import { repeatWhenShown } from '../../src/app/held-key.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('repeatWhenShown', () => {
  it('steps only after the last step is shown, and no more once the key is up', async () => {
    const waiting: (() => void)[] = [];
    let steps = 0;
    const release = repeatWhenShown(
      () => (steps += 1),
      () => new Promise((resolve) => waiting.push(resolve)),
    );
    await turn();
    expect(steps).toBe(0);
    for (let count = 1; count <= 3; count += 1) {
      waiting.shift()?.();
      await turn();
      expect(steps).toBe(count);
      await turn();
      expect(steps).toBe(count);
    }
    release();
    waiting.shift()?.();
    await turn();
    expect(steps).toBe(3);
  });
});
