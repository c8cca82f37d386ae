/** A CTRF report becomes one run of one layer; the report itself is unchanged. */
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { BY_STEP, oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText } from '../../base/iso-time.ts';
import { field, listField, numberField, textField } from '../../base/json.ts';
import { supportedMajor } from '../major.ts';
import { reportLayer } from '../report-layer.ts';
import { wholeJson } from '../whole-json.ts';

/** A moment since 1970 below this is in seconds: in milliseconds it would be in 1973, in seconds it is in 5138. */
const FIRST_MILLISECONDS = 1e11;

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const report = await wholeJson(file, 'CTRF', signal);
  supportedMajor(file.path, 'CTRF', textField(report, 'specVersion'), [0, 1]);
  const results = field(report, 'results');
  const parts = [field(results, 'summary'), ...listField(results, 'tests')];
  const moments = (name: string): readonly number[] =>
    parts.map((part) => numberField(part, name) ?? 0).filter((moment) => moment > 0);
  const start = moments('start').reduce((first, moment) => Math.min(first, moment), Infinity);
  const stop = moments('stop').reduce((last, moment) => Math.max(last, moment), -Infinity);
  const timed = Number.isFinite(start);
  const unit_ = start < FIRST_MILLISECONDS ? 's' : 'ms';
  const millis = unit_ === 's' ? 1_000 : 1;
  const ends = stop >= start;
  const method = `${unit_ === 's' ? 'seconds' : 'milliseconds'} since 1970, by their size; the first of them is the trace’s time 0`;
  draft.losses.time(timed ? 'measured' : 'order_only', timed ? method : 'The report tells no times.');
  if (timed && unit_ === 's')
    draft.losses.add('inferred', 'Times are seconds by their size, where the standard wants milliseconds');
  if (timed) draft.origin = { wall_utc: isoText(start * millis), wall_uncertainty_us: null };
  if (timed && ends) draft.until((stop - start) * millis * 1_000);
  reportLayer(draft, file, {
    kind: 'test_runs',
    name: withEnding(cleanName(file.name), 'json'),
    mediaType: 'application/json',
    clock: timed ? oneClock('wall', unit_, 'measured', method, start) : BY_STEP,
    record: (path) => ({
      t_start: timed ? start : 0,
      t_end: timed && ends ? stop : null,
      path,
      format: 'ctrf',
      name: textField(field(results, 'tool'), 'name') ?? file.name,
    }),
  });
};
