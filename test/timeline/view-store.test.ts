import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds, type TimeRange } from '../../src/base/time.ts';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { followRange, MIN_SPAN, panRange, wholeRange, zoomRange } from '../../src/timeline/view-range.ts';

const MINUTE = fromSeconds(60);
const range = (start: number, end: number): TimeRange => ({
  start: fromSeconds(start),
  end: fromSeconds(end),
});

describe('zooming', () => {
  it('keeps the moment under the pointer where it is', () => {
    const next = zoomRange(range(10, 50), fromSeconds(20), 4, MINUTE);
    expect(next).toEqual(range(17.5, 27.5));
  });

  it('ends at the shortest span, and at the whole trace', () => {
    const close = zoomRange(range(0, 60), fromSeconds(30), 1e9, MINUTE);
    expect(close.end - close.start).toBe(MIN_SPAN);
    expect(zoomRange(range(10, 50), fromSeconds(20), 1e-9, MINUTE)).toEqual(range(0, 60));
  });

  it('stays inside the trace and loses no span, whatever is zoomed and panned', () => {
    const duration = fc.integer({ min: 0, max: 4e9 });
    const move = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    );
    fc.assert(
      fc.property(duration, fc.array(move, { maxLength: 20 }), (micros, moves) => {
        const whole = wholeRange(fromMicros(micros));
        let seen = whole;
        for (const [share, factor] of moves) {
          const time = fromMicros(seen.start + (seen.end - seen.start) * share);
          seen = panRange(
            zoomRange(seen, time, factor, fromMicros(micros)),
            micros * (share - 0.5),
            fromMicros(micros),
          );
          expect(seen.start).toBeGreaterThanOrEqual(0);
          expect(seen.end).toBeLessThanOrEqual(whole.end);
          expect(seen.end - seen.start).toBeGreaterThanOrEqual(Math.min(MIN_SPAN, whole.end));
          expect(Number.isInteger(seen.start) && Number.isInteger(seen.end)).toBe(true);
        }
      }),
    );
  });
});

describe('following', () => {
  it('turns the page when time runs out of it', () => {
    expect(followRange(range(10, 20), fromSeconds(20), MINUTE)).toEqual(range(19.5, 29.5));
  });

  it('keeps the page while time is on it, and at the end of the trace', () => {
    expect(followRange(range(10, 20), fromSeconds(15), MINUTE)).toEqual(range(10, 20));
    expect(followRange(range(50, 60), MINUTE, MINUTE)).toEqual(range(50, 60));
  });

  it('shows a distant moment in the middle', () => {
    expect(followRange(range(40, 50), fromSeconds(20), MINUTE)).toEqual(range(15, 25));
  });
});

describe('the view store', () => {
  it('marks in and out; the end or start of the trace stands in for what is missing or would lie on the wrong side', () => {
    const view = createViewStore(MINUTE);
    const { setIn, setOut, clearRange } = view.getState();
    setIn(fromSeconds(10));
    expect(view.getState().selection).toEqual(range(10, 60));
    setOut(fromSeconds(20));
    expect(view.getState().selection).toEqual(range(10, 20));
    setIn(fromSeconds(30));
    expect(view.getState().selection).toEqual(range(30, 60));
    setOut(fromSeconds(5));
    expect(view.getState().selection).toEqual(range(0, 5));
    clearRange();
    setOut(fromSeconds(7));
    expect(view.getState().selection).toEqual(range(0, 7));
  });

  it('marks between two moments in either order, and nothing between one and itself', () => {
    const view = createViewStore(MINUTE);
    view.getState().select(fromSeconds(9), fromSeconds(4));
    expect(view.getState().selection).toEqual(range(4, 9));
    view.getState().select(fromSeconds(9), fromSeconds(9));
    expect(view.getState().selection).toBeUndefined();
  });

  it('fits the marked range, then the trace', () => {
    const view = createViewStore(MINUTE);
    view.getState().select(fromSeconds(4), fromSeconds(9));
    view.getState().fitRange();
    expect(view.getState().range).toEqual(range(4, 9));
    view.getState().fit();
    expect(view.getState().range).toEqual(range(0, 60));
  });

  it('tells nobody when nothing changes', () => {
    const view = createViewStore(MINUTE);
    let told = 0;
    view.subscribe(() => told++);
    view.getState().fit();
    view.getState().pan(-5);
    view.getState().follow(fromSeconds(3));
    expect(told).toBe(0);
  });

  it('keeps the hovered moment inside the trace', () => {
    const view = createViewStore(MINUTE);
    view.getState().hoverAt(fromSeconds(70));
    expect(view.getState().hover).toBe(MINUTE);
    view.getState().hoverAt(undefined);
    expect(view.getState().hover).toBeUndefined();
  });
});
