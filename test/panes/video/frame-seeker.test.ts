import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameSeeker } from '../../../src/panes/video/frame-seeker.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { FrameTable } from '../../../src/trace/frame-table.ts';

const FRAMES = new FrameTable(
  Array.from({ length: 100 }, (_, index) => ({ seconds: index / 10, duration: 0.1, key: true })),
  clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' }),
);

/** Longer than any wait of the seeker. */
const LONG = 5_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A seeker over an element that only seeks and presents when told to. */
function setUp() {
  const element = {
    seeking: false,
    seeks: [] as number[],
    requestVideoFrameCallback: () => 0,
    set currentTime(seconds: number) {
      this.seeking = true;
      this.seeks.push(FRAMES.indexAtMedia(seconds));
    },
  };
  const landings: unknown[] = [];
  const seeker: FrameSeeker = new FrameSeeker(element as unknown as HTMLVideoElement, FRAMES, () =>
    landings.push(seeker.landing?.exact),
  );
  /** The element has arrived. */
  const arrive = (): void => {
    vi.advanceTimersByTime(5);
    element.seeking = false;
    seeker.seeked();
  };
  return {
    seeker,
    element,
    /** `exact` of every landing. */
    landings,
    arrive,
    /** The callback for `frame` comes, which was presented at `at`. */
    tell: (frame: number, at = performance.now()) =>
      seeker.frame({ frame, mediaTime: FRAMES.mediaTime(frame), matches: true, at }),
    wait: (millis: number) => vi.advanceTimersByTime(millis),
    /** Time goes by without callbacks; the element arrives wherever it is sent. */
    idle: () => {
      for (let count = 0; count < 12; count += 1) {
        vi.advanceTimersByTime(LONG);
        if (element.seeking) arrive();
      }
    },
  };
}

describe('a landing is exact', () => {
  it('when the callback comes after the seek', () => {
    const { seeker, arrive, tell } = setUp();
    seeker.want(10);
    arrive();
    expect(seeker.landing).toBeUndefined();
    tell(10);
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: true });
  });

  it('when the callback comes during the seek, for what was presented since it began', () => {
    const { seeker, arrive, tell, wait } = setUp();
    seeker.want(10);
    wait(2);
    tell(10);
    arrive();
    expect(seeker.landing?.exact).toBe(true);
  });

  it('when its time is told too early, where no older callback can come', () => {
    const { seeker, arrive, tell } = setUp();
    seeker.want(10);
    arrive();
    tell(10, performance.now() - 10);
    expect(seeker.landing?.exact).toBe(true);
  });

  it('when the callback comes after the wait for it', () => {
    const { seeker, arrive, tell, idle } = setUp();
    seeker.want(10);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
    tell(10);
    expect(seeker.landing?.exact).toBe(true);
  });
});

describe('a frame that stood there already', () => {
  it('is told of again, and proven, by a detour', () => {
    const { seeker, arrive, tell, wait, element } = setUp();
    seeker.want(10);
    arrive();
    tell(10);
    seeker.forget();
    wait(100);
    seeker.want(10);
    arrive();
    wait(200);
    expect(element.seeks).toEqual([10, 10, 9]);
    arrive();
    tell(9);
    expect(element.seeks).toEqual([10, 10, 9, 10]);
    arrive();
    expect(seeker.landing).toBeUndefined();
    tell(10, performance.now() - 10);
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: true });
  });

  it('is proven by another detour where the callbacks of the first came too late', () => {
    const { seeker, arrive, tell, wait, element } = setUp();
    seeker.want(10);
    arrive();
    tell(10);
    seeker.forget();
    wait(100);
    seeker.want(10);
    arrive();
    wait(200);
    arrive();
    wait(121);
    expect(element.seeks).toEqual([10, 10, 9, 10]);
    tell(9);
    arrive();
    tell(10, performance.now() - 10);
    wait(1_100);
    expect(element.seeks).toEqual([10, 10, 9, 10, 9]);
    arrive();
    wait(200);
    tell(9);
    arrive();
    tell(10);
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: true });
  });

  it('is proven by a detour where the browser told of nothing at all', () => {
    const { seeker, arrive, tell, wait, element } = setUp();
    seeker.want(10);
    arrive();
    wait(1_100);
    expect(element.seeks).toEqual([10, 9]);
    arrive();
    tell(9);
    arrive();
    tell(10);
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: true });
  });

  it('is left unproven where the browser never tells of anything', () => {
    const { seeker, arrive, idle, element } = setUp();
    seeker.want(10);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
    expect(element.seeks).toEqual([10, 9, 10]);
  });

  it('is given up after some detours', () => {
    const { seeker, arrive, tell, idle, element } = setUp();
    seeker.want(10);
    arrive();
    tell(10);
    seeker.forget();
    seeker.want(10);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
    expect(element.seeks).toEqual([10, 10, 9, 10, 9, 10, 9, 10]);
  });

  it('is left by the detour for a newer target', () => {
    const { seeker, arrive, tell, wait, element } = setUp();
    seeker.want(0);
    arrive();
    tell(0);
    seeker.forget();
    seeker.want(0);
    arrive();
    wait(200);
    seeker.want(50);
    arrive();
    expect(element.seeks).toEqual([0, 0, 1, 50]);
  });
});

describe('an old callback proves nothing', () => {
  it('there and back, without callbacks', () => {
    const { seeker, arrive, tell, landings, idle } = setUp();
    seeker.want(10);
    arrive();
    tell(10);
    seeker.want(50);
    arrive();
    idle();
    seeker.want(10);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
    expect(landings).toEqual([true, false, false]);
  });

  it('there and back, before the first has landed', () => {
    const { seeker, arrive, tell, wait, element, idle } = setUp();
    seeker.want(10);
    wait(2);
    const presented = performance.now();
    seeker.want(50);
    arrive();
    wait(2);
    seeker.want(10);
    tell(10, presented);
    arrive();
    wait(2);
    expect(element.seeks).toEqual([10, 50, 10]);
    tell(10, presented);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
  });

  it('there and back, with callbacks that come after the landing', () => {
    const { seeker, arrive, tell, landings, idle } = setUp();
    seeker.want(10);
    arrive();
    const first = performance.now();
    idle();
    seeker.want(50);
    arrive();
    const second = performance.now();
    idle();
    seeker.want(10);
    arrive();
    idle();
    tell(10, first);
    tell(50, second);
    expect(seeker.landing).toEqual({ target: 10, frame: 10, exact: false });
    expect(landings).not.toContain(true);
  });

  it('after playing', () => {
    const { seeker, arrive, tell, wait, idle } = setUp();
    seeker.want(10);
    arrive();
    tell(10);
    seeker.forget();
    wait(100);
    tell(12);
    const played = performance.now();
    wait(10);
    seeker.want(12);
    tell(12, played);
    arrive();
    idle();
    expect(seeker.landing).toEqual({ target: 12, frame: 12, exact: false });
  });

  it('when another frame was presented after it', () => {
    const { seeker, arrive, tell, wait, idle } = setUp();
    seeker.want(10);
    wait(1);
    tell(10);
    wait(1);
    tell(11);
    arrive();
    expect(seeker.landing).toBeUndefined();
    idle();
    expect(seeker.landing).toEqual({ target: 10, frame: 11, exact: false });
  });
});

describe('the newest target', () => {
  it('is sought as soon as the element has arrived, without waiting for the callback', () => {
    const { seeker, arrive, element } = setUp();
    seeker.want(10);
    arrive();
    seeker.want(50);
    expect(element.seeks).toEqual([10, 50]);
    seeker.want(60);
    seeker.want(70);
    arrive();
    expect(element.seeks).toEqual([10, 50, 70]);
  });
});
