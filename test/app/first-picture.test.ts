import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstPicture, THE_PANES } from '../../src/app/first-picture.ts';
import { PaneReports } from '../../src/app/pane-reports.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { handTicker } from '../timeline/hand-ticker.ts';

describe('the first picture', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function start() {
    const ticker = handTicker();
    const clock = createClock(fromSeconds(10), ticker);
    const reports = new PaneReports();
    const mounted = clock.hold(THE_PANES);
    let come = false;
    void firstPicture(clock, reports).then(() => (come = true));
    const hasCome = async (millis: number): Promise<boolean> => {
      ticker.tick();
      await vi.advanceTimersByTimeAsync(millis);
      return come;
    };
    return { clock, reports, mounted, hasCome };
  }

  it('has come when the video pane shows a frame, and that is painted', async () => {
    const { clock, reports, mounted, hasCome } = start();
    clock.hold('video');
    mounted();
    reports.set('video', { frame: -1, error: null });
    expect(await hasCome(1_000)).toBe(false);
    reports.set('video', { frame: 0, error: null });
    expect(await hasCome(1)).toBe(false);
    expect(await hasCome(20)).toBe(true);
  });

  it.each([
    ['its pane says why there is none', 'failed'],
    ['its pane is not among those on screen', 'hidden'],
  ])('is not waited for where %s', async (_, how) => {
    const { clock, reports, mounted, hasCome } = start();
    if (how === 'failed') {
      clock.hold('video');
      reports.set('video', { frame: -1, error: 'media-failed' });
    }
    expect(await hasCome(0)).toBe(false);
    mounted();
    expect(await hasCome(30)).toBe(true);
  });

  it('is given up after some seconds', async () => {
    const { clock, mounted, hasCome } = start();
    clock.hold('video');
    mounted();
    expect(await hasCome(9_900)).toBe(false);
    expect(await hasCome(200)).toBe(true);
  });
});
