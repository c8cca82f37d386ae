import axe from 'axe-core';
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import '../../src/ui/theme.css';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { handingAgents } from '../fixtures/handing-agents.ts';
import { showTimeline } from './shown-timeline.tsx';

/** Of the lane of an agent, in CSS pixels. */
const LANE = 22;

afterEach(cleanup);

it('draws hand-overs from lane to lane, and tells them under the pointer and to who cannot see them', async () => {
  const trace = await openTrace(buildBundle(handingAgents()));
  const { container, told, colours, expectAt } = await showTimeline(trace, 'Hand-overs between agents');
  expect(told).toEqual([
    'Builder hands over to Checker at 0:02.000, taken at 0:03.000',
    'Checker hands over to Builder at 0:05.000, taken at 0:06.000',
  ]);

  // Between the lanes there is nothing but the arrow: half way in time, it crosses their border.
  const [ground] = colours(LANE - 1, 450, 451);
  const crossed = colours(LANE - 1, 180, 320).filter((one) => one !== ground);
  expect(crossed.length).toBeGreaterThan(2);
  expect(colours(LANE - 1, 150, 151)).toEqual([ground]);

  await expectAt(301, LANE + 5, 'handed over by Builder · user, step 2 · It is built.');
  expect((await axe.run(container)).violations).toEqual([]);
});
