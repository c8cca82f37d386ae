/** The texts of a HAR: addresses, headers, cookies and bodies, each at the time of its request. */
import { clampTime, ZERO, type TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { ClockMap } from '../../trace/clock-map.ts';
import { field, listField } from '../../base/json.ts';
import { parseJson, textField } from '../../trace/json-report.ts';
import type { Facts } from '../facts.ts';
import { instant } from '../spans.ts';
import { textsOfJson, type TextGroups } from './timed-text.ts';

export async function* harTexts({ trace, duration }: Facts, layer: Layer, clock: ClockMap): TextGroups {
  for (const path of layer.paths ?? []) {
    const log = field(parseJson(await trace.bundle.readText(path), path, 'HAR'), 'log');
    for (const entry of listField(log, 'entries')) {
      const time = timeOf(entry, clock, duration);
      yield textsOfJson(entry, time === undefined ? undefined : instant(time));
    }
    if (typeof log === 'object') yield textsOfJson({ ...log, entries: [] }, undefined);
  }
}

/** HAR counts in milliseconds of wall time, whatever unit the layer's clock has. */
function timeOf(entry: unknown, clock: ClockMap, duration: TraceTime): TraceTime | undefined {
  const millis = Date.parse(textField(entry, 'startedDateTime') ?? '');
  if (!Number.isFinite(millis)) return undefined;
  return clampTime(clock.toTrace((millis * 1000) / clock.microsPerUnit), ZERO, duration);
}
