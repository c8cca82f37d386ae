import axe from 'axe-core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import '../../src/ui/theme.css';
import { createClock } from '../../src/timeline/clock.ts';
import { Timeline } from '../../src/timeline/Timeline.tsx';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle } from '../fixtures/build-bundle.ts';
import { handingAgents } from '../fixtures/handing-agents.ts';
import { nextFrame } from './listening.ts';

const HEADER = 132;
const RULER = 24;
/** 100 pixels a second for ten seconds. */
const WIDTH = HEADER + 1000;
/** Of the lane of an agent, in CSS pixels. */
const LANE = 22;

afterEach(cleanup);

it('draws hand-overs from lane to lane, and tells them under the pointer and to who cannot see them', async () => {
  const trace = await openTrace(buildBundle(handingAgents()));
  const clock = createClock(trace.duration);
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${WIDTH}px`,
    height: '300px',
  });
  render(<Timeline trace={trace} clock={clock} view={createViewStore(trace.duration)} />, { container });
  const told = await screen.findByRole('list', { name: 'Hand-overs between agents' });
  expect(
    within(told)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Builder hands over to Checker at 0:02.000, taken at 0:03.000',
    'Checker hands over to Builder at 0:05.000, taken at 0:06.000',
  ]);
  await waitFor(() => expect(document.querySelector('[data-status="loading"]')).toBeNull());
  await nextFrame();
  await nextFrame();

  // Between the lanes there is nothing but the arrow: half way in time, it crosses their border.
  const canvas = container.querySelectorAll('canvas')[1];
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('no lanes');
  const ratio = canvas.width / canvas.clientWidth;
  const column = (x: number): string => {
    const { data } = context.getImageData(Math.round(x * ratio), Math.round((LANE - 1) * ratio), 1, 1);
    return data.join();
  };
  const ground = column(450);
  const crossed = Array.from({ length: 140 }, (_, index) => column(180 + index)).filter(
    (one) => one !== ground,
  );
  expect(crossed.length).toBeGreaterThan(2);
  expect(column(150)).toBe(ground);

  const plot = screen.getByRole('slider');
  const { left, top } = plot.getBoundingClientRect();
  plot.dispatchEvent(
    new PointerEvent('pointermove', {
      ...{ clientX: left + 301, clientY: top + RULER + LANE + 5, bubbles: true, pointerId: 1 },
    }),
  );
  await waitFor(() =>
    expect(container.textContent).toContain('handed over by Builder · user, step 2 · It is built.'),
  );
  expect((await axe.run(container)).violations).toEqual([]);
});
