import { describe, expect, it } from 'vitest';
import { CLOCK_WORDS } from '../../src/base/time-words.ts';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import {
  handOverLinks,
  hitLinks,
  linkSentences,
  placeLinks,
  type LaneLink,
} from '../../src/timeline/hand-over-links.ts';
import type { PlacedLane } from '../../src/timeline/draw-timeline.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { traceLanes } from '../../src/timeline/tracks.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { handingAgents } from '../fixtures/handing-agents.ts';
import { twoAgents } from '../fixtures/two-agents.ts';

/** 100 pixels a second. */
const SCALE = createScale({ start: fromSeconds(0), end: fromSeconds(10) }, 1000);

async function opened() {
  const trace = await openTrace(buildBundle(handingAgents()));
  let top = 0;
  const lanes = traceLanes(trace).map((lane): PlacedLane => {
    const placed = { lane, state: { status: 'loading' }, top } as const;
    top += lane.height;
    return placed;
  });
  return { lanes, links: await handOverLinks(trace) };
}

describe('hand-overs on the timeline', () => {
  it('go from lane to lane, from where work was given to where it was taken', async () => {
    const { lanes, links } = await opened();
    const [builder, checker] = lanes.map(({ top, lane }) => top + (lane.height - 1) / 2);
    expect(placeLinks(links, lanes, SCALE)).toEqual([
      { from: { x: 200, y: builder }, to: { x: 300, y: checker } },
      { from: { x: 500, y: checker }, to: { x: 600, y: builder } },
    ]);
  });

  it('are left out where they are out of sight, where a lane is not there, and where they lie on each other', async () => {
    const { lanes, links } = await opened();
    const late = createScale({ start: fromSeconds(4), end: fromSeconds(10) }, 600);
    expect(placeLinks(links, lanes, late)).toHaveLength(1);
    expect(placeLinks(links, lanes.slice(1), SCALE)).toEqual([]);
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      ...links[0],
      index,
    })) as unknown as LaneLink[];
    expect(placeLinks(many, lanes, SCALE)).toHaveLength(1);
    const spread = many.map((link, index) => ({
      ...link,
      to: { ...link.to, time: (index * 500) as TraceTime },
    }));
    expect(placeLinks(spread, lanes, SCALE)).toHaveLength(1000);
  });

  it('are told under the pointer, of the nearer end, and in their own lane', async () => {
    const { links } = await opened();
    expect(hitLinks(links, 'builder', SCALE, 203)).toEqual({
      time: 2_000_000,
      text: 'hands over to Checker',
    });
    expect(hitLinks(links, 'checker', SCALE, 297)).toEqual({
      time: 3_000_000,
      text: 'handed over by Builder',
    });
    expect(hitLinks(links, 'checker', SCALE, 203)).toBeUndefined();
    expect(hitLinks(links, 'builder', SCALE, 210)).toBeUndefined();
  });

  it('are told in words, as many as anybody listens to', async () => {
    const { links } = await opened();
    expect(linkSentences(links, CLOCK_WORDS)).toEqual([
      'Builder hands over to Checker at 0:02.000, taken at 0:03.000',
      'Checker hands over to Builder at 0:05.000, taken at 0:06.000',
    ]);
    const many = Array.from({ length: 60 }, () => links).flat();
    expect(linkSentences(many, CLOCK_WORDS).slice(100)).toEqual(['and 20 more']);
  });

  it('are there where one agent started another, also by step', async () => {
    const links = await handOverLinks(await openTrace(buildBundle(twoAgents())));
    expect(links.map(({ kind, from, to }) => [kind, from.lane, from.time, to.lane, to.time])).toEqual([
      ['started', 'main', 2_000_000, 'explorer', 0],
    ]);
  });
});
