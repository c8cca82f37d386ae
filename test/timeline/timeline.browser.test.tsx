import axe from 'axe-core';
import { StrictMode } from 'react';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import '../../src/ui/theme.css';
import { fromSeconds, type TimeRange } from '../../src/base/time.ts';
import { createClock } from '../../src/timeline/clock.ts';
import type { FramePlace } from '../../src/timeline/FrameReadout.tsx';
import { drawLanes } from '../../src/timeline/draw-timeline.ts';
import { TextFitter } from '../../src/timeline/fit-text.ts';
import { readPalette } from '../../src/timeline/palette.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { Timeline } from '../../src/timeline/Timeline.tsx';
import { traceLanes } from '../../src/timeline/tracks.ts';
import { Transport } from '../../src/timeline/Transport.tsx';
import { createViewStore, type ViewStore } from '../../src/timeline/view-store.ts';
import type { InputEvent } from '../../src/trace/layers.ts';
import { buildTrace, type TraceNotation } from '../fixtures/build-trace.ts';
import { countListeners, nextFrame } from './listening.ts';

const HEADER = 132;
const RULER = 24;
/** 100 pixels a second for a trace of 10 seconds. */
const WIDTH = HEADER + 1000;

async function setup(notation: TraceNotation = {}, height = 400) {
  const trace = buildTrace({ duration: 10, ...notation });
  const clock = createClock(trace.duration);
  const listening = countListeners(clock);
  const view = createViewStore(trace.duration);
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${WIDTH}px`,
    height: `${height}px`,
  });
  const idle: readonly TimeRange[] = [{ start: fromSeconds(8), end: fromSeconds(9) }];
  const { unmount } = render(
    <StrictMode>
      <Timeline trace={trace} clock={clock} view={view} idle={idle} />
    </StrictMode>,
    { container },
  );
  const plot = screen.getByRole('slider');
  await waitFor(() => expect(document.querySelector('[data-status="loading"]')).toBeNull());
  // The plot's size is known after the first frame, and painted in the next.
  await nextFrame();
  await nextFrame();
  /** A pointer event `seconds` into the trace as it is shown at first, `y` pixels below the ruler (above it: negative). */
  const point = (type: string, seconds: number, y = 5, options: PointerEventInit = {}): void => {
    const { left, top } = plot.getBoundingClientRect();
    const place = {
      clientX: left + seconds * 100,
      clientY: top + RULER + y,
      bubbles: true,
      pointerId: 1,
      ...options,
    };
    plot.dispatchEvent(new PointerEvent(type, place));
  };
  return { trace, clock, view, plot, point, unmount, listening, container };
}

function timeUnder(view: ViewStore, share: number): number {
  const { range } = view.getState();
  return range.start + (range.end - range.start) * share;
}

let complaints: readonly { readonly mock: { readonly calls: readonly unknown[] } }[] = [];

beforeEach(() => {
  // Pointers made by a script are none that can be captured.
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => undefined);
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
});

afterEach(() => {
  expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([]);
  cleanup();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe('pointing', () => {
  it('scrubs: the clock goes where the pointer goes, and on playing afterwards', async () => {
    const { clock, point } = await setup();
    clock.play();
    point('pointerdown', 3);
    expect(clock.playing).toBe(false);
    expect(clock.now()).toBe(fromSeconds(3));
    point('pointermove', 4.5);
    expect(clock.now()).toBe(fromSeconds(4.5));
    point('pointermove', 99);
    expect(clock.now()).toBe(clock.duration);
    point('pointermove', 2);
    point('pointerup', 2);
    expect(clock.playing).toBe(true);
    point('pointermove', 7);
    expect(clock.now()).toBeLessThan(fromSeconds(3));
    clock.pause();
  });

  it('seeks to the start of the item that is clicked', async () => {
    const { clock, point } = await setup({ commands: ['2-5 npm test =1'] });
    point('pointerdown', 4);
    point('pointerup', 4);
    expect(clock.now()).toBe(fromSeconds(2));
  });

  it('is drawn by its knob in the ruler, without a jump and without a range', async () => {
    const { clock, view, point } = await setup();
    clock.seek(fromSeconds(4));
    await clock.settled();
    point('pointerdown', 4.05, -10);
    expect(clock.now()).toBe(fromSeconds(4));
    point('pointermove', 6.05, -10);
    expect(clock.now()).toBeCloseTo(fromSeconds(6), -2);
    point('pointerup', 6.05, -10);
    expect(view.getState().selection).toBeUndefined();
  });

  it('marks a range on the ruler, and seeks where the ruler is clicked', async () => {
    const { clock, view, point } = await setup();
    point('pointerdown', 6, -10);
    point('pointermove', 2, -10);
    point('pointerup', 2, -10);
    expect(view.getState().selection).toEqual({ start: 2e6, end: 6e6 });
    expect(clock.now()).toBe(0);
    point('pointerdown', 7, -10);
    point('pointerup', 7, -10);
    expect(clock.now()).toBe(fromSeconds(7));
  });

  it('zooms by the wheel around the moment under the pointer', async () => {
    const { view, plot } = await setup();
    const { left } = plot.getBoundingClientRect();
    for (const deltaY of [-300, -300, 120]) {
      const before = timeUnder(view, 0.3);
      fireEvent.wheel(plot, { deltaY, ctrlKey: true, clientX: left + 300 });
      expect(Math.abs(timeUnder(view, 0.3) - before)).toBeLessThanOrEqual(1);
    }
    expect(view.getState().range.end - view.getState().range.start).toBeLessThan(5e6);
  });

  it('pans by shift and wheel', async () => {
    const { view, plot } = await setup();
    view.getState().show({ start: fromSeconds(2), end: fromSeconds(4) });
    fireEvent.wheel(plot, { deltaY: 100, shiftKey: true });
    expect(view.getState().range).toEqual({ start: 2.2e6, end: 4.2e6 });
  });

  it('leaves the wheel to the lanes when they do not fit', async () => {
    const { view, plot } = await setup({ commands: [], edits: [], tests: [], cues: [] }, 60);
    const { range } = view.getState();
    fireEvent.wheel(plot, { deltaY: -300 });
    expect(view.getState().range).toBe(range);
    fireEvent.wheel(plot, { deltaY: -300, ctrlKey: true });
    expect(view.getState().range).not.toBe(range);
  });

  it('zooms by two fingers', async () => {
    const { view, point, clock } = await setup();
    point('pointerdown', 4, 5, { pointerType: 'touch', pointerId: 1 });
    point('pointerdown', 6, 5, { pointerType: 'touch', pointerId: 2 });
    point('pointermove', 3, 5, { pointerType: 'touch', pointerId: 1 });
    point('pointermove', 7, 5, { pointerType: 'touch', pointerId: 2 });
    expect(view.getState().range.end - view.getState().range.start).toBeCloseTo(5e6, -5);
    expect(clock.now()).toBe(0);
  });

  it('takes a finger for a scrub only when it moves sideways or lifts: it may be about to scroll', async () => {
    const { point, clock } = await setup({ commands: ['2-5 npm test =1'] });
    const touch = { pointerType: 'touch' };
    clock.play();
    point('pointerdown', 4, 5, touch);
    expect(clock.playing).toBe(true);
    point('pointercancel', 4, 40, touch);
    expect(clock.playing).toBe(true);
    clock.pause();
    clock.seek(fromSeconds(1));
    point('pointerdown', 4, 5, touch);
    expect(clock.now()).toBe(fromSeconds(1));
    point('pointermove', 4.5, 5, touch);
    expect(clock.now()).toBe(fromSeconds(4.5));
    point('pointerup', 4.5, 5, touch);
    point('pointerdown', 3, 5, touch);
    point('pointerup', 3, 5, touch);
    // A tap on an item seeks to its start, as a click does.
    expect(clock.now()).toBe(fromSeconds(2));
  });

  it.each([
    ['a command', { commands: ['2-5 npm test =1'] }, 3, 'npm test · exit 1 · 3.0 s'],
    ['an idle gap', { commands: ['2-5 npm test =1'] }, 8.5, 'idle for 1.0 s'],
    [
      'a lane that could not be read',
      { commands: ['1-2 a'], broken: ['commands'] as const },
      3,
      'could not be read',
    ],
    [
      'a layer that is not there',
      { absent: ['network lost the disk was full'] },
      3,
      'lost: the disk was full',
    ],
  ] satisfies readonly (readonly [string, TraceNotation, number, string])[])(
    'says what is under the pointer: %s',
    async (_, notation, seconds, text) => {
      const { point, view } = await setup(notation);
      point('pointermove', seconds);
      expect(await screen.findByText(text, { selector: '[aria-hidden] *' })).toBeVisible();
      expect(view.getState().hover).toBe(seconds * 1e6);
      point('pointerleave', seconds);
      expect(view.getState().hover).toBeUndefined();
      await waitFor(() => expect(screen.queryByText(text, { selector: '[aria-hidden] *' })).toBeNull());
    },
  );
});

describe('what is under the pointer', () => {
  const cardOf = () => document.querySelector('[aria-hidden][class*="_card_"]');

  it('is not told twice on the ruler, where the hair line has the time', async () => {
    const { point, view } = await setup();
    point('pointermove', 4, -10);
    await waitFor(() => expect(screen.getAllByText('0:04.000')).toHaveLength(1));
    expect(view.getState().hover).toBe(4e6);
    expect(cardOf()).toBeNull();
  });

  it('is told anew when the view changes below a pointer that rests', async () => {
    const { point, view } = await setup({ commands: ['2-5 npm test =1'] });
    point('pointermove', 5);
    await waitFor(() => expect(cardOf()?.textContent).toContain('0:05.000'));
    view.getState().show({ start: fromSeconds(0), end: fromSeconds(2) });
    await waitFor(() => expect(cardOf()?.textContent).toContain('0:01.000'));
    expect(view.getState().hover).toBe(1e6);
  });
});

describe('the playhead', () => {
  it('moves with the clock, without painting', async () => {
    const { clock } = await setup();
    const paint = vi.spyOn(CanvasRenderingContext2D.prototype, 'clearRect');
    clock.seek(fromSeconds(2.5));
    await clock.settled();
    expect(screen.getByTestId('playhead').style.transform).toBe('translateX(250px)');
    expect(paint).not.toHaveBeenCalled();
  });

  it('turns the page while playing', async () => {
    const { clock, view } = await setup();
    view.getState().show({ start: fromSeconds(0), end: fromSeconds(1) });
    clock.seek(fromSeconds(0.95));
    await clock.settled();
    clock.play();
    await waitFor(() => expect(view.getState().range.start).toBeGreaterThan(0.9e6));
    clock.pause();
  });

  it('is a slider for keys and for who cannot see it', async () => {
    const { clock, plot } = await setup();
    clock.seek(fromSeconds(3));
    fireEvent.keyDown(plot, { key: 'ArrowRight' });
    expect(clock.now()).toBe(fromSeconds(8));
    fireEvent.keyDown(plot, { key: 'ArrowLeft', shiftKey: true });
    expect(clock.now()).toBe(0);
    fireEvent.keyDown(plot, { key: 'End' });
    expect(fireEvent.keyDown(plot, { key: 'ArrowLeft', ctrlKey: true })).toBe(true);
    await clock.settled();
    expect(plot.getAttribute('aria-valuenow')).toBe('10');
    expect(plot.getAttribute('aria-valuetext')).toBe('0:10.000 of 0:10.000');
  });
});

it('leaves no listener behind', async () => {
  const { unmount, listening, clock } = await setup({ commands: ['1-2 a =0'] });
  expect(listening()).toBeGreaterThan(0);
  unmount();
  expect(listening()).toBe(0);
  clock.dispose();
});

it('draws 200,000 items with work for the pixels, and not for the items', async () => {
  const input = Array.from({ length: 200_000 }, (_, index): InputEvent => {
    const at = { t: index * 50, x: 1, y: 1 };
    return index % 20 === 0 ? { ...at, type: 'down', button: 'left' } : { ...at, type: 'move' };
  });
  const trace = buildTrace({ duration: 10, input });
  const [lane] = traceLanes(trace);
  if (!lane) throw new Error('no lane');
  let work = 0;
  const use = (): void => void (work += 1);
  const items = (await lane.load()).map((marks) => ({
    ...marks,
    starts: counting(marks.starts, use),
    ends: counting(marks.ends, use),
    reach: counting(marks.reach, use),
  }));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1500, height: 200 });
  const plain = canvas.getContext('2d');
  if (!plain) throw new Error('no canvas');
  const text = new TextFitter(plain);
  const context = counting(plain, use);
  const palette = readPalette(document.documentElement);
  for (const seconds of [10, 1, 0.05]) {
    const scale = createScale({ start: fromSeconds(0), end: fromSeconds(seconds) }, 1500);
    work = 0;
    drawLanes(
      { context, scale, palette, text, selection: undefined, ratio: 1 },
      [{ lane, state: { status: 'ready', items }, top: 0 }],
      200,
      [],
    );
    // Reads of numbers and calls of the canvas: a search and a line or two for each of 1,500 pixels.
    expect(work).toBeGreaterThan(1_500);
    expect(work).toBeLessThan(60_000);
  }
});

/** The same object, telling of each use of it. */
function counting<T extends object>(object: T, used: () => void): T {
  return new Proxy(object, {
    get: (target, key) => {
      used();
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

it.each(['dark', 'light'])('has nothing that axe finds wrong in the %s theme', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const { clock, view } = await setup({
    commands: ['1-2 a =0'],
    edits: ['3 save a.ts'],
    broken: ['ide_edits'],
    absent: ['network lost'],
  });
  clock.hold('screen');
  view.getState().select(fromSeconds(1), fromSeconds(2));
  render(
    <Transport
      clock={clock}
      view={view}
      origin={{ wall_utc: '2026-03-02T09:00:00Z' }}
      frame={createStore<FramePlace | undefined>(() => ({ index: 3, count: 10, exact: false }))}
      skipsIdle
      onSkipIdle={() => undefined}
      onStepFrame={() => undefined}
      onGoToFrame={() => undefined}
      onStep={() => undefined}
      goToOpen={false}
      onGoToOpen={() => undefined}
    />,
  );
  await nextFrame();
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
