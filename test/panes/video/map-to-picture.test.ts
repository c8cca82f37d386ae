import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitInside,
  placeInVideo,
  scaledInto,
  toDesktop,
  toElement,
} from '../../../src/panes/video/map-to-picture.ts';

const VIDEO = { width: 1920, height: 1080 };
describe('placeInVideo', () => {
  const whole = { x: 0, y: 0, ...VIDEO };

  it('fills the picture where the shapes are the same, whatever the scale', () => {
    expect(placeInVideo(undefined, { x: 0, y: 0, width: 3840, height: 2160 }, VIDEO)).toEqual(whole);
    expect(placeInVideo({ display_id: 'b' }, { x: 70, y: -5, width: 960, height: 540 }, VIDEO)).toEqual(
      whole,
    );
  });

  it('keeps the shape of a turned display, in the middle of the picture', () => {
    const part = { x: 0, y: 0, width: 1080, height: 1920 };
    expect(placeInVideo(undefined, part, VIDEO)).toEqual({ x: 656.25, y: 0, width: 607.5, height: 1080 });
  });

  it('keeps the shape of a desktop that got another display', () => {
    expect(placeInVideo({}, { x: 0, y: 0, width: 3840, height: 1080 }, VIDEO)).toEqual({
      x: 0,
      y: 270,
      width: 1920,
      height: 540,
    });
  });

  it('fills the picture with a region, as the schema says', () => {
    const region = [0, 0, 500, 500];
    expect(placeInVideo({ region }, { x: 0, y: 0, width: 500, height: 500 }, VIDEO)).toEqual(whole);
  });
});

describe('places in the picture', () => {
  it('takes a place in the video along to where the video lies', () => {
    const outer = { x: 10, y: 20, width: 960, height: 540 };
    expect(scaledInto(outer, VIDEO, { x: 656, y: 0, width: 608, height: 1080 })).toEqual({
      x: 338,
      y: 20,
      width: 304,
      height: 540,
    });
  });

  it('letterboxes as object-fit: contain does', () => {
    expect(fitInside({ width: 1000, height: 1000 }, VIDEO)).toEqual({
      x: 0,
      y: 218.75,
      width: 1000,
      height: 562.5,
    });
    expect(fitInside({ width: 1000, height: 100 }, { width: 200, height: 100 })).toEqual({
      x: 400,
      y: 0,
      width: 200,
      height: 100,
    });
    expect(fitInside({ width: 10, height: 10 }, { width: 0, height: 0 })).toEqual({
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    });
  });

  it('maps a desktop pixel into the element', () => {
    const part = { x: 1920, y: 56, width: 1280, height: 1024 };
    const picture = { x: 0, y: 100, width: 640, height: 512 };
    expect(toElement(part, picture, { x: 1920, y: 56 })).toEqual({ x: 0, y: 100 });
    expect(toElement(part, picture, { x: 2560, y: 568 })).toEqual({ x: 320, y: 356 });
    expect(toDesktop(part, picture, { x: 320, y: 99 })).toBeUndefined();
  });

  it('goes there and back', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 8_000 }),
      height: fc.integer({ min: 1, max: 8_000 }),
    });
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: -4_000, max: 4_000 }),
        share,
        share,
        (display, box, origin, u, v) => {
          const part = { x: origin, y: -origin, ...display };
          const picture = fitInside(box, display);
          const point = { x: part.x + part.width * u, y: part.y + part.height * v };
          const back = toDesktop(part, picture, toElement(part, picture, point));
          expect(back?.x).toBeCloseTo(point.x, 4);
          expect(back?.y).toBeCloseTo(point.y, 4);
        },
      ),
    );
  });
});
