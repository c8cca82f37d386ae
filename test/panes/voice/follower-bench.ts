/** A follower of a sound that is as slow as real ones, and a clock that is moved by hand. */
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { VoiceFollower } from '../../../src/panes/voice/voice-follower.ts';
import { createClock } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { handTicker } from '../../timeline/hand-ticker.ts';
import { FakeSound } from './fake-sound.ts';

/** The sound begins two seconds into the trace. */
const OFFSET = 2;

/** Milliseconds for which time stands still before the sound goes there. */
const STANDS = 150;

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
  const follower = new VoiceFollower(sound, map, clock, () => ticker.now());
  clock.subscribe(follower.follow);
  clock.lead(follower);
  sound.onSeeked = follower.notice;
  follower.follow();
  const drift = (): number => sound.currentTime - (toSeconds(clock.now()) - OFFSET);
  let [stood, since] = [clock.now(), ticker.now()];
  /** As `openVoice` does. */
  const aim = (): void => {
    if (clock.playing || clock.now() !== stood) [stood, since] = [clock.now(), ticker.now()];
    else if (ticker.now() - since >= STANDS) follower.aim();
  };
  /** Lets `millis` pass in frames of 16 ms; gives how far apart both were at each. */
  const run = (millis: number): readonly number[] =>
    Array.from({ length: Math.ceil(millis / 16) }, () => {
      sound.pass(16);
      ticker.tick(16);
      aim();
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
    }
  };
  return { clock, sound, follower, drift, run, runHidden, ticker };
}
