/** Traces made for tests of the pane. */
import { TraceError } from '../../../src/base/errors.ts';
import { Lazy } from '../../../src/base/lazy.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import type { Annotation, EditEvent, Layer } from '../../../src/schema/generated/types.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { TraceLayer } from '../../../src/trace/layers.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { Track } from '../../../src/trace/track.ts';
import { parseDiff } from '../../../src/trace/unified-diff.ts';

/**
 * A trace of these edits, at one second each where they have no time of their own (microseconds), over these files; and
 * of a diff of the whole; with these repositories; and with what reviewers said, `t` in seconds.
 */
export function traceOf(
  events: readonly (Partial<EditEvent> & { readonly at?: number })[] | undefined,
  files: Readonly<Record<string, string | Uint8Array>>,
  diff?: string,
  repos: readonly string[] = [],
  comments: readonly Annotation[] = [],
): Trace {
  const items = events?.map(({ at, ...event }, index) => ({
    time: at === undefined ? fromSeconds(index + 1) : (at as TraceTime),
    event: { t: index, file: 'a.js', type: 'save', ...event } as EditEvent,
  }));
  const read = (path: string): Promise<Uint8Array> => {
    const data = files[path];
    if (data === undefined) return Promise.reject(new TraceError('artifact-missing', { path }));
    return Promise.resolve(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  };
  const part = {
    edits: items ? [layerOf('ide_edits', () => new Track(items))] : [],
    diffs: diff === undefined ? [] : [layerOf('file_diffs', () => parseDiff(diff, 'final.diff'))],
    annotations: [
      layerOf(
        'annotations',
        () => new Track(comments.map((annotation) => ({ time: fromSeconds(annotation.t), annotation }))),
      ),
    ],
    bundle: { files: new Map(), read },
    duration: 30_000_000 as TraceTime,
    manifest: {
      session: { actors: [{ id: 'a', kind: 'human', pseudonym: 'Reviewer A' }] },
      task: { repos: repos.map((name) => ({ name, base_commit: null })) },
    },
  };
  return part as unknown as Trace;
}

function layerOf<T>(kind: Layer['kind'], make: () => T): TraceLayer<T> {
  const clock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
  const layer: Layer = { id: kind, kind, status: 'present', paths: [`layers/${kind}`], clock };
  return { layer, clock: clockMap(clock), content: new Lazy(() => Promise.resolve().then(make)) };
}

/** A change that puts `text` at a place, both from 0, in the stead of `taken` characters. */
export function typed(line: number, character: number, text: string, taken = 0): Partial<EditEvent> {
  const start = { line, character };
  const end = { line, character: character + taken };
  return { type: 'change', changes: [{ start, end, text }] };
}
