/** When the files of a bundle matter: the moment of the record that names one, else the time of its layer. Pure. */
import type { TimeRange } from '../base/time.ts';
import { fromMicros, ZERO } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import { isWrite } from '../trace/edit-events.ts';
import { placed, type Facts } from './facts.ts';
import { instant, rangeOf } from './spans.ts';

/** The time of a layer, as far as its recorder told: all of the trace where it did not. */
export function rangeOfLayer({ t_start, t_end }: Layer, { duration }: Facts): TimeRange {
  return rangeOf(
    fromMicros(Math.min(t_start ?? ZERO, duration)),
    fromMicros(Math.min(t_end ?? duration, duration)),
  );
}

/** Path → when it matters, for the first record that names it. Files of no layer have no time. */
export function artifactPlaces(facts: Facts): ReadonlyMap<string, TimeRange> {
  const places = new Map<string, TimeRange>();
  const put = (path: string | undefined, range: TimeRange): void => {
    if (path !== undefined && !places.has(path)) places.set(path, range);
  };
  for (const { item } of placed(facts.edits)) {
    const { event, time } = item;
    if (!isWrite(event)) continue;
    put(event.diff, instant(time));
    put(event.content, instant(time));
  }
  for (const { item } of placed(facts.browsers))
    if (item.event.type === 'snapshot') put(item.event.path, instant(item.time));
  for (const { item } of placed(facts.tests)) put(item.path, rangeOf(item.time, item.end));
  for (const { item } of placed(facts.lints)) put(item.path, instant(item.time));
  for (const layer of facts.manifest.layers)
    for (const path of [...(layer.paths ?? []), layer.peaks, layer.frame_table])
      put(path, rangeOfLayer(layer, facts));
  return places;
}
