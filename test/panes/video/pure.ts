/** Short hands for the node tests of the overlays. */
import { fromMillis, type TraceTime } from '../../../src/base/time.ts';
import { splitInput, type InputTracks } from '../../../src/panes/video/input-tracks.ts';
import type { InputEvent } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';

export const ms = (millis: number): TraceTime => fromMillis(millis);

/** The events with their `t` in milliseconds of trace time. */
export function inputs(...events: readonly InputEvent[]): InputTracks {
  return splitInput(new Track(events.map((event) => ({ time: ms(event.t), event }))));
}

/** `keys` pressed one after the other from `start` on, every `step` milliseconds. */
export function typed(keys: readonly string[], start = 0, step = 100): readonly InputEvent[] {
  return keys.map((key, index) => ({ t: start + index * step, type: 'key_down', key }));
}
