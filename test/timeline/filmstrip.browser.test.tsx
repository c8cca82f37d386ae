/** The pictures in a video's lane and under the pointer, with a decoder that paints the second into them. */
import { StrictMode } from 'react';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../../src/ui/theme.css';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { Timeline } from '../../src/timeline/Timeline.tsx';
import type { OpenPictures, PictureRequest } from '../../src/timeline/video-pictures.ts';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { buildTrace } from '../fixtures/build-trace.ts';
import { countListeners } from './listening.ts';

const HEADER = 132;
const RULER = 24;

/** The second in green: 20 steps each. */
const levelOf = (seconds: number): number => Math.floor(seconds) * 20;

function painter(asked: PictureRequest[] = [], lifetimes: AbortSignal[] = []): OpenPictures {
  return (_, lifetime) => {
    lifetimes.push(lifetime);
    return Promise.resolve({
      draw: (request) => {
        asked.push(request);
        const canvas = new OffscreenCanvas(request.width, request.height);
        const context = canvas.getContext('2d');
        if (context) context.fillStyle = `rgb(0 ${levelOf(request.seconds)} 0)`;
        context?.fillRect(0, 0, request.width, request.height);
        return Promise.resolve(canvas.transferToImageBitmap());
      },
    });
  };
}

/** 10 seconds at 100 pixels a second; 1280 × 720, 10 frames and one key frame a second. */
function setup(openPictures: OpenPictures) {
  const trace = buildTrace({ duration: 10, video: { fps: 10, keyEvery: 10 }, commands: ['1-2 a =0'] });
  const clock = createClock(trace.duration);
  const listening = countListeners(clock);
  const view = createViewStore(trace.duration);
  const container = document.body.appendChild(document.createElement('div'));
  container.style.cssText = `position: fixed; inset: auto auto 0 0; width: ${HEADER + 1000}px; height: 200px`;
  const describe = (problem: { readonly code: string }): string => problem.code;
  const { unmount } = render(
    <StrictMode>
      <Timeline {...{ trace, clock, view, openPictures }} describeProblem={describe} />
    </StrictMode>,
    { container },
  );
  const plot = screen.getByRole('slider');
  const point = (seconds: number, y = 10): void => {
    const { left, top } = plot.getBoundingClientRect();
    const place = { clientX: left + seconds * 100, clientY: top + RULER + y, bubbles: true, pointerId: 1 };
    plot.dispatchEvent(new PointerEvent('pointermove', place));
  };
  /** The green of the lane at a moment, a few pixels below its upper edge. */
  const greenAt = (seconds: number): number | undefined => {
    const canvas = plot.querySelectorAll('canvas')[1];
    const at = seconds * 100 * devicePixelRatio;
    const [red = 0, green = 0, blue = 0] =
      canvas?.getContext('2d')?.getImageData(at, 10 * devicePixelRatio, 1, 1).data ?? [];
    return red === 0 && blue === 0 ? green : undefined;
  };
  return { clock, view, plot, point, greenAt, unmount, listening };
}

const titleOf = (): HTMLElement => screen.getAllByRole('listitem')[0] as HTMLElement;
const cardOf = () => document.querySelector('[aria-hidden][class*="_card_"]');
const boxOf = () => cardOf()?.querySelector<HTMLElement>('[class*="_picture_"]');

let complaints: readonly { readonly mock: { readonly calls: readonly unknown[] } }[] = [];

beforeEach(() => {
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
});

afterEach(() => {
  expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([]);
  cleanup();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

it('shows in each place the key frame of that moment', async () => {
  const { greenAt } = setup(painter());
  // Each picture is 60 pixels wide, and key frames are 100 apart.
  const moments = [1.3, 2.3, 4.3, 8.3];
  await waitFor(() => expect(moments.map(greenAt)).toEqual(moments.map(levelOf)));
});

it('follows the view, with what is there already until the rest comes', async () => {
  const asked: PictureRequest[] = [];
  const { greenAt, view } = setup(painter(asked));
  await waitFor(() => expect(greenAt(4.3)).toBe(levelOf(4)));
  const before = asked.length;
  view.getState().show({ start: fromSeconds(4), end: fromSeconds(6) });
  // 5 s stands in the middle, and its picture is as wide as before.
  await waitFor(() => expect([0.3, 5.3].map(greenAt)).toEqual([levelOf(4), levelOf(5)]));
  expect(greenAt(4.9)).not.toBe(levelOf(5));
  expect(asked.slice(before).every(({ seconds }) => seconds >= 4 && seconds <= 6)).toBe(true);
});

it('keeps the place of a picture in the card, and says whose picture it is', async () => {
  const { point, clock } = setup(painter());
  await waitFor(() => expect(titleOf().style.height).toBe('46px'));
  const release = clock.hold('video');
  point(5.55, 60);
  // Nothing is drawn while a pane holds, but the lane may have been.
  await waitFor(() => expect(boxOf()).toBeVisible());
  expect([boxOf()?.offsetWidth, boxOf()?.offsetHeight]).toEqual([240, 135]);
  const before = cardOf()?.getBoundingClientRect();
  release();
  await waitFor(() => expect(boxOf()?.textContent).toBe('picture of 0:05.000'));
  await waitFor(() => expect(boxOf()?.textContent).toBe(''));
  expect(cardOf()?.getBoundingClientRect()).toEqual(before);
  const canvas = boxOf()?.querySelector('canvas');
  expect(canvas?.getContext('2d')?.getImageData(100, 50, 1, 1).data[1]).toBe(levelOf(5));
});

it('is the lane that it was where no pictures are to be had, and says why', async () => {
  const codec = new TraceError('codec-unsupported', { path: 'a.mp4', codec: 'hvc1' });
  const open = vi.fn<OpenPictures>(() => Promise.reject(codec));
  const { point } = setup(open);
  await waitFor(() => expect(titleOf().title).toContain('no pictures: codec-unsupported'));
  expect(titleOf().style.height).toBe('24px');
  expect(open).toHaveBeenCalledTimes(1);
  point(5.55, 30);
  await waitFor(() => expect(cardOf()?.textContent).toContain('0:05.550'));
  expect(boxOf()).toBeNull();
});

it('ends with the timeline', async () => {
  const lifetimes: AbortSignal[] = [];
  const { unmount, greenAt, listening } = setup(painter([], lifetimes));
  await waitFor(() => expect(greenAt(1.3)).toBe(levelOf(1)));
  expect(lifetimes.filter(({ aborted }) => !aborted)).toHaveLength(1);
  unmount();
  expect(lifetimes.every(({ aborted }) => aborted)).toBe(true);
  expect(listening()).toBe(0);
});
