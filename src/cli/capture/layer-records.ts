/** Layers of a live capture, as the manifest tells of them. */
import type { Layer, LayerClock } from '../../schema/generated/types.ts';
import type { BundleFiles } from './bundle-files.ts';
import type { CaptureTimes, Gap, Span } from './capture-times.ts';
import type { Part } from './config.ts';

/** A layer, and what it lacks. */
export interface RecordedLayer {
  readonly layer: Layer;
  readonly gaps: readonly Gap[];
}

/** How people call what is recorded, at the beginning of a sentence. */
export const WHAT: Readonly<Record<Part, string>> = {
  screen: 'The screen',
  input: 'The input',
  terminal: 'The terminal',
  edits: 'The work tree',
  reports: 'Reports',
  browser: 'The browser',
  voice: 'The voice',
};

const KINDS: Readonly<Record<Part, Layer['kind']>> = {
  screen: 'screen_video',
  input: 'input_events',
  terminal: 'terminal',
  edits: 'ide_edits',
  reports: 'test_runs',
  browser: 'browser_events',
  voice: 'speech_audio',
};

const NO_CLOCK: LayerClock = { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' };

/** A layer of which there is nothing. */
export function absent(part: Part, status: Exclude<Layer['status'], 'present'>, note: string): Layer {
  const id = part === 'reports' ? 'tests' : part;
  return { id, kind: KINDS[part], status, status_note: note, clock: NO_CLOCK };
}

/** Records whose times are those of the trace, within `uncertainty` microseconds. */
export function traceClock(method: string, uncertainty = 2_000): LayerClock {
  return {
    ...{ domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' },
    map: [{ native: 0, trace_us: 0, uncertainty_us: uncertainty, method }],
  };
}

/** A layer of JSON Lines, empty where there are none. */
export async function recordLayer(
  id: string,
  kind: Layer['kind'],
  records: readonly object[],
  clock: LayerClock,
  files: BundleFiles,
): Promise<Layer> {
  return {
    ...{ id, kind, actor: 'person', records: records.length, clock },
    ...(records.length === 0
      ? { status: 'empty', status_note: 'Nothing of it happened while it was recorded.' }
      : { status: 'present' }),
    format: { name: `trace-${kind.replaceAll('_', '-')}`, version: '1' },
    paths: [await files.lines(`layers/${id}/${kind.replaceAll('_', '-')}.jsonl`, records)],
  };
}

/** The layer with what it lacks of `whole`, and when its recorder was seen alive. `what`: as "The screen". */
export function declared(
  times: CaptureTimes,
  recorder: string,
  what: string,
  layer: Layer,
  spans: readonly Span[],
  whole: Span,
): RecordedLayer {
  const gaps = times.gapsOf(recorder, what, spans, whole);
  return {
    gaps,
    layer: {
      ...layer,
      ...alive(times.beatsOf(recorder)),
      ...(gaps.length > 0 && {
        'x-gaps': gaps.map(({ start, end, reason }) => ({ t: [start, end], reason })),
      }),
    },
  };
}

/** When its recorder was alive, as a field of a layer. */
export function alive(beats: readonly number[]): { readonly 'x-heartbeats'?: readonly number[] } {
  return beats.length > 0 ? { 'x-heartbeats': beats } : {};
}
