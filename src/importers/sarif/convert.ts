/** A SARIF log becomes one report of one layer; the log itself is unchanged. */
import { TraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { BY_STEP, oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText, isoTime } from '../../base/iso-time.ts';
import { field, listField, textField } from '../../base/json.ts';
import { supportedMajor } from '../major.ts';
import { reportLayer } from '../report-layer.ts';
import { wholeJson } from '../whole-json.ts';

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const log = await wholeJson(file, 'SARIF', signal);
  const version = textField(log, 'version');
  supportedMajor(file.path, 'SARIF', version, [2]);
  const runs = field(log, 'runs') ?? [];
  if (version === undefined || !Array.isArray(runs))
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'SARIF',
      reason: 'it has no version and no list of runs',
    });
  const invocations = runs.flatMap((run: unknown) => listField(run, 'invocations'));
  const times = (name: string): readonly number[] =>
    invocations.map((one) => isoTime(field(one, name))).flatMap((time) => (time?.zoned ? [time.millis] : []));
  const start = times('startTimeUtc').reduce((first, time) => Math.min(first, time), Infinity);
  const end = times('endTimeUtc').reduce((last, time) => Math.max(last, time), start);
  const timed = Number.isFinite(start);
  const method =
    'the first invocation begins at the trace’s time 0; the report stands where the last one ends';
  draft.losses.time(timed ? 'measured' : 'order_only', timed ? method : 'The report tells no times.');
  if (timed) draft.origin = { wall_utc: isoText(start), wall_uncertainty_us: null };
  if (timed) draft.until((end - start) * 1_000);
  const tool = textField(field(field(runs[0], 'tool'), 'driver'), 'name');
  reportLayer(draft, file, {
    kind: 'diagnostics',
    name: withEnding(cleanName(file.name), 'sarif'),
    mediaType: 'application/json',
    clock: timed ? oneClock('wall', 'ms', 'measured', method, start) : BY_STEP,
    record: (path) => ({ t: timed ? end : 0, path, format: 'sarif', ...(tool !== undefined && { tool }) }),
  });
};
