/** A tab in the background, and a page that was frozen: picture, voice and clock come back at one moment, the right one. */
import type { PlayheadState } from '../../src/app/page-api.ts';
import { expect, SAMPLE, test } from './playhead-page.ts';
import { RealTab } from './real-tab.ts';
import { traceLine } from './sample-truth.ts';

/** What the page itself noted at one moment. Seconds; `voice` and `picture` in trace time. */
interface Noted {
  readonly wall: number;
  readonly now: number;
  readonly voice: number;
  readonly picture: number;
  readonly hidden: boolean;
}

/** Notes each frame of the page, each change of its visibility, and five times a second while it has no frames. */
const NOTING = `(() => {
  const video = document.querySelector('video'), audio = document.querySelector('audio');
  const traceTime = ([factor, summand], { currentTime }) => currentTime * factor + summand;
  const notes = [], turns = [];
  const note = () => ({
    wall: performance.now() / 1000,
    now: playhead.now(),
    voice: traceTime(${JSON.stringify(traceLine('voice'))}, audio),
    picture: traceTime(${JSON.stringify(traceLine('screen'))}, video),
    hidden: document.hidden,
  });
  // After the app's own listeners, before anything is drawn.
  document.addEventListener('visibilitychange', () => turns.push(note()));
  const frame = () => { notes.push(note()); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  setInterval(() => document.hidden && notes.push(note()), 200);
  window.noted = { notes, turns };
})()`;

const START = 60;

/** The sample in a real tab, at rest at START, with someone taking notes. */
async function openTab(browser: Parameters<typeof RealTab.open>[0]): Promise<RealTab> {
  const url = new URL(process.env['PLAYHEAD_URL'] ?? '');
  url.searchParams.set('trace', SAMPLE);
  const tab = await RealTab.open(browser, url.href);
  await tab.until('window.playhead && document.querySelector("video") && document.querySelector("audio")');
  await tab.evaluate('playhead.ready()');
  await tab.evaluate(`playhead.seek(${START})`);
  await tab.evaluate(NOTING);
  return tab;
}

/** Puts another tab in front of it for so many milliseconds; gives what was noted at both turns. */
async function hideFor(
  browser: Parameters<typeof RealTab.open>[0],
  tab: RealTab,
  millis: number,
): Promise<readonly [Noted, Noted]> {
  const other = await RealTab.open(browser, 'about:blank');
  await tab.until('document.hidden');
  await new Promise((resolve) => setTimeout(resolve, millis));
  await tab.toFront();
  await tab.until('!document.hidden');
  await other.close();
  const turns = await tab.evaluate<readonly Noted[]>('noted.turns');
  const [left, back] = turns.slice(-2);
  if (!left?.hidden || !back || back.hidden) throw new Error('the tab was not hidden and seen again');
  return [left, back];
}

/** Stops, and expects the very frame of that moment. */
async function expectExact(tab: RealTab): Promise<void> {
  await tab.evaluate('playhead.pause()');
  await tab.evaluate('playhead.settled()');
  const state = await tab.evaluate<PlayheadState>('playhead.state()');
  expect(state).toMatchObject({ exact: true, playing: false });
  expect(state.panes['video']).toMatchObject({ frame: state.frame, exact: true });
  // The voice is heard no more, and goes to its place once time has stood for a moment.
  const apart = (): Promise<number> =>
    tab.evaluate<number>('(({ now, voice }) => Math.abs(voice - now))(noted.notes.at(-1))');
  await expect.poll(apart).toBeLessThan(0.005);
}

/** Time never goes back, and never further than the wall did. */
async function expectSteady(tab: RealTab, rate: number): Promise<void> {
  const notes = await tab.evaluate<readonly Noted[]>('noted.notes');
  const leaps = notes.filter(({ wall, now }, index) => {
    const before = notes[index - 1] ?? { wall, now };
    return now < before.now || now - before.now > ((wall - before.wall) * 1.2 + 0.4) * rate;
  });
  expect(leaps).toEqual([]);
}

/** Waits until picture and voice run with the clock. */
async function expectTogether(tab: RealTab, rate: number): Promise<void> {
  await tab.evaluate('noted.notes.length = 0');
  const off = `noted.notes.slice(-30).map(({ now, voice, picture }) => Math.max(Math.abs(now - picture), ${rate > 4 ? 0 : 'Math.abs(now - voice)'})).sort((a, b) => a - b)[15]`;
  await expect.poll(() => tab.evaluate<number>(off), { timeout: 20_000 }).toBeLessThan(0.1 * rate);
}

test('a voice is heard on in the background, and all return to what it says', async ({ browser }) => {
  const tab = await openTab(browser);
  await tab.evaluate('playhead.play(1)');
  await tab.until(`playhead.now() > ${START + 2}`);
  await expectTogether(tab, 1);
  const [left, back] = await hideFor(browser, tab, 4_000);
  expect(back.voice - left.voice).toBeGreaterThan(3);
  // Nothing that was heard is heard again, and nothing is left out.
  expect(Math.abs(back.now - back.voice)).toBeLessThan(0.1);
  const hidden = (await tab.evaluate<readonly Noted[]>('noted.notes')).filter((note) => note.hidden);
  expect(hidden.length).toBeGreaterThan(3);
  expect(new Set(hidden.map(({ picture }) => picture)).size).toBeLessThanOrEqual(2);
  await expectTogether(tab, 1);
  await expectSteady(tab, 1);
  await expectExact(tab);
  await tab.close();
});

test('where nothing is heard, time stands in the background', async ({ browser }) => {
  const tab = await openTab(browser);
  await tab.evaluate('playhead.play(8)');
  await tab.until(`playhead.now() > ${START + 8}`);
  const [left, back] = await hideFor(browser, tab, 3_000);
  expect(back.now).toBe(left.now);
  await tab.until(`playhead.now() > ${back.now + 4}`);
  await expectTogether(tab, 8);
  await expectSteady(tab, 8);
  await expectExact(tab);
  await tab.close();
});

test('a page that was frozen goes on where it was', async ({ browser }) => {
  const tab = await openTab(browser);
  await tab.evaluate('playhead.play(1)');
  await tab.until(`playhead.now() > ${START + 2}`);
  const before = await tab.evaluate<number>('playhead.now()');
  await tab.send('Page.enable');
  await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await tab.send('Page.setWebLifecycleState', { state: 'active' });
  await hideFor(browser, tab, 500);
  const back = await tab.evaluate<number>('playhead.now()');
  expect(back - before).toBeLessThan(2.5);
  await tab.until(`playhead.now() > ${back + 1}`);
  await expectTogether(tab, 1);
  await expectSteady(tab, 1);
  await expectExact(tab);
  await tab.close();
});
