import { describe, expect, it } from 'vitest';
import { boxBetween, boxByKey, FIRST_BOX, isLarge } from '../../../src/panes/video/region-box.ts';

describe('a box on the picture', () => {
  it('lies between two points, in either order, and inside', () => {
    const box = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    expect(boxBetween({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.75 })).toEqual(box);
    expect(boxBetween({ x: -1, y: 0.5 }, { x: 2, y: 3 })).toEqual({ x: 0, y: 0.5, width: 1, height: 0.5 });
  });

  it('is none where it is no more than a click', () => {
    expect(isLarge(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 }))).toBe(false);
    expect(isLarge(FIRST_BOX)).toBe(true);
  });

  it('is moved and sized by arrow keys, and stays inside', () => {
    expect(boxByKey(FIRST_BOX, 'ArrowRight', false)?.x).toBeGreaterThan(FIRST_BOX.x);
    expect(boxByKey(FIRST_BOX, 'ArrowUp', true)?.height).toBeLessThan(FIRST_BOX.height);
    expect(boxByKey(FIRST_BOX, 'a', false)).toBeUndefined();
    let box = FIRST_BOX;
    for (let presses = 0; presses < 100; presses++) box = boxByKey(box, 'ArrowLeft', false) ?? box;
    expect(box).toMatchObject({ x: 0, width: FIRST_BOX.width });
    for (let presses = 0; presses < 100; presses++) box = boxByKey(box, 'ArrowRight', true) ?? box;
    expect(box).toMatchObject({ x: 0, width: 1 });
  });
});
