/** What a person types to go somewhere: a time, or a frame. */
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import type { TraceTime } from '../base/time.ts';

export type Destination =
  | { readonly kind: 'time'; readonly time: TraceTime }
  | { readonly kind: 'frame'; readonly index: number }
  | { readonly kind: 'invalid'; readonly reason: string };

/** `frames`: how many there are; undefined where the trace has no video. `words`: how times are written. */
export function parseDestination(
  text: string,
  duration: TraceTime,
  frames: number | undefined,
  words: TimeWords = CLOCK_WORDS,
): Destination {
  const frame = /^f\s*(\d+)$/i.exec(text.trim());
  if (frame) {
    const index = Number(frame[1]);
    if (frames === undefined) return invalid('This trace has no frames');
    return index < frames ? { kind: 'frame', index } : invalid(`The last frame is f${frames - 1}`);
  }
  const time = words.parse(text);
  if (words.steps !== undefined) {
    if (time === undefined) return invalid(`Not a step: try 1 to ${words.steps}`);
    return time < duration ? { kind: 'time', time } : invalid(`The last step is ${words.steps}`);
  }
  if (time === undefined) return invalid('Not a time or frame: try 83.5, 1:23.5 or f1234');
  if (time <= duration) return { kind: 'time', time };
  const hint = frames !== undefined && /^\d+$/.test(text.trim()) ? `; for a frame, f${text.trim()}` : '';
  return invalid(`The trace ends at ${words.moment(duration)}${hint}`);
}

function invalid(reason: string): Destination {
  return { kind: 'invalid', reason };
}
