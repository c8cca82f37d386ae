/** A session of the AgentNet recorder: its video, its input on the same clock, and its other records as they are. */
import { TraceError, asTraceError } from '../../base/errors.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { videoMediaType } from '../../bundle/media-type.ts';
import { oneClock, type BundleDraft } from '../bundle-draft.ts';
import type { ForeignFile, ForeignUnit } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { keepFiles } from '../kept-files.ts';
import { inputEvent } from './input-events.ts';

const MICROS_PER_SECOND = 1_000_000;
/** Records beside the input, each with a time; what they hold is shown nowhere. */
const RECORDS = [
  'element',
  'a11y',
  'html',
  'top_window',
  'event_buffer',
  'reduced_events_complete',
  'reduced_events_vis',
];

export const convert: Convert = async (unit, draft, signal, tools) => {
  const metadata = await jsonOf(unit.files.get('metadata.json'), signal);
  const input = await inputOf(unit, metadata, draft, signal);
  const videoStart = numberField(metadata, 'video_start_timestamp');
  const zero = Math.min(videoStart ?? Infinity, input.first);
  if (!Number.isFinite(zero))
    throw new TraceError('format-broken', {
      path: 'events.jsonl',
      format: 'AgentNet',
      reason: 'it has no event with a time',
    });
  const micros = (seconds: number): number => Math.round((seconds - zero) * MICROS_PER_SECOND);
  const shown = new Set(['events.jsonl']);
  const video = await videoOf(unit);
  if (video) {
    shown.add(video.path);
    // The recorder's start, and the moment at which the one that films said that it had begun.
    const started = listField(
      field(metadata, 'obs_record_state_timings'),
      'OBS_WEBSOCKET_OUTPUT_STARTED',
    ).find((time) => typeof time === 'number');
    const at = videoStart === undefined ? 0 : micros(videoStart);
    const doubt =
      videoStart === undefined || started === undefined ? undefined : Math.abs(micros(started) - at);
    await addVideo(
      video,
      { at, doubt, known: videoStart !== undefined },
      draft,
      async () => (await tools.media(video, signal)).seconds,
    );
  } else
    draft.layer({
      id: 'screen',
      kind: 'screen_video',
      clock: oneClock('media', 's', 'assumed', 'no video was found'),
    });
  const method =
    'seconds since the recorder’s machine was started; the start of the video is the trace’s time 0';
  draft.losses.time(
    videoStart === undefined ? 'assumed' : 'estimated',
    `${method}; the video itself may begin later by what its clock tells`,
  );
  draft.mode = 'live';
  draft.actor({ id: 'human', kind: 'human' });
  draft.until(micros(input.last));
  draft.layer({
    kind: 'input_events',
    actor: 'human',
    format: { name: 'trace-input_events', version: '1' },
    clock: {
      ...oneClock('monotonic', 's', 'measured', method, zero),
      ...(input.backsteps.count > 0 && { backsteps: input.backsteps }),
    },
    file: {
      name: 'events.jsonl',
      mediaType: 'application/x-ndjson',
      content: input.text,
      records: input.count,
    },
  });
  for (const name of RECORDS) addRecords(unit.files.get(`${name}.jsonl`), { name, zero }, draft, shown);
  await describe(unit, metadata, draft, signal);
  keepFiles(unit, draft, shown, 'tells of the session');
};

interface Input {
  readonly text: string;
  readonly count: number;
  /** Seconds on the recorder's clock. */
  readonly first: number;
  readonly last: number;
  readonly backsteps: { readonly count: number; readonly max_us: number };
}

async function inputOf(
  unit: ForeignUnit,
  metadata: unknown,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<Input> {
  const file = unit.files.get('events.jsonl');
  if (!file) throw new TraceError('internal', { reason: 'a session has an events.jsonl' });
  draft.original(file);
  const [width, height] = [numberField(metadata, 'screen_width'), numberField(metadata, 'screen_height')];
  const lines: string[] = [];
  let [first, last, back, largest, outside] = [Infinity, -Infinity, 0, 0, 0];
  for await (const { line, value } of jsonLines(file, signal)) {
    const event = value === undefined ? 'A line is no JSON' : inputEvent(value);
    if (typeof event === 'string') {
      draft.losses.add('unreadable', `${event}: it is left out`, `line ${line}`);
      continue;
    }
    const { t, x, y } = {
      t: numberField(event, 't') ?? 0,
      x: numberField(event, 'x'),
      y: numberField(event, 'y'),
    };
    if (t < last) {
      back += 1;
      largest = Math.max(largest, last - t);
    }
    first = Math.min(first, t);
    last = Math.max(last, t);
    if (
      x !== undefined &&
      y !== undefined &&
      (x < 0 || y < 0 || x >= (width ?? Infinity) || y >= (height ?? Infinity))
    )
      outside += 1;
    lines.push(JSON.stringify(event));
  }
  if (outside > 0)
    draft.losses.add(
      'inferred',
      'The pointer is outside of the display that the session names: it was turned or scaled, and nobody tells when',
      undefined,
      outside,
    );
  const text = lines.map((line) => `${line}\n`).join('');
  return {
    text,
    count: lines.length,
    first,
    last,
    backsteps: { count: back, max_us: Math.round(largest * MICROS_PER_SECOND) },
  };
}

/** The first video beside the records, by its first bytes. */
async function videoOf({ files }: ForeignUnit): Promise<ForeignFile | undefined> {
  for (const file of files.values())
    if (!file.path.includes('/') && videoMediaType((await file.head()).subarray(0, 64))) return file;
  return undefined;
}

interface VideoStart {
  /** Microseconds of the trace. */
  readonly at: number;
  /** How much later it may have begun, in microseconds. */
  readonly doubt: number | undefined;
  readonly known: boolean;
}

async function addVideo(
  file: ForeignFile,
  { at, doubt, known }: VideoStart,
  draft: BundleDraft,
  seconds: () => Promise<number>,
): Promise<void> {
  const type = videoMediaType((await file.head()).subarray(0, 64)) ?? {
    mediaType: 'video/mp4',
    ending: 'mp4',
  };
  const method = known
    ? 'video_start_timestamp; the program that films says that it started later, by the uncertainty'
    : 'no start is told: taken as the first event';
  draft.original(file);
  draft.layer({
    id: 'screen',
    kind: 'screen_video',
    format: { name: type.mediaType, version: null },
    clock: {
      ...oneClock('media', 's', known ? 'estimated' : 'assumed', method),
      map: [{ native: 0, trace_us: at, method, ...(doubt !== undefined && { uncertainty_us: doubt }) }],
    },
    file: {
      name: withEnding(cleanName(file.name), type.ending, ['mp4', 'mov', 'webm', 'mkv']),
      mediaType: type.mediaType,
      content: file,
    },
  });
  try {
    draft.until(at + (await seconds()) * MICROS_PER_SECOND);
  } catch (error) {
    const failure = asTraceError(error);
    if (failure.code !== 'format-broken' && failure.code !== 'format-unsupported') throw failure;
    draft.losses.add('unreadable', 'The video cannot be read', file.path);
  }
}

/** Records on the same clock, as they are. */
function addRecords(
  file: ForeignFile | undefined,
  { name, zero }: { readonly name: string; readonly zero: number },
  draft: BundleDraft,
  shown: Set<string>,
): void {
  if (!file) return;
  shown.add(file.path);
  draft.original(file);
  const layer = {
    id: `agentnet-${name.replaceAll('_', '-')}`,
    kind: `x-agentnet_${name}`,
    clock: oneClock('monotonic', 's', 'measured', 'the clock of the input', zero),
  } as const;
  if (file.size === 0) {
    draft.layer({ ...layer, status: 'empty', status_note: 'The recorder wrote an empty file.' });
    return;
  }
  draft.losses.add(
    'dropped',
    'Records of the recorder are kept as a layer of their own, and not shown',
    file.path,
  );
  draft.layer({
    ...layer,
    format: { name: `agentnet-${name}`, version: null },
    file: { name: file.name, mediaType: 'application/x-ndjson', content: file },
  });
}

async function describe(
  unit: ForeignUnit,
  metadata: unknown,
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<void> {
  const task = await jsonOf(unit.files.get('task_name.json'), signal);
  const name = textField(task, 'task_name');
  const statement = [name, textField(task, 'description')].filter((text) => text !== undefined).join('\n\n');
  if (name !== undefined) draft.title(name);
  if (statement !== '')
    draft.task = {
      ...draft.task,
      statement_path: draft.file('task', {
        name: 'statement.md',
        mediaType: 'text/markdown',
        content: statement,
      }),
    };
  const [w, h] = [numberField(metadata, 'screen_width'), numberField(metadata, 'screen_height')];
  if (isSize(w) && isSize(h)) draft.displays = [{ t: 0, w, h }];
  const os = ['system', 'release', 'version']
    .map((part) => textField(metadata, part))
    .filter((part) => part !== undefined);
  const arch = textField(metadata, 'machine');
  if (os.length > 0 || arch !== undefined)
    draft.environment = { ...(os.length > 0 && { os: os.join(' ') }), ...(arch !== undefined && { arch }) };
  if (textField(metadata, 'start_time') !== undefined)
    draft.losses.add(
      'dropped',
      'The time of day of the session names no time zone, and is not used',
      textField(metadata, 'start_time'),
    );
}

function isSize(pixels: number | undefined): pixels is number {
  return pixels !== undefined && Number.isInteger(pixels) && pixels >= 1 && pixels <= 65_535;
}

/** What a small file says; nothing where it is missing or broken. */
async function jsonOf(file: ForeignFile | undefined, signal?: AbortSignal): Promise<unknown> {
  const value = file && parsedJson(await file.text(signal));
  return isObject(value) ? value : undefined;
}
