/** What the clock makes of time that nobody could follow. */
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import { createClock, LONGEST_TICK, type TimeSource } from '../../src/timeline/clock.ts';
import { handTicker } from './hand-ticker.ts';

const at = (seconds: number): TraceTime => fromSeconds(seconds);

function setup() {
  const ticker = handTicker();
  const clock = createClock(at(100), ticker);
  /** An element, whose time tests set. */
  const led = (heard: boolean, seconds: number | undefined) => {
    const source: TimeSource & { seconds: number | undefined } = {
      heard,
      seconds,
      time() {
        return this.seconds === undefined ? undefined : at(this.seconds);
      },
    };
    clock.lead(source);
    return source;
  };
  return { ticker, clock, led };
}

describe('a long time without a frame', () => {
  it.each([
    ['just over the limit', LONGEST_TICK + 1],
    ['a night', 8 * 3_600_000],
  ])('does not pass: %s', (_, millis) => {
    const { clock, ticker } = setup();
    clock.seek(at(10));
    ticker.tick();
    clock.play(2);
    ticker.tick(100);
    ticker.tick(millis);
    expect(clock.now()).toBe(at(10.2));
    expect(clock.playing).toBe(true);
    ticker.tick(100);
    expect(clock.now()).toBe(at(10.4));
  });

  it('passes up to the limit: the page was busy, and its elements went on', () => {
    const { clock, ticker } = setup();
    clock.play();
    ticker.tick(LONGEST_TICK);
    expect(clock.now()).toBe(at(1));
  });

  it('does not pass backwards either', () => {
    const { clock, ticker } = setup();
    clock.seek(at(50));
    ticker.tick();
    clock.play(-4);
    ticker.tick(60_000);
    expect(clock.now()).toBe(at(50));
  });

  it('does not pass by an element that played on meanwhile, and tells the listeners', () => {
    const { clock, ticker, led } = setup();
    const element = led(false, 5);
    clock.play();
    ticker.tick(16);
    const heard: number[] = [];
    clock.subscribe(() => {
      heard.push(clock.now());
      // As FramePlayback does with one that is far ahead.
      element.seconds = undefined;
    });
    element.seconds = 65;
    ticker.tick(60_000);
    expect(heard).toEqual([at(5)]);
    ticker.tick(16);
    expect(clock.now()).toBe(at(5.016));
  });
});

describe('a hidden page', () => {
  it('stops time at the moment when it was hidden, and goes on from there', () => {
    const { clock, ticker } = setup();
    clock.play();
    ticker.tick(100);
    ticker.pass(7);
    ticker.see(false);
    expect([clock.now(), clock.seen, clock.playing]).toEqual([at(0.107), false, true]);
    for (let count = 0; count < 20; count += 1) ticker.tick(250);
    ticker.pass(600_000);
    ticker.see(true);
    expect([clock.now(), clock.seen]).toEqual([at(0.107), true]);
    ticker.tick(16);
    expect(clock.now()).toBe(at(0.123));
  });

  it('tells of both at once, so that elements stop and go on with it', () => {
    const { clock, ticker } = setup();
    const told: (readonly [boolean, number])[] = [];
    clock.subscribe(() => told.push([clock.seen, clock.now()]));
    clock.play();
    ticker.tick(100);
    ticker.see(false);
    ticker.see(false);
    ticker.pass(5_000);
    ticker.see(true);
    expect(told).toEqual([
      [true, at(0.1)],
      [false, at(0.1)],
      [true, at(0.1)],
    ]);
  });

  it('is led by what is heard, whatever the screen says, and by that alone', () => {
    const { clock, ticker, led } = setup();
    const voice = led(true, 30);
    led(false, 3);
    clock.play();
    ticker.tick(16);
    expect(clock.now()).toBe(at(3));
    voice.seconds = 3;
    ticker.see(false);
    // A throttled timer is no long time without a frame: it was heard.
    voice.seconds = 63;
    ticker.tick(60_000);
    expect(clock.now()).toBe(at(63));
    voice.seconds = undefined;
    ticker.tick(250);
    expect(clock.now()).toBe(at(63));
    // What was heard since the last tick has passed too.
    voice.seconds = 63.2;
    ticker.see(true);
    expect(clock.now()).toBe(at(63.2));
  });

  it('keeps loops and skips while it is heard', () => {
    const { clock, ticker, led } = setup();
    const voice = led(true, 0);
    clock.setSkips([{ start: at(1), end: at(4) }]);
    clock.setLoop({ start: at(0), end: at(6) });
    clock.play();
    ticker.see(false);
    voice.seconds = 1.1;
    ticker.tick(250);
    expect(clock.now()).toBe(at(4));
    voice.seconds = 6.1;
    ticker.tick(250);
    expect(clock.now()).toBe(0);
  });

  it('can be sought, played and paused', async () => {
    const { clock, ticker } = setup();
    ticker.see(false);
    const settled = vi.fn();
    clock.seek(at(8));
    const wait = clock.settled().then(settled);
    ticker.tick(250);
    await wait;
    expect(settled).toHaveBeenCalledOnce();
    clock.play();
    ticker.tick(250);
    clock.pause();
    ticker.tick(250);
    expect([clock.now(), clock.playing, ticker.pending]).toEqual([at(8), false, 0]);
  });

  it('undoes no seek of that very moment', () => {
    const { clock, ticker, led } = setup();
    led(false, 3);
    clock.play();
    ticker.tick(16);
    clock.seek(at(20));
    ticker.see(false);
    expect(clock.now()).toBe(at(20));
  });

  it('asks for its frames anew, since those of a seen page do not come', () => {
    const { clock, ticker } = setup();
    clock.play();
    ticker.tick(16);
    expect(ticker.pending).toBe(1);
    const cancel = vi.spyOn(ticker, 'cancel');
    ticker.see(false);
    expect([cancel.mock.calls.length, ticker.pending]).toEqual([1, 1]);
    clock.dispose();
    ticker.see(true);
    expect(ticker.pending).toBe(0);
  });
});
