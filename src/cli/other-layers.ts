/** Layers that the trace does not read yet: their form is checked here, so that a broken file is found before delivery. */
import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { Trace } from '../trace/trace.ts';
import { audioFormat } from './audio-file.ts';

const SNIFFED_BYTES = 64;

/** Checks the form of layers of other kinds: HAR, diffs, sound, JSON documents. */
export async function checkOtherLayers(trace: Trace): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const layer of trace.layers) {
    if (layer.status !== 'present') continue;
    for (const path of layer.paths ?? []) {
      try {
        await checkForm(trace, layer, path);
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
  else if (kind === 'agent_steps') json(await text(), path, 'ATIF');
  else if (kind === 'speech_audio') await checkSound(trace, path);
}

async function checkSound(trace: Trace, path: string): Promise<void> {
  const artifact = await trace.bundle.open(path);
  const size = artifact.size ?? trace.bundle.files.get(path)?.bytes ?? 0;
  if (audioFormat(await artifact.read(0, Math.min(size, SNIFFED_BYTES))) !== undefined) return;
  const supported = 'opus, m4a, mp3 and wav';
  throw new TraceError('format-unsupported', { path, format: 'no sound file of a known kind', supported });
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

/** A field of what may be an object. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
