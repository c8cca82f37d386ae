/** Layers that the trace does not read yet: their form is checked here, so that a broken file is found before delivery. */
import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { field } from '../base/json.ts';
import { audioFormat } from '../bundle/media-type.ts';
import type { Layer } from '../schema/generated/types.ts';
import { readAudioSeconds } from '../trace/read-audio.ts';
import { readFrameTable } from '../trace/frame-table-file.ts';
import { readColumns, tableDifference } from '../trace/read-video.ts';
import { readTable } from '../trace/shipped-frames.ts';
import { readShippedOutline } from '../trace/shipped-outline.ts';
import type { Trace } from '../trace/trace.ts';

const SNIFFED_BYTES = 64;
/** Decoders differ on what they cut off a sound's ends; a second is no news. */
const OUTLINE_SLACK_SECONDS = 1;

/** Checks the form of layers of other kinds: HAR, diffs, sound, JSON documents. */
export async function checkOtherLayers(trace: Trace): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const layer of trace.layers) {
    if (layer.status !== 'present') continue;
    for (const path of layer.paths ?? []) {
      try {
        await checkForm(trace, layer, path);
        if (layer.kind === 'speech_audio' && layer.peaks !== undefined)
          await checkOutline(trace, path, layer.peaks);
        if (layer.kind === 'screen_video' && layer.frame_table !== undefined)
          await checkFrameTable(trace, path, layer.frame_table);
      } catch (error) {
        if (asTraceError(error).code !== 'artifact-missing') problems.push(problemOf(error));
      }
    }
  }
  return problems;
}

async function checkForm(trace: Trace, { kind }: Layer, path: string): Promise<void> {
  const text = (): Promise<string> => trace.bundle.readText(path);
  if (kind === 'network') harTimes(await text(), path);
  else if (kind === 'file_diffs') checkDiff(await text(), path);
  else if (kind === 'speech_audio') await checkSound(trace, path);
}

async function checkSound(trace: Trace, path: string): Promise<void> {
  const artifact = await trace.bundle.open(path);
  const size = artifact.size ?? trace.bundle.files.get(path)?.bytes ?? 0;
  if (audioFormat(await artifact.read(0, Math.min(size, SNIFFED_BYTES))) !== undefined) return;
  const supported = 'opus, m4a, mp3 and wav';
  throw new TraceError('format-unsupported', { path, format: 'no sound file of a known kind', supported });
}

/** The outline must be one, and as long as the sound. */
async function checkOutline(trace: Trace, sound: string, path: string): Promise<void> {
  // One that is not listed is reported by the check of references.
  if (!trace.bundle.files.has(path)) return;
  const outline = await readShippedOutline(trace.bundle, path);
  const artifact = await trace.bundle.open(sound);
  const size = artifact.size ?? trace.bundle.files.get(sound)?.bytes ?? 0;
  const read = (start: number, end: number): Promise<Uint8Array> => artifact.read(start, end);
  const seconds = await readAudioSeconds({ path: sound, size, read });
  if (Math.abs(outline.seconds - seconds) <= OUTLINE_SLACK_SECONDS) return;
  throw new TraceError('format-broken', {
    path,
    format: 'the outline of a sound',
    reason: `it is ${outline.seconds.toFixed(1)} s long, and the sound ${sound} is ${seconds.toFixed(1)} s`,
  });
}

/** The table must hold exactly what the video's container says, to the last frame. */
async function checkFrameTable(trace: Trace, video: string, path: string): Promise<void> {
  // One that is not listed is reported by the check of references.
  if (!trace.bundle.files.has(path)) return;
  const table = readFrameTable((await readTable(trace.bundle, video, path)).bytes, path);
  const artifact = await trace.bundle.open(video);
  const size = artifact.size ?? trace.bundle.files.get(video)?.bytes ?? 0;
  const file = { path: video, size, read: (start: number, end: number) => artifact.read(start, end) };
  const reason =
    table.of.size === size
      ? tableDifference(await readColumns(file), table.video)
      : `it was made of a file of ${table.of.size} bytes`;
  if (reason !== undefined) throw new TraceError('frame-table-differs', { path, video, reason });
}

/** Throws `format-broken` for what is no unified diff; an empty one is a diff without changes. */
export function checkDiff(text: string, path: string): void {
  if (text.trim() !== '' && !/^(?:diff --git |--- )/m.test(text))
    throw new TraceError('format-broken', {
      path,
      format: 'a unified diff',
      reason: 'it has no line that begins with "diff --git" or "---"',
    });
}

/** First and last moment of a HAR's requests, in milliseconds of the wall clock. Throws `format-broken`. */
export function harTimes(
  text: string,
  path: string,
): { readonly start: number; readonly end: number } | undefined {
  const log = field(json(text, path, 'HAR'), 'log');
  const entries = field(log, 'entries');
  if (!Array.isArray(entries))
    throw new TraceError('format-broken', { path, format: 'HAR', reason: 'it has no log.entries' });
  const times = entries.map((entry: unknown, index) => {
    const start = Date.parse(String(field(entry, 'startedDateTime')));
    if (!Number.isFinite(start))
      throw new TraceError('format-broken', {
        path,
        format: 'HAR',
        reason: `entry ${index} has no startedDateTime`,
      });
    return { start, end: start + Math.max(0, Number(field(entry, 'time')) || 0) };
  });
  if (times.length === 0) return undefined;
  return {
    start: times.reduce((first, time) => Math.min(first, time.start), Infinity),
    end: times.reduce((last, time) => Math.max(last, time.end), -Infinity),
  };
}

/** Throws `format-broken` for what is no JSON. */
export function json(text: string, path: string, format: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new TraceError('format-broken', { path, format, reason: (error as Error).message }, error);
  }
}
