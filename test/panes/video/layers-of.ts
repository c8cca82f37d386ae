/** Small layers made of items in trace time, for the pane's tests. */
import { Lazy } from '../../../src/base/lazy.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { InputTrack } from '../../../src/trace/input-track.ts';
import type { Cue, InputEvent, Layer, TraceLayer } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';

/** Input whose `t` is in microseconds of trace time. */
export function inputLayer(events: readonly InputEvent[]): TraceLayer<InputTrack> {
  const clock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
  const layer: Layer = { id: 'input', kind: 'input_events', status: 'present', clock };
  const track = InputTrack.of(events);
  return { layer, clock: clockMap(clock), content: new Lazy(() => Promise.resolve(track)) };
}

export function cueLayer(cues: readonly Cue[]): TraceLayer<Track<Cue>> {
  const clock = { domain: 'media', native_unit: 's', sync_quality: 'measured' } as const;
  const layer: Layer = { id: 'cues', kind: 'transcript', status: 'present', clock };
  return { layer, clock: clockMap(clock), content: new Lazy(() => Promise.resolve(new Track(cues))) };
}
