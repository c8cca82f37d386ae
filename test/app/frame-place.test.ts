import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/app/frame-place.ts';
import { PaneReports } from '../../src/app/pane-reports.ts';
import type { TraceTime } from '../../src/base/time.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { FrameTable } from '../../src/trace/frame-table.ts';
import { handTicker } from '../timeline/hand-ticker.ts';

const TICKER = handTicker();
const MAP = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });
const TABLE = new FrameTable(
  [0, 1, 2, 3].map((seconds) => ({ seconds, duration: 1, key: true })),
  MAP,
);

/** The place at frame 2 of the layer `first`, while the video pane tells `report`. */
function placeWith(
  report: Parameters<PaneReports['set']>[1] | undefined,
  layerId: string | undefined = 'first',
) {
  const clock = createClock(4_000_000 as TraceTime, TICKER);
  clock.seek(2_500_000 as TraceTime);
  const reports = new PaneReports();
  if (report) reports.set('video', report);
  return framePlace(clock, { value: TABLE, ready: Promise.resolve() }, reports, layerId);
}

describe('whether the frame of the readout is proven to be on screen', () => {
  it.each([
    ['confirmed', { layer: 'first', frame: 2, exact: true }, true],
    ['not confirmed', { layer: 'first', frame: 2, exact: false }, false],
    ['another frame confirmed', { layer: 'first', frame: 1, exact: true }, false],
    ['that frame of another video confirmed', { layer: 'second', frame: 2, exact: true }, null],
    ['another video not confirmed', { layer: 'second', frame: 2, exact: false }, null],
    ['hidden', { layer: 'first', frame: -1, exact: null }, null],
    ['which video is not told', { frame: 2, exact: true }, null],
    ['no video pane', undefined, null],
  ])('%s', (_, report, exact) => {
    expect(placeWith(report).getState()).toEqual({ index: 2, count: 4, exact });
  });

  it('is not known where the first video is not', () => {
    const clock = createClock(4_000_000 as TraceTime, TICKER);
    const reports = new PaneReports();
    reports.set('video', { layer: 'second', frame: 0, exact: true });
    const frames = { value: TABLE, ready: Promise.resolve() };
    expect(framePlace(clock, frames, reports, undefined).getState()?.exact).toBeNull();
  });

  it('gives the same object as long as it says the same', () => {
    const place = placeWith({ layer: 'second', frame: 2, exact: true });
    expect(place.getState()).toBe(place.getState());
  });
});
