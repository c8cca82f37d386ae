/** The real sample, played, scrubbed and stepped: what is shown is what the bundle says. */
import type { PlayheadState } from '../../src/app/page-api.ts';
import { expectTruth as expectTruthOf } from './expect-truth.ts';
import { expect, SAMPLE, test, type PlayheadPage } from './playhead-page.ts';
import { manifest, randomTimes, TerminalTruth, VideoTruth } from './sample-truth.ts';

const terminal = new TerminalTruth();
let video: VideoTruth;

test.beforeAll(async () => {
  video = await VideoTruth.read();
});

const expectTruth = ({ page }: PlayheadPage, state: PlayheadState): Promise<void> =>
  expectTruthOf(page, state, { video, terminal });

test('shows the same instant everywhere at twenty random times, forwards and backwards', async ({
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  const times = randomTimes(20, 20_261);
  const ascending = [...times].sort((a, b) => a - b);
  for (const time of [...ascending, ...ascending.toReversed(), ...times])
    await expectTruth(playhead, await playhead.seek(time));
  expect((await playhead.state()).problems).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});

test('steps by single frames, both ways, without leaving one out', async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(60);
  const start = (await playhead.state()).frame ?? 0;
  for (let count = 1; count <= 15; count++) {
    const state = await playhead.step({ frames: 1 });
    expect(state.frame).toBe(start + count);
    await expectTruth(playhead, state);
  }
  for (let count = 14; count >= -5; count--) {
    const state = await playhead.step({ frames: -1 });
    expect(state.frame).toBe(start + count);
    await expectTruth(playhead, state);
  }
});

test('steps by events of any track', async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(50);
  const times: number[] = [];
  for (let count = 0; count < 10; count++) times.push((await playhead.step({ events: 1 })).time);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(new Set(times).size).toBe(10);
  const back = await playhead.step({ events: -9 });
  expect(back.time).toBe(times[0]);
});

test('plays at the rate that is set, and lands exactly when it stops', async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  for (const rate of [1, 2, 4]) {
    const before = await playhead.seek(80);
    const elapsed = await playhead.page.evaluate(async (speed) => {
      const start = performance.now();
      window.playhead.play(speed);
      await new Promise((done) => setTimeout(done, 3000));
      window.playhead.pause();
      return (performance.now() - start) / 1000;
    }, rate);
    const after = await playhead.settled();
    expect(after.playing).toBe(false);
    const moved = after.time - before.time;
    // A decoder on two busy cores starts late; it must neither stand still nor run away.
    expect(moved / elapsed).toBeGreaterThan(rate * 0.5);
    expect(moved / elapsed).toBeLessThan(rate * 1.2);
    await expectTruth(playhead, after);
  }
});

test('follows a pointer that scrubs the timeline', async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  const slider = playhead.page.getByRole('slider', { name: 'Playhead' });
  const box = await slider.boundingBox();
  expect(box).not.toBeNull();
  if (!box) return;
  const y = box.y + box.height / 2;
  await playhead.page.mouse.move(box.x + box.width * 0.3, y);
  await playhead.page.mouse.down();
  for (let part = 0.3; part <= 0.8; part += 0.02) await playhead.page.mouse.move(box.x + box.width * part, y);
  await playhead.page.mouse.up();
  const state = await playhead.settled();
  expect(state.time).toBeGreaterThan((manifest.clock.duration / 1e6) * 0.6);
  await expectTruth(playhead, state);
});

test('obeys the keys', async ({ playhead }) => {
  await playhead.goto(SAMPLE);
  const { page } = playhead;
  await playhead.seek(60);
  const start = (await playhead.state()).frame ?? 0;
  await page.keyboard.press('.');
  expect((await playhead.settled()).frame).toBe(start + 1);
  await page.keyboard.press(',');
  expect((await playhead.settled()).frame).toBe(start);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect((await playhead.settled()).time - 60).toBeGreaterThan(34.9);
  await page.keyboard.press('5');
  expect((await playhead.settled()).time).toBeCloseTo(manifest.clock.duration / 2e6, 3);
  await page.keyboard.press(']');
  const next = (await playhead.settled()).time;
  expect(next).toBeGreaterThan(manifest.clock.duration / 2e6);
  await page.keyboard.press('g');
  await expect(page.getByRole('textbox', { name: 'Go to time or frame' })).toBeFocused();
  await page.keyboard.type('f100');
  await page.keyboard.press('Enter');
  expect((await playhead.settled()).frame).toBe(100);
  await page.keyboard.press('Space');
  expect((await playhead.state()).playing).toBe(true);
  await page.keyboard.press('k');
  expect((await playhead.settled()).playing).toBe(false);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
