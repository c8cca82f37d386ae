/** What pointers, fingers and the wheel do on the plot. */
import { clampTime, ZERO, type TraceTime } from '../base/time.ts';
import type { Transport } from './clock.ts';
import type { Scale } from './scale.ts';
import type { ViewStore } from './view-store.ts';

/** What the plot tells about itself; places are CSS pixels of the window. */
export interface PlotSurface {
  readonly plot: HTMLElement;
  readonly ruler: HTMLElement;
  /** What scrolls the lanes when there are more than fit. */
  readonly scroller: HTMLElement;
  scale(): Scale;
  /** The start of the item there; undefined where there is none. */
  itemAt(clientX: number, clientY: number): TraceTime | undefined;
  /** The pointer is there; undefined: it has left. `scrubs`: the playhead is under it. */
  hovered(place: { readonly x: number; readonly y: number } | undefined, scrubs?: boolean): void;
}

/** Below this a press is a click, in CSS pixels. */
const CLICK_SLOP = 4;
/** Half of the width in which the ruler is the playhead's knob, in CSS pixels. */
const KNOB_REACH = 8;
/** Zoom of one notch of a wheel, which is about 100 pixels. */
const ZOOM_PER_PIXEL = 1.0025;
/** Pixels of a line, for wheels that count lines. */
const LINE = 16;

interface Press {
  readonly x: number;
  /** Where a click leads. */
  readonly time: TraceTime;
  readonly on: 'ruler' | 'knob' | 'lanes';
  /** CSS pixels from the pointer to what it holds. */
  readonly grip: number;
  readonly resume: boolean;
  /** The clock is at the pointer already. A finger may be about to scroll: until it moves sideways or lifts, nothing happens. */
  sought: boolean;
  moved: boolean;
  /** Ends the scrubbing; undefined before it has begun. */
  endScrub: (() => void) | undefined;
}

/** Listens until the returned function is called. */
export function attachGestures(surface: PlotSurface, clock: Transport, view: ViewStore): () => void {
  const { plot, ruler, scroller } = surface;
  const pointers = new Map<number, { x: number; y: number }>();
  let press: Press | undefined;
  let pinch: { readonly distance: number; readonly middle: number } | undefined;

  const timeAt = (clientX: number): TraceTime => {
    const { left, width } = plot.getBoundingClientRect();
    const x = Math.min(Math.max(0, clientX - left), width);
    return clampTime(surface.scale().time(x), ZERO, clock.duration);
  };

  const release = (): void => {
    press?.endScrub?.();
    if (press?.resume === true && press.sought) clock.play();
    press = undefined;
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) {
      release();
      pinch = spread(pointers);
      return;
    }
    if (pointers.size > 2) return;
    // Where the end of the last one was not told: a browser may keep it to itself.
    release();
    press = pressAt(event);
    if (press.on !== 'ruler' && event.pointerType !== 'touch') scrubTo(press, press.time);
  };

  const pressAt = ({ clientX: x, clientY }: PointerEvent): Press => {
    const rest = { x, grip: 0, resume: clock.playing, sought: false, moved: false, endScrub: undefined };
    if (clientY >= ruler.getBoundingClientRect().bottom)
      return { ...rest, on: 'lanes', time: surface.itemAt(x, clientY) ?? timeAt(x) };
    const grip = plot.getBoundingClientRect().left + surface.scale().x(clock.now()) - x;
    if (Math.abs(grip) <= KNOB_REACH) return { ...rest, on: 'knob', time: clock.now(), grip };
    return { ...rest, on: 'ruler', time: timeAt(x), resume: false };
  };

  const scrubTo = (pressed: Press, time: TraceTime): void => {
    pressed.sought = true;
    clock.pause();
    clock.seek(time);
  };

  const onMove = (event: PointerEvent): void => {
    const place = { x: event.clientX, y: event.clientY };
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, place);
    if (pinch) {
      const next = spread(pointers);
      view.getState().zoomAt(timeAt(next.middle), next.distance / pinch.distance);
      view.getState().pan((pinch.middle - next.middle) * surface.scale().microsPerPixel);
      pinch = next;
      return;
    }
    if (press) press.moved ||= Math.abs(place.x - press.x) >= CLICK_SLOP;
    const scrubs = press?.moved === true && press.on !== 'ruler';
    surface.hovered(event.pointerType === 'touch' ? undefined : place, scrubs);
    if (!press?.moved) return;
    if (press.on === 'ruler') view.getState().select(press.time, timeAt(place.x));
    else {
      press.endScrub ??= clock.scrub();
      scrubTo(press, timeAt(place.x + press.grip));
    }
  };

  const onUp = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    if (press?.on === 'ruler' && !press.moved) clock.seek(press.time);
    else if (press && press.on !== 'ruler' && !press.sought) scrubTo(press, press.time);
    pinch = undefined;
    release();
  };

  const onCancel = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    pinch = undefined;
    release();
  };

  const onLeave = (): void => surface.hovered(undefined);

  const onWheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const [across, down] = [event.deltaX * unit, event.deltaY * unit];
    const sideways = event.shiftKey || Math.abs(across) > Math.abs(down);
    const zooms = event.ctrlKey || event.metaKey;
    // What the lanes can do themselves is left to them.
    if (!zooms && !sideways && scroller.scrollHeight > scroller.clientHeight) return;
    event.preventDefault();
    if (zooms || !sideways)
      view.getState().zoomAt(timeAt(event.clientX), ZOOM_PER_PIXEL ** -pinchDelta(event, down));
    else view.getState().pan((across || down) * surface.scale().microsPerPixel);
    surface.hovered({ x: event.clientX, y: event.clientY });
  };

  const listeners = new AbortController();
  const { signal } = listeners;
  plot.addEventListener('pointerdown', onDown, { signal });
  plot.addEventListener('pointermove', onMove, { signal });
  plot.addEventListener('pointerup', onUp, { signal });
  plot.addEventListener('pointercancel', onCancel, { signal });
  plot.addEventListener('pointerleave', onLeave, { signal });
  plot.addEventListener('wheel', onWheel, { signal, passive: false });
  return () => {
    listeners.abort();
    release();
  };
}

/** A touchpad's pinch comes as a wheel with ctrl and small steps, which would hardly move anything. */
function pinchDelta(event: WheelEvent, pixels: number): number {
  return event.ctrlKey && Math.abs(pixels) < 50 ? pixels * 4 : pixels;
}

function spread(pointers: ReadonlyMap<number, { readonly x: number; readonly y: number }>): {
  readonly distance: number;
  readonly middle: number;
} {
  const [a, b] = [...pointers.values()];
  if (!a || !b) return { distance: 1, middle: a?.x ?? 0 };
  return { distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: (a.x + b.x) / 2 };
}
