/** A test report becomes one run of one layer; the report itself is unchanged. */
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { BY_STEP, oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText } from '../../base/iso-time.ts';
import { reportLayer } from '../report-layer.ts';
import { suiteTimes } from './suite-times.ts';

const MICROS_PER_SECOND = 1_000_000;

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const { seconds, began } = suiteTimes(await file.text(signal));
  const method = 'the run begins at the trace’s time 0, and lasts as long as the report says';
  draft.losses.time(
    seconds === undefined ? 'order_only' : 'measured',
    seconds === undefined ? 'The report tells no times.' : method,
  );
  if (began?.zoned) draft.origin = { wall_utc: isoText(began.millis), wall_uncertainty_us: null };
  else if (began)
    draft.losses.add('dropped', 'The time of day at which the run began names no time zone, and is not used');
  draft.until((seconds ?? 0) * MICROS_PER_SECOND);
  reportLayer(draft, file, {
    kind: 'test_runs',
    name: withEnding(cleanName(file.name), 'xml'),
    mediaType: 'application/xml',
    clock: seconds === undefined ? BY_STEP : oneClock('monotonic', 's', 'measured', method),
    record: (path) => ({ t_start: 0, t_end: seconds ?? null, path, format: 'junit', name: file.name }),
  });
};
