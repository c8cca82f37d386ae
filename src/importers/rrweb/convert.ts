/** A recording of a page becomes the one layer of a bundle, unchanged where its events have times. */
import { TraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { oneClock } from '../bundle-draft.ts';
import { fileOf, type ForeignFile } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoText } from '../../base/iso-time.ts';
import { field, isObject, numberField, parsedJson, textField, jsonText } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';

/** Milliseconds of 1973: what is smaller counts from somewhere else than 1970. */
const EARLIEST_DATE = 1e11;
/** `type` of what a recording must have to be shown. */
const [FULL_SNAPSHOT, META] = [2, 4];

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const events = await eventsOf(file, signal);
  const has = (type: number): boolean => events.some((event) => numberField(event, 'type') === type);
  if (!has(META))
    throw broken(file, 'it has no Meta event (type 4), which tells the address and the size of the page');
  if (!has(FULL_SNAPSHOT))
    throw broken(file, 'it has no full snapshot (type 2), so there is no page that its events could change');
  const times = events.map((event) => numberField(event, 'timestamp')).filter((time) => time !== undefined);
  const [first] = times;
  const title = textField(
    field(
      events.find((event) => numberField(event, 'type') === META),
      'data',
    ),
    'href',
  );
  if (title !== undefined) draft.task = { ...draft.task, title };
  draft.mode = 'live';
  draft.original(file);
  if (first === undefined) {
    draft.losses.time('order_only', 'The events have no times: they stand one second apart, in their order.');
    draft.losses.add(
      'changed',
      'Events without a time were numbered, so that they can be shown in their order',
      undefined,
      events.length,
    );
    draft.until(events.length * 1_000_000);
  } else {
    draft.losses.time('measured', methodOf(first));
    if (first >= EARLIEST_DATE) draft.origin = { wall_utc: isoText(first), wall_uncertainty_us: 1_000 };
    draft.until((times.reduce((last, time) => Math.max(last, time), first) - first) * 1_000);
    const without = events.length - times.length;
    if (without > 0)
      draft.losses.add(
        'inferred',
        'An event without a time is shown with the one before it',
        undefined,
        without,
      );
  }
  const isArray = (await file.headText()).trimStart().startsWith('[');
  draft.layer({
    id: 'page',
    kind: 'browser_dom',
    format: { name: 'rrweb', version: null },
    clock:
      first === undefined
        ? oneClock('order_only', 'ms', 'order_only', 'The events have no times.')
        : oneClock(first < EARLIEST_DATE ? 'monotonic' : 'wall', 'ms', 'measured', methodOf(first), first),
    file: {
      name: withEnding(cleanName(file.name), 'json', ['json', 'jsonl']),
      mediaType: isArray || first === undefined ? 'application/json' : 'application/x-ndjson',
      content: first === undefined ? jsonText(events.map(numbered), file.path) : file,
    },
  });
};

function methodOf(first: number): string {
  const clock =
    first < EARLIEST_DATE ? 'milliseconds of the recorder’s own count' : 'milliseconds since 1970';
  return `${clock}; the first event is the trace’s time 0`;
}

function numbered(event: unknown, index: number): unknown {
  return isObject(event) ? { ...event, timestamp: index * 1_000 } : event;
}

/** The events of a list, or of lines. What is no event stays in the file, where its reader tells of it. */
async function eventsOf(file: ForeignFile, signal?: AbortSignal): Promise<readonly unknown[]> {
  if ((await file.headText()).trimStart().startsWith('[')) {
    const list = parsedJson(await file.text(signal));
    if (!Array.isArray(list)) throw broken(file, 'it is no JSON from its beginning to its end');
    return list as readonly unknown[];
  }
  const events: unknown[] = [];
  for await (const { value } of jsonLines(file, signal)) if (value !== undefined) events.push(value);
  return events;
}

function broken({ path }: ForeignFile, reason: string): TraceError {
  return new TraceError('format-broken', { path, format: 'rrweb', reason });
}
