/** An HTTP Archive becomes the one layer of a bundle, unchanged where each of its entries has a time. */
import { TraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { oneClock, type Content } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText, isoTime } from '../../base/iso-time.ts';
import { field, isObject, numberField, textField, jsonText } from '../../base/json.ts';
import { supportedMajor } from '../major.ts';
import { wholeJson } from '../whole-json.ts';

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const archive = await wholeJson(file, 'HAR', signal);
  const log = field(archive, 'log');
  const version = textField(log, 'version');
  supportedMajor(file.path, 'HAR', version, [1]);
  const entries = field(log, 'entries');
  if (!isObject(log) || !Array.isArray(entries))
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'HAR',
      reason: 'it has no log.entries',
    });
  const timed: unknown[] = [];
  let [start, end, latest, backwards] = [Infinity, -Infinity, -Infinity, 0];
  for (const entry of entries as readonly unknown[]) {
    const time = isoTime(field(entry, 'startedDateTime'));
    if (!time?.zoned) {
      draft.losses.add('dropped', 'A request has no start with a time zone, and is left out', address(entry));
      continue;
    }
    timed.push(entry);
    if (time.millis < latest) backwards += 1;
    latest = Math.max(latest, time.millis);
    start = Math.min(start, time.millis);
    end = Math.max(end, time.millis + durationOf(entry));
    if (numberField(entry, 'time') === undefined)
      draft.losses.add(
        'inferred',
        'A request tells no time of its own: that of its parts is taken',
        address(entry),
      );
  }
  if (backwards > 0)
    draft.losses.add(
      'changed',
      'A request stands after one that was sent later: they are shown by time',
      undefined,
      backwards,
    );
  const method = 'the wall clock of whoever recorded; the first request is the trace’s time 0';
  const any = timed.length > 0;
  draft.losses.time(any ? 'measured' : 'order_only', any ? method : 'The archive tells no times.');
  if (any) draft.origin = { wall_utc: isoText(start), wall_uncertainty_us: 1_000 };
  draft.until((end - start) * 1_000);
  draft.mode = 'live';
  draft.original(file);
  const content: Content =
    timed.length === entries.length
      ? file
      : jsonText({ ...(archive as object), log: { ...log, entries: timed } }, file.path);
  draft.layer({
    kind: 'network',
    format: { name: 'har', version: version ?? null },
    clock: oneClock('wall', 'ms', any ? 'measured' : 'order_only', method, any ? start : 0),
    file: { name: withEnding(cleanName(file.name), 'har'), mediaType: 'application/json', content },
  });
};

function address(entry: unknown): string | undefined {
  return textField(field(entry, 'request'), 'url');
}

/** Milliseconds; of an entry without a time that of its parts, where `ssl` is within `connect`. */
function durationOf(entry: unknown): number {
  const time = numberField(entry, 'time');
  if (time !== undefined) return Math.max(0, time);
  const timings = field(entry, 'timings');
  return ['blocked', 'dns', 'connect', 'send', 'wait', 'receive']
    .map((part) => Math.max(0, numberField(timings, part) ?? 0))
    .reduce((sum, part) => sum + part, 0);
}
