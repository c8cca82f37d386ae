import { describe, expect, it, vi } from 'vitest';
import { clickText, pointerState } from '../../../src/panes/video/pointer-state.ts';
import type { InputEvent } from '../../../src/trace/layers.ts';
import { inputs, ms } from './pure.ts';

const CLICK: readonly InputEvent[] = [
  { t: 900, type: 'move', x: 630, y: 350 },
  { t: 1_000, type: 'down', button: 'left', x: 640, y: 360 },
  { t: 1_080, type: 'up', button: 'left', x: 640, y: 360 },
];

const DRAG: readonly InputEvent[] = [
  { t: 1_000, type: 'down', button: 'left', x: 10, y: 10 },
  { t: 1_100, type: 'move', x: 30, y: 10 },
  { t: 1_200, type: 'move', x: 60, y: 20 },
  { t: 1_300, type: 'up', button: 'left', x: 60, y: 20 },
];

function at(millis: number, events: readonly InputEvent[]) {
  return pointerState(inputs(...events), ms(millis));
}

describe('pointerState', () => {
  it('shows a click from its very moment for 400 ms, at the recorded pixel', () => {
    expect(clickText(at(999.999, CLICK))).toBeNull();
    expect(clickText(at(1_000, CLICK))).toBe('left 640,360');
    expect(at(1_200, CLICK).ripples).toEqual([{ button: 'left', x: 640, y: 360, age: 0.5 }]);
    expect(clickText(at(1_399.999, CLICK))).toBe('left 640,360');
    expect(clickText(at(1_400, CLICK))).toBeNull();
  });

  it('is the same whichever way the time came', () => {
    const tracks = inputs(...CLICK, ...DRAG.map((event) => ({ ...event, t: event.t + 2_000 })));
    const times = Array.from({ length: 60 }, (_, index) => ms(index * 61));
    const forward = times.map((time) => pointerState(tracks, time));
    expect(
      times
        .toReversed()
        .map((time) => pointerState(tracks, time))
        .toReversed(),
    ).toEqual(forward);
  });

  it('keeps the trail of the last 600 ms, from old to new', () => {
    const { trail, pointer } = at(1_200, DRAG);
    expect(trail.map(({ x }) => x)).toEqual([10, 30, 60]);
    expect(trail.at(-1)?.age).toBe(0);
    expect(at(1_700, DRAG).trail.map(({ x }) => x)).toEqual([30, 60, 60]);
    expect(pointer).toMatchObject({ x: 60, y: 20 });
    expect(at(9_000, DRAG)).toMatchObject({ trail: [], pointer: { x: 60, y: 20 } });
  });

  it('draws a drag while held and fades it after', () => {
    expect(at(1_050, DRAG).drag).toBeUndefined();
    expect(at(1_250, DRAG).drag).toMatchObject({ held: true, age: 0, button: 'left' });
    expect(at(1_250, DRAG).drag?.path).toHaveLength(3);
    expect(at(1_500, DRAG).drag).toMatchObject({ held: false, age: 0.5 });
    expect(at(1_700, DRAG).drag).toBeUndefined();
  });

  it('takes no click for a drag', () => {
    expect(at(1_050, CLICK).drag).toBeUndefined();
  });

  it('ends a press whose release was lost where the button goes down again', () => {
    const lost = [...DRAG.slice(0, 3), { t: 5_000, type: 'down', button: 'left', x: 0, y: 0 } as const];
    const { presses } = inputs(...lost);
    expect([0, 1].map((index) => presses.item(index)?.end)).toEqual([ms(5_000), undefined]);
  });

  it('keeps a long path short, with its last point', () => {
    const moves = Array.from(
      { length: 5_000 },
      (_, index) => ({ t: 1 + index, type: 'move', x: index, y: 0 }) as const,
    );
    const path = at(6_000, [{ t: 0, type: 'down', button: 'left', x: 0, y: 0 }, ...moves]).drag?.path;
    expect(path?.length).toBeLessThanOrEqual(402);
    expect(path?.at(-1)).toMatchObject({ x: 4_999 });
  });

  it('keeps a dense trail short, with its last point, and its points where they were', () => {
    const moves = Array.from(
      { length: 50_000 },
      (_, index) => ({ t: 1 + index / 100, type: 'move', x: index, y: 0 }) as const,
    );
    const tracks = inputs(...moves);
    const trailAt = (millis: number) => pointerState(tracks, ms(millis)).trail.map(({ x }) => x);
    expect(trailAt(450).length).toBeLessThanOrEqual(402);
    expect(trailAt(450).at(-1)).toBe(44_900);
    // A trail whose points all changed from one moment to the next would tremble.
    const later = new Set(trailAt(460));
    expect(
      trailAt(450)
        .slice(0, -1)
        .filter((x) => !later.has(x)),
    ).toEqual([]);
  });

  it('looks at no more of a long path than it shows', () => {
    const tracks = inputs(
      { t: 0, type: 'down', button: 'left', x: 0, y: 0 },
      ...Array.from(
        { length: 9_000 },
        (_, index) => ({ t: 1 + index / 20, type: 'move', x: index, y: 0 }) as const,
      ),
    );
    const item = vi.spyOn(tracks.positions, 'item');
    const { drag, trail } = pointerState(tracks, ms(450));
    expect([drag?.path.at(-1), trail.at(-1)]).toMatchObject([{ x: 8_980 }, { x: 8_980 }]);
    expect(item.mock.calls.length).toBeLessThan(1_000);
  });

  it('adds up a burst of scrolling and starts over after half a second', () => {
    const step = { type: 'scroll', x: 5, y: 6, dx: 0, dy: 1, unit: 'notch' } as const;
    const events = [0, 100, 200, 700].map((t) => ({ t, ...step }));
    expect(at(250, events).scroll).toMatchObject({ x: 5, y: 6, dx: 0, dy: 3, unit: 'notch', age: 0.1 });
    expect(at(699, events).scroll?.dy).toBe(3);
    expect(at(700, events).scroll?.dy).toBe(1);
    expect(at(1_200, events).scroll).toBeUndefined();
  });
});
