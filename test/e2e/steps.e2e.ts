/** Steps by keys: one frame, ten, key frames, and a key that is held. */
import { expect, test } from './playhead-page.ts';

const SAMPLE = 'samples/bug-fix/';

test.beforeEach(async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(60);
});

test('keys step by one frame, by ten, and to key frames', async ({ page, playhead }) => {
  const after = async (key: string): Promise<number> => {
    await page.keyboard.press(key);
    const { frame, exact } = await playhead.settled();
    expect(exact).toBe(true);
    return frame ?? -1;
  };
  const from = (await playhead.state()).frame ?? -1;
  expect(await after('.')).toBe(from + 1);
  expect(await after(',')).toBe(from);
  expect(await after('Alt+.')).toBe(from + 10);
  expect(await after('Alt+,')).toBe(from);
  const next = await after("'");
  expect(next).toBeGreaterThan(from);
  // The sample has a key frame each second.
  expect(await after("'")).toBeGreaterThan(next);
  expect(await after(';')).toBe(next);
  expect(await after(';')).toBeLessThanOrEqual(from);
});

test('a held key steps through every frame, as fast as they are shown', async ({ page, playhead }) => {
  const from = (await playhead.state()).frame ?? -1;
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const { frame, exact } = window.playhead.state().panes['video'] ?? {};
      if (exact === true && typeof frame === 'number' && frame !== seen.at(-1)) seen.push(frame);
      requestAnimationFrame(look);
    };
    look();
  });
  // A keyboard repeats faster than frames are shown here: what it repeats while one is on its way counts for nothing.
  const shown = (): Promise<number[]> => page.evaluate(() => Reflect.get(window, 'seen') as number[]);
  for (let repeat = 0; repeat < 40 || (await shown()).length <= 5; repeat += 1) {
    await page.keyboard.down('.');
    await page.waitForTimeout(10);
  }
  await page.keyboard.up('.');
  const { frame, exact } = await playhead.settled();
  expect(exact).toBe(true);
  const seen = await shown();
  expect(seen).toEqual(Array.from({ length: (frame ?? 0) - from + 1 }, (_, step) => from + step));
  // Nothing goes on after the key is up.
  await page.waitForTimeout(300);
  expect((await playhead.state()).frame).toBe(frame);
});
