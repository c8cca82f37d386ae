/** A terminal recording becomes the one layer of a bundle, unchanged: the bundle holds recordings in this very form. */
import { TraceError } from '../../base/errors.ts';
import { isoText } from '../../base/iso-time.ts';
import { oneClock, type BundleDraft } from '../bundle-draft.ts';
import { fileOf, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { listField, numberField, parsedJson, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { castHeader, type CastHeader } from './cast-header.ts';

const MICROS_PER_SECOND = 1_000_000;
/** Since 1970: what is larger is in another unit. */
const MAX_SECONDS = 1e11;
const READ = '1, 2 and 3';
/** Codes of events (v3 specification); others are legal, and shown by nobody. */
const CODES = ['o', 'i', 'm', 'r', 'x'];

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = fileOf(unit);
  const header = castHeader(await file.headText());
  if (typeof header === 'string')
    throw new TraceError('format-broken', { path: file.path, format: 'asciicast', reason: header });
  const { version } = header;
  if (![1, 2, 3].includes(version))
    throw new TraceError('import-unsupported', {
      path: file.path,
      format: 'asciicast',
      found: `version ${version}`,
      supported: `versions ${READ}`,
    });
  const { seconds, fields } =
    version === 1 ? await readWhole(file, signal) : await readLines(file, header, draft, signal);
  describe(fields, draft);
  draft.until(seconds * MICROS_PER_SECOND);
  draft.mode = 'live';
  draft.original(file);
  const method = `seconds ${version === 2 ? 'since the recording began' : 'since the event before'}; its beginning is the trace's time 0`;
  draft.losses.time('measured', method);
  draft.layer({
    kind: 'terminal',
    format: { name: 'asciicast', version: String(version) },
    clock: oneClock(version === 2 ? 'monotonic' : 'delta', 's', 'measured', method),
    file: { name: file.name, mediaType: 'application/x-asciicast', content: file },
  });
}

interface Read {
  /** Time of the last event. */
  readonly seconds: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

async function readWhole(file: ForeignFile, signal?: AbortSignal): Promise<Read> {
  const cast = parsedJson(await file.text(signal));
  if (typeof cast !== 'object' || cast === null)
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'asciicast',
      reason: 'it is no JSON from its beginning to its end',
    });
  let seconds = 0;
  for (const frame of listField(cast, 'stdout')) seconds += delayOf(frame);
  return { seconds, fields: { ...cast } };
}

async function readLines(
  file: ForeignFile,
  { version, fields }: CastHeader,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<Read> {
  let seconds = 0;
  for await (const { line, text, value } of jsonLines(file, signal)) {
    if (line === 1 || text.startsWith('#')) continue;
    if (!Array.isArray(value)) {
      draft.losses.add(
        'unreadable',
        'A line is no event: it is left out when the recording is played',
        `line ${line}`,
      );
      continue;
    }
    const time = delayOf(value);
    if (typeof value[0] === 'number' && value[0] < (version === 2 ? seconds : 0))
      draft.losses.add(
        'changed',
        'An event is earlier than the one before it: it is shown with that',
        `line ${line}`,
      );
    seconds = version === 2 ? Math.max(seconds, time) : seconds + time;
    const code: unknown = value[1];
    if (!CODES.includes(String(code)))
      draft.losses.add(
        'dropped',
        'An event of an unknown kind is kept in the file, and not shown',
        `line ${line}`,
      );
  }
  return { seconds, fields };
}

/** The first item of an event, where it is a time. */
function delayOf(event: unknown): number {
  const time: unknown = Array.isArray(event) ? event[0] : undefined;
  return typeof time === 'number' && Number.isFinite(time) && time > 0 ? time : 0;
}

function describe(fields: Read['fields'], draft: BundleDraft): void {
  const title = textField(fields, 'title') ?? textField(fields, 'command');
  if (title !== undefined) draft.title(title);
  const began = numberField(fields, 'timestamp');
  if (began === undefined || began <= 0) return;
  if (began >= MAX_SECONDS) {
    draft.losses.add(
      'dropped',
      'The time at which it began is no number of seconds since 1970',
      String(began),
    );
    return;
  }
  // Whole seconds, cut off.
  draft.origin = { wall_utc: isoText(began * 1_000), wall_uncertainty_us: MICROS_PER_SECOND };
}
