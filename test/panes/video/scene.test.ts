import { describe, expect, it } from 'vitest';
import { sceneAt, sceneTime, type SceneSources } from '../../../src/panes/video/scene.ts';
import { DEFAULT_OPTIONS } from '../../../src/panes/video/view-options.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { FrameTable } from '../../../src/trace/frame-table.ts';
import { inputs, ms, typed } from './pure.ts';

const frames = new FrameTable(
  [0, 0.1, 0.2, 1.2].map((seconds) => ({ seconds, duration: 0.1, key: seconds === 0 })),
  clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' }),
);

describe('sceneTime', () => {
  const at = (frame: number, now: number): number =>
    sceneTime({ place: 'inside', frame }, { frames }, ms(now));

  it('is now() while the frame on screen is that of now()', () => {
    expect(at(2, 700)).toBe(700_000);
  });

  it('stays inside the frame on screen where the clock is ahead of it or behind', () => {
    expect(at(0, 700)).toBe(99_999);
    expect(at(3, 700)).toBe(1_200_000);
    expect(at(3, 9_000)).toBe(1_299_999);
  });

  it('is now() where no frame is known', () => {
    expect(at(-1, 700)).toBe(700_000);
    expect(sceneTime({ place: 'after', frame: 3 }, { frames }, ms(9_000))).toBe(9_000_000);
    expect(sceneTime({ place: 'inside', frame: 3 }, undefined, ms(9_000))).toBe(9_000_000);
  });
});

describe('sceneAt', () => {
  const sources: SceneSources = {
    info: { display_id: 'a' },
    size: { width: 1920, height: 1080 },
    displays: [
      { t: 0, display_id: 'a', w: 1920, h: 1080 },
      { t: 5_000_000, display_id: 'a', w: 1080, h: 1920, rotation: 90 },
    ],
    inputs: [
      inputs(
        { t: 4_900, type: 'down', button: 'left', x: 1900, y: 20 },
        { t: 4_950, type: 'up', button: 'left', x: 1900, y: 20 },
        { t: 4_960, type: 'scroll', x: 1900, y: 20, dx: 0, dy: 2, unit: 'notch' },
        { t: 5_010, type: 'move', x: 40, y: 1900 },
        { t: 5_020, type: 'scroll', x: 40, y: 1900, dx: 0, dy: 3, unit: 'notch' },
        ...typed(['l', 's'], 4_900, 50),
      ),
    ],
    cues: [],
    options: DEFAULT_OPTIONS,
  };

  it('leaves out what lay on the desktop before it was turned', () => {
    expect(sceneAt(sources, ms(4_999)).pointers[0]?.ripples).toHaveLength(1);
    const [after] = sceneAt(sources, ms(5_030)).pointers;
    expect(after?.ripples).toEqual([]);
    expect(after?.trail).toMatchObject([
      { x: 40, y: 1900 },
      { x: 40, y: 1900 },
    ]);
    expect(after?.scroll).toMatchObject({ dy: 3 });
    expect(sceneAt(sources, ms(5_000)).pointers[0]).toMatchObject({ pointer: undefined, trail: [] });
  });

  it('keeps the keys, which lie nowhere', () => {
    expect(sceneAt(sources, ms(5_030)).hud?.tokens).toMatchObject([{ text: 'ls' }]);
  });

  it('says where the turned desktop lies in the picture', () => {
    expect(sceneAt(sources, ms(0))).toMatchObject({ place: { x: 0, y: 0, width: 1920, height: 1080 } });
    expect(sceneAt(sources, ms(5_000))).toMatchObject({
      part: { width: 1080, height: 1920 },
      place: { x: 656.25, y: 0, width: 607.5, height: 1080 },
    });
  });

  it('draws what the options say', () => {
    const options = { ...DEFAULT_OPTIONS, clicks: false, keys: false };
    expect(sceneAt({ ...sources, options }, ms(4_999))).toMatchObject({
      clicks: false,
      trail: true,
      hud: undefined,
    });
  });

  it('crosses to a worker', () => {
    const scene = sceneAt(sources, ms(5_030));
    expect(structuredClone(scene)).toEqual(scene);
  });
});
