import { describe, expect, it } from 'vitest';
import { createTour } from '../../../src/app/client/tour.ts';

describe('a tour', () => {
  it('goes on and back, and no further than its ends', () => {
    const tour = createTour(2);
    const at = (): number | undefined => tour.getState().at?.index;
    const { step, go } = tour.getState();
    expect(at()).toBeUndefined();
    step(-1);
    expect(at()).toBeUndefined();
    step(1);
    expect(at()).toBe(0);
    step(1);
    step(1);
    expect(at()).toBe(1);
    step(-1);
    expect(at()).toBe(0);
    go(2);
    expect(at()).toBe(0);
  });

  it('tells when one goes to where one is', () => {
    const tour = createTour(1);
    tour.getState().go(0);
    const before = tour.getState().at;
    tour.getState().go(0);
    expect(tour.getState().at).not.toBe(before);
  });

  it('has nowhere to go without stops', () => {
    const tour = createTour(0);
    tour.getState().step(1);
    tour.getState().go(0);
    expect(tour.getState().at).toBeUndefined();
  });
});
