/** The times of each layer whose rhythm is that of people and programs, and not of a sampling device. Pure. */
import type { Layer } from '../schema/generated/types.ts';
import type { ClockMap } from '../trace/clock-map.ts';
import { wasFound } from '../trace/edit-events.ts';
import type { Timed, Track } from '../trace/track.ts';
import { hasTimes, type Facts, type Held } from './facts.ts';

interface Series {
  readonly layer: Layer;
  /** Trace times, ascending. */
  readonly times: readonly number[];
  /** The same on the layer's own clock, in microseconds: what was written down, before any clock map. */
  readonly native: readonly number[];
}

/** Saves, typing, navigations and clicks; files that were opened and pages that were scrolled come by themselves. */
const LEFT_OUT: readonly string[] = ['open', 'focus', 'close', 'cursor', 'scroll', 'snapshot', 'console'];

/** Pointer moves and scrolling are left out: screens and mice sample them evenly. */
export function timeSeries(facts: Facts): readonly Series[] {
  const ofTracks = <T extends Timed>(
    layers: readonly Held<Track<T>>[],
    keep: (item: T) => boolean = () => true,
  ) =>
    layers.map(({ layer, clock, holds }) =>
      series(
        layer,
        clock,
        holds.items.filter(keep).map(({ time }) => time),
      ),
    );
  return [
    ...facts.inputs.map(({ layer, clock, holds }) =>
      series(layer, clock, Array.from(holds.timesOf(holds.rowsOf('down', 'key_down')))),
    ),
    ...facts.terminals.map(({ layer, clock, holds: { chunks } }) =>
      series(
        layer,
        clock,
        Array.from(chunks.ofKind('output'), (index) => chunks.timeOf(index)),
      ),
    ),
    ...ofTracks(facts.commands),
    ...ofTracks(facts.edits, ({ event }) => !LEFT_OUT.includes(event.type) && !wasFound(event)),
    ...ofTracks(facts.browsers, ({ event }) => !LEFT_OUT.includes(event.type)),
    ...ofTracks(facts.tests),
    ...ofTracks(facts.transcripts),
    ...ofTracks(facts.notes),
  ].filter(({ layer }) => hasTimes(layer));
}

function series(layer: Layer, clock: ClockMap, times: readonly number[]): Series {
  // A corrected clock maps back exactly, too.
  const native = times.map((time) => clock.toNative(time as Timed['time']) * clock.microsPerUnit);
  return { layer, times, native };
}
