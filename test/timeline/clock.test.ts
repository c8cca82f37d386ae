import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fromMicros, fromSeconds, type TraceTime } from '../../src/base/time.ts';
import { createClock, MAX_RATE, MIN_RATE, type TimeSource } from '../../src/timeline/clock.ts';
import { handTicker } from './hand-ticker.ts';

function setup(seconds = 10) {
  const ticker = handTicker();
  return { ticker, clock: createClock(fromSeconds(seconds), ticker) };
}

const at = (seconds: number): TraceTime => fromSeconds(seconds);

/** Tells a time that tests set, as a media element would. */
function leader(seconds: number): TimeSource & { seconds: number | undefined } {
  return {
    seconds,
    time() {
      return this.seconds === undefined ? undefined : at(this.seconds);
    },
  };
}

describe('playing', () => {
  it('moves with wall time and rate', () => {
    const { clock, ticker } = setup();
    clock.play(2);
    ticker.tick(500);
    expect(clock.now()).toBe(at(1));
    clock.setRate(0.5);
    ticker.tick(500);
    expect(clock.now()).toBe(at(1.25));
  });

  it('keeps its rate over a seek, and counts from the seek on', () => {
    const { clock, ticker } = setup();
    clock.play(2);
    ticker.tick(500);
    clock.seek(at(5));
    expect(clock.now()).toBe(at(5));
    ticker.tick(100);
    expect(clock.now()).toBe(at(5));
    ticker.tick(100);
    expect(clock.now()).toBe(at(5.2));
    expect(clock.rate).toBe(2);
  });

  it('does not move while paused', () => {
    const { clock, ticker } = setup();
    clock.play();
    ticker.tick(100);
    clock.pause();
    ticker.tick(100);
    ticker.tick(5_000);
    expect(clock.now()).toBe(at(0.1));
    expect(ticker.pending).toBe(0);
  });

  it('stops at the end, and starts over from there', () => {
    const { clock, ticker } = setup(1);
    clock.play();
    ticker.tick(800);
    ticker.tick(800);
    expect(clock.now()).toBe(clock.duration);
    expect(clock.playing).toBe(false);
    clock.play();
    expect(clock.now()).toBe(0);
    ticker.tick(10);
    ticker.tick(10);
    expect(clock.now()).toBe(at(0.01));
  });

  it('keeps the rate within its limits', () => {
    const { clock } = setup();
    clock.setRate(100);
    expect(clock.rate).toBe(MAX_RATE);
    clock.setRate(0);
    expect(clock.rate).toBe(MIN_RATE);
  });

  it('goes from the end of a loop to its start, also when play() begins there', () => {
    const { clock, ticker } = setup();
    clock.setLoop({ start: at(2), end: at(3) });
    clock.seek(at(2.9));
    clock.play();
    ticker.tick(0);
    ticker.tick(200);
    expect(clock.now()).toBe(at(2));
    clock.pause();
    clock.seek(at(3));
    clock.play();
    expect(clock.now()).toBe(at(2));
  });

  it('plays backwards by the wall, to the start, and starts over from the end', () => {
    const { clock, ticker } = setup();
    clock.lead(leader(9));
    clock.seek(at(1));
    clock.play(-2);
    ticker.tick(0);
    ticker.tick(100);
    expect(clock.now()).toBe(at(0.8));
    ticker.tick(500);
    expect(clock.now()).toBe(0);
    expect(clock.playing).toBe(false);
    clock.play();
    ticker.tick(0);
    ticker.tick(0);
    expect(clock.playing).toBe(true);
    ticker.tick(100);
    expect(clock.now()).toBe(at(9.8));
  });

  it('jumps back over gaps and loops while playing backwards', () => {
    const { clock, ticker } = setup();
    clock.setSkips([{ start: at(2), end: at(4) }]);
    clock.setLoop({ start: at(1), end: at(6) });
    clock.seek(at(4.1));
    clock.play(-1);
    ticker.tick(0);
    ticker.tick(200);
    expect(clock.now()).toBe(at(2));
    ticker.tick(800);
    ticker.tick(800);
    expect(clock.now()).toBe(at(6));
  });

  it('takes no empty loop, and none outside the trace', () => {
    const { clock } = setup();
    clock.setLoop({ start: at(3), end: at(3) });
    expect(clock.loop).toBeUndefined();
    clock.setLoop({ start: at(-5), end: at(99) });
    expect(clock.loop).toEqual({ start: 0, end: at(10) });
  });

  it('jumps over gaps while playing, and shows them while paused', () => {
    const { clock, ticker } = setup();
    clock.setSkips([{ start: at(1), end: at(4) }]);
    clock.seek(at(2));
    ticker.tick();
    expect(clock.now()).toBe(at(2));
    clock.seek(at(0.9));
    clock.play();
    ticker.tick(0);
    ticker.tick(150);
    expect(clock.now()).toBe(at(4));
  });
});

describe('leading', () => {
  it('takes the time of the latest that can tell', () => {
    const { clock, ticker } = setup();
    const first = leader(3);
    const second = leader(5);
    clock.lead(first);
    clock.lead(second);
    clock.play();
    second.seconds = undefined;
    ticker.tick(100);
    expect(clock.now()).toBe(at(3));
  });

  it('takes the time of the latest leader, then of the one before, then of the wall', () => {
    const { clock, ticker } = setup();
    const first = leader(3);
    const second = leader(5);
    const stopFirst = clock.lead(first);
    const stopSecond = clock.lead(second);
    clock.play();
    ticker.tick(100);
    expect(clock.now()).toBe(at(5));
    stopSecond();
    ticker.tick(100);
    expect(clock.now()).toBe(at(3));
    stopFirst();
    stopFirst();
    ticker.tick(100);
    expect(clock.now()).toBe(at(3.1));
  });

  it('goes on by the wall from the same moment when the leader stalls', () => {
    const { clock, ticker } = setup();
    const source = leader(2);
    clock.lead(source);
    clock.play();
    ticker.tick(100);
    source.seconds = undefined;
    ticker.tick(50);
    expect(clock.now()).toBe(at(2.05));
  });

  it('is not led while paused', () => {
    const { clock, ticker } = setup();
    clock.lead(leader(7));
    clock.seek(at(1));
    ticker.tick();
    expect(clock.now()).toBe(at(1));
  });

  it('does not lose a seek to a leader that has not heard of it yet', () => {
    const { clock, ticker } = setup();
    const source = leader(1);
    clock.lead(source);
    clock.subscribe(() => {
      // What a media element does: it goes where the clock was sent.
      if (clock.now() === at(8)) source.seconds = undefined;
    });
    clock.play();
    ticker.tick();
    clock.seek(at(8));
    ticker.tick(100);
    expect(clock.now()).toBe(at(8));
    ticker.tick(100);
    expect(clock.now()).toBe(at(8.1));
  });

  it('starts over even though the leader still stands at the end', () => {
    const { clock, ticker } = setup();
    clock.lead(leader(10));
    clock.play();
    ticker.tick();
    expect(clock.playing).toBe(false);
    clock.play();
    ticker.tick();
    expect(clock.now()).toBe(0);
    expect(clock.playing).toBe(true);
  });
});

describe('holding', () => {
  it('names each holder once, until each of its holds is released', () => {
    const { clock } = setup();
    const release = clock.hold('screen');
    const releaseAgain = clock.hold('screen');
    clock.hold('terminal');
    expect(clock.holders).toEqual(['screen', 'terminal']);
    release();
    release();
    expect(clock.holders).toEqual(['screen', 'terminal']);
    releaseAgain();
    expect(clock.holders).toEqual(['terminal']);
  });

  it('settles when nobody holds', async () => {
    const { clock, ticker } = setup();
    const release = clock.hold('screen');
    const settled = vi.fn();
    const wait = clock.settled().then(settled);
    ticker.tick();
    await Promise.resolve();
    expect(settled).not.toHaveBeenCalled();
    release();
    ticker.tick();
    await wait;
    expect(settled).toHaveBeenCalledOnce();
  });

  it('settles only after the listeners have seen the moment, and what they hold for it', async () => {
    const { clock, ticker } = setup();
    const order: string[] = [];
    let release: (() => void) | undefined;
    clock.subscribe(() => {
      order.push(`told ${clock.now()}`);
      release ??= clock.hold('screen');
    });
    clock.seek(at(1));
    const wait = clock.settled().then(() => order.push('settled'));
    ticker.tick();
    ticker.tick();
    release?.();
    ticker.tick();
    await wait;
    expect(order.at(-1)).toBe('settled');
    expect(order[0]).toBe('told 1000000');
  });
});

describe('listeners', () => {
  it('are told once a frame, however often the time is set', () => {
    const { clock, ticker } = setup();
    const listener = vi.fn();
    clock.subscribe(listener);
    clock.seek(at(1));
    clock.seek(at(2));
    expect(listener).not.toHaveBeenCalled();
    ticker.tick();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('are not told after they left, even by one that is told before them', () => {
    const { clock, ticker } = setup();
    const listener = vi.fn();
    const leave: (() => void)[] = [];
    clock.subscribe(() => leave.forEach((stop) => stop()));
    leave.push(clock.subscribe(listener));
    clock.seek(at(1));
    ticker.tick();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('dispose', () => {
  it('tells nobody any more, settles who waits, and asks for no frame', async () => {
    const { clock, ticker } = setup();
    const listener = vi.fn();
    clock.subscribe(listener);
    clock.hold('screen');
    const wait = clock.settled();
    clock.play();
    clock.dispose();
    await wait;
    await clock.settled();
    clock.seek(at(1));
    ticker.tick();
    expect(listener).not.toHaveBeenCalled();
    expect(ticker.pending).toBe(0);
  });
});

describe('whatever is done', () => {
  const micros = fc.integer({ min: -20_000_000, max: 20_000_000 });
  const range = fc
    .tuple(micros, micros)
    .map(([start, end]) => ({ start: fromMicros(start), end: fromMicros(end) }));
  const action = fc.oneof(
    fc.record({ do: fc.constant('tick' as const), millis: fc.double({ min: 0, max: 2_000, noNaN: true }) }),
    fc.record({ do: fc.constant('seek' as const), micros: fc.double({ min: -2e7, max: 2e7, noNaN: true }) }),
    fc.record({ do: fc.constant('play' as const), rate: fc.double({ min: -100, max: 100, noNaN: true }) }),
    fc.record({ do: fc.constant('pause' as const) }),
    fc.record({ do: fc.constant('see' as const), seen: fc.boolean() }),
    fc.record({ do: fc.constant('loop' as const), range: fc.option(range, { nil: undefined }) }),
    fc.record({ do: fc.constant('skip' as const), range }),
    fc.record({ do: fc.constant('lead' as const), micros, heard: fc.boolean() }),
  );

  it('the time is whole and inside the trace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.array(action, { maxLength: 40 }),
        (duration, actions) => {
          const ticker = handTicker();
          const clock = createClock(fromMicros(duration), ticker);
          for (const each of actions) {
            if (each.do === 'tick') ticker.tick(each.millis);
            else if (each.do === 'seek') clock.seek(each.micros as TraceTime);
            else if (each.do === 'play') clock.play(each.rate);
            else if (each.do === 'pause') clock.pause();
            else if (each.do === 'loop') clock.setLoop(each.range);
            else if (each.do === 'skip') clock.setSkips([each.range]);
            else if (each.do === 'see') ticker.see(each.seen);
            else clock.lead({ time: () => fromMicros(each.micros), heard: each.heard });
            expect(Number.isInteger(clock.now())).toBe(true);
            expect(clock.now()).toBeGreaterThanOrEqual(0);
            expect(clock.now()).toBeLessThanOrEqual(duration);
          }
        },
      ),
    );
  });
});
