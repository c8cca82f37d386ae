/** The timeline of a trace in a real page, 100 pixels a second for one of ten seconds, and what is on its canvas. */
import { render, screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import { createClock } from '../../src/timeline/clock.ts';
import { Timeline } from '../../src/timeline/Timeline.tsx';
import { createViewStore } from '../../src/timeline/view-store.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { nextFrame } from './listening.ts';

const HEADER = 132;
const RULER = 24;

export interface ShownTimeline {
  readonly container: HTMLElement;
  /** The lines that stand for what is drawn, of the list of that name. */
  readonly told: readonly (string | null)[];
  /** The colours of [from, to) at `y`, one a device pixel; in CSS pixels of the lanes. */
  readonly colours: (y: number, from: number, to: number) => readonly string[];
  /** Moves the pointer there, in CSS pixels of the lanes, and waits for the text. */
  readonly expectAt: (x: number, y: number, text: string) => Promise<void>;
}

/** Waits until all lanes are drawn. `list`: the name of a list for who cannot see them. */
export async function showTimeline(trace: Trace, list: string): Promise<ShownTimeline> {
  const container = document.body.appendChild(document.createElement('div'));
  container.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${HEADER + 1000}px; height: 300px`;
  const view = createViewStore(trace.duration);
  render(<Timeline trace={trace} clock={createClock(trace.duration)} view={view} />, { container });
  const told = within(await screen.findByRole('list', { name: list })).getAllByRole('listitem');
  await waitFor(() => expect(document.querySelector('[data-status="loading"]')).toBeNull());
  await nextFrame();
  await nextFrame();
  const canvas = container.querySelectorAll('canvas')[1];
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('no lanes');
  const ratio = canvas.width / canvas.clientWidth;
  const plot = screen.getByRole('slider');
  return {
    container,
    told: told.map(({ textContent }) => textContent),
    colours: (y, from, to) => {
      const [left, right, top] = [from, to, y].map((place) => Math.round(place * ratio));
      const { data } = context.getImageData(left ?? 0, top ?? 0, (right ?? 0) - (left ?? 0), 1);
      return Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 4).join());
    },
    expectAt: async (x, y, text) => {
      const { left, top } = plot.getBoundingClientRect();
      const place = { clientX: left + x, clientY: top + RULER + y, bubbles: true, pointerId: 1 };
      plot.dispatchEvent(new PointerEvent('pointermove', place));
      await waitFor(() => expect(container.textContent).toContain(text));
    },
  };
}
