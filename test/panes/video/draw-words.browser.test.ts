import { describe, expect, it } from 'vitest';
import { burnIn } from '../../../src/panes/video/burn-in.ts';
import type { KeyHud } from '../../../src/panes/video/key-hud.ts';
import type { Scene } from '../../../src/panes/video/scene.ts';

const KEYS: KeyHud = {
  tokens: [
    { kind: 'text', text: 'npm test', caps: [], count: 1 },
    { kind: 'chord', text: 'Ctrl+S', caps: ['Ctrl', 'S'], count: 2 },
  ],
  cut: true,
  opacity: 1,
};

function scene(size: Scene['size'], words: Partial<Scene>): Scene {
  const whole = { x: 0, y: 0, width: size.width, height: size.height };
  return {
    size,
    part: whole,
    place: whole,
    pointers: [],
    clicks: true,
    trail: true,
    hud: undefined,
    caption: null,
    ...words,
  };
}

/** The smallest box around what was drawn over a green picture; undefined where nothing was. */
function drawn(made: Scene) {
  const { width, height } = made.size;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#00ff00';
  context.fillRect(0, 0, width, height);
  burnIn(context, made);
  const { data } = context.getImageData(0, 0, width, height);
  let [left, right, top, bottom, light] = [width, -1, height, -1, 0];
  for (let index = 0; index < width * height; index += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(index * 4, index * 4 + 3);
    if (red === 0 && green === 255 && blue === 0) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    if (red > 200 && blue > 200) light += 1;
  }
  return right < 0 ? undefined : { left, right, top, bottom, light };
}

const HD = { width: 1280, height: 720 };

describe('what is burned in of words', () => {
  it('is nothing where nothing is said or typed', () => {
    expect(drawn(scene(HD, {}))).toBeUndefined();
  });

  it('is the caption at the foot, in the middle', () => {
    const box = drawn(scene(HD, { caption: 'Now I list them' }));
    expect(box?.bottom).toBe(720 - 14 - 1);
    expect((box?.left ?? 0) + (box?.right ?? 0)).toBeCloseTo(1279, -0.5);
    expect(box?.light).toBeGreaterThan(100);
  });

  it('is the keys, above the caption', () => {
    const keys = drawn(scene(HD, { hud: KEYS }));
    expect((keys?.bottom ?? 0) - (keys?.top ?? 0)).toBe(35);
    const both = drawn(scene(HD, { hud: KEYS, caption: 'Now I list them' }));
    const caption = drawn(scene(HD, { caption: 'Now I list them' }));
    expect(both?.top).toBe((caption?.top ?? 0) - 8 - 36);
    expect(drawn(scene(HD, { hud: { ...KEYS, opacity: 0 } }))).toBeUndefined();
  });

  it.each([HD, { width: 320, height: 180 }, { width: 180, height: 320 }, { width: 3840, height: 2160 }])(
    'stays inside a picture of %o',
    (size) => {
      const long = 'The discount is taken twice because the cart rounds before it adds '.repeat(4);
      const box = drawn(scene(size, { hud: KEYS, caption: `${long}\n${long}` }));
      expect(box?.left).toBeGreaterThan(0);
      expect(box?.right).toBeLessThan(size.width - 1);
      expect(box?.bottom).toBeLessThan(size.height - 1);
    },
  );

  it('is larger in a picture of more pixels, so that it can be read in it', () => {
    const small = drawn(scene(HD, { caption: 'Now' }));
    const large = drawn(scene({ width: 2560, height: 1440 }, { caption: 'Now' }));
    const height = (box: typeof small): number => (box?.bottom ?? 0) - (box?.top ?? 0) + 1;
    expect(height(large)).toBe(2 * height(small));
  });
});
