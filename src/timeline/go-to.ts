/** What a person types to go somewhere: a time, or a frame. */
import { formatTimecode, parseTime, type TraceTime } from '../base/time.ts';

export type Destination =
  | { readonly kind: 'time'; readonly time: TraceTime }
  | { readonly kind: 'frame'; readonly index: number }
  | { readonly kind: 'invalid'; readonly reason: string };

/** `frames`: how many there are; undefined where the trace has no video. */
export function parseDestination(text: string, duration: TraceTime, frames: number | undefined): Destination {
  const frame = /^f\s*(\d+)$/i.exec(text.trim());
  if (frame) {
    const index = Number(frame[1]);
    if (frames === undefined) return invalid('This trace has no frames');
    return index < frames ? { kind: 'frame', index } : invalid(`The last frame is f${frames - 1}`);
  }
  const time = parseTime(text);
  if (time === undefined) return invalid('Not a time or frame: try 83.5, 1:23.5 or f1234');
  if (time <= duration) return { kind: 'time', time };
  const hint = frames !== undefined && /^\d+$/.test(text.trim()) ? `; for a frame, f${text.trim()}` : '';
  return invalid(`The trace ends at ${formatTimecode(duration)}${hint}`);
}

function invalid(reason: string): Destination {
  return { kind: 'invalid', reason };
}
