/** Short hands for the node tests of the overlays. */
import { atOnce } from '../../../src/base/slices.ts';
import { fromMillis, type TraceTime } from '../../../src/base/time.ts';
import { splitInput, type InputTracks } from '../../../src/panes/video/input-tracks.ts';
import { inputColumns } from '../../../src/trace/input-columns.ts';
import type { InputEvent } from '../../../src/trace/layers.ts';
import { InputTrack } from '../../../src/trace/input-track.ts';

export const ms = (millis: number): TraceTime => fromMillis(millis);

/** The events with their `t` in milliseconds of trace time. */
export function inputs(...events: readonly InputEvent[]): InputTracks {
  const track = new InputTrack(
    inputColumns(events),
    Float64Array.from(events, ({ t }) => ms(t)),
  );
  return atOnce(splitInput(track));
}

/** `keys` pressed one after the other from `start` on, every `step` milliseconds. */
export function typed(keys: readonly string[], start = 0, step = 100): readonly InputEvent[] {
  return keys.map((key, index) => ({ t: start + index * step, type: 'key_down', key }));
}
