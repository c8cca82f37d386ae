/** A follower of a sound that is as slow as real ones, and a clock that is moved by hand. */
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { VoiceFollower, type Wall } from '../../../src/panes/voice/voice-follower.ts';
import { createClock } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { handTicker } from '../../timeline/hand-ticker.ts';
import { FakeSound } from './fake-sound.ts';

/** The sound begins two seconds into the trace. */
const OFFSET = 2;

interface BenchOptions {
  /** Seconds of sound in a second of trace. */
  readonly drift?: number;
}

export function bench({ drift: slope = 1 }: BenchOptions = {}) {
  const ticker = handTicker();
  const clock = createClock(fromSeconds(120), ticker);
  const sound = new FakeSound();
  const map = clockMap({
    domain: 'media',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [
      { native: 0, trace_us: OFFSET * 1e6 },
      { native: 100_000 * slope, trace_us: (OFFSET + 100) * 1e6 },
    ],
  });
  const timers = new Set<{ readonly due: number; readonly call: () => void }>();
  const wall: Wall = {
    now: () => ticker.now(),
    after: (millis, call) => {
      const timer = { due: ticker.now() + millis, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const ring = (): void => {
    for (const timer of timers) if (timer.due <= ticker.now() && timers.delete(timer)) timer.call();
  };
  const follower = new VoiceFollower(sound, map, clock, wall);
  clock.subscribe(follower.follow);
  clock.lead(follower);
  sound.onSeeked = follower.notice;
  follower.follow();
  const drift = (): number => sound.currentTime - (toSeconds(clock.now()) - OFFSET);
  /** Lets `millis` pass in frames of 16 ms; gives how far apart both were at each. */
  const run = (millis: number): readonly number[] =>
    Array.from({ length: Math.ceil(millis / 16) }, () => {
      sound.pass(16);
      ticker.tick(16);
      ring();
      return drift();
    });
  /** Lets `millis` pass as in a page that is hidden: the clock ticks seldom, and the sound tells of itself in between. */
  const runHidden = (millis: number): void => {
    for (let count = 0; count < Math.ceil(millis / 250); count += 1) {
      sound.pass(125);
      ticker.pass(125);
      follower.notice();
      sound.pass(125);
      ticker.tick(125);
      ring();
    }
  };
  return { clock, sound, follower, drift, run, runHidden, ticker };
}
