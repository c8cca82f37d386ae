import { asTraceError, problemOf } from '../base/errors.ts';
import type { TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { FrameTable } from './frame-table.ts';
import type { Video } from './layers.ts';
import { onlyPath } from './only-path.ts';
import type { LayerContext } from './read-records.ts';
import type { TraceReaders } from './readers.ts';
import { framesOf } from './shipped-frames.ts';
import { readShippedOutline } from './shipped-outline.ts';
import type { Voice } from './trace.ts';
import { wholeUrl } from './whole-url.ts';

export interface VideoTools {
  readonly bundle: CheckedBundle;
  /** Of the trace. */
  readonly duration: TraceTime;
  readonly readers: TraceReaders;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number) => void;
}

/** Its frames by the table that it ships, else by its container. Rejects as `framesOf`. */
export async function openVideo(
  layer: Layer,
  context: LayerContext,
  { bundle, duration, readers, signal, onProgress }: VideoTools,
): Promise<Video> {
  const path = onlyPath(layer);
  const artifact = await bundle.open(path, signal);
  const file = bundle.files.get(path);
  const size = artifact.size ?? file?.bytes ?? 0;
  const { columns, ...head } = await framesOf(
    bundle,
    { path, size, read: (start, end) => artifact.read(start, end, signal) },
    layer.frame_table,
    { ...context, reader: readers.videos, onProgress, signal: signal },
  );
  const frames = new FrameTable(columns, context.map);
  const missing = duration - frames.end;
  // Recorders stop a little after each other; a second is no news.
  if (missing > 1_000_000) {
    const details = { layer: layer.id, endsAt: frames.end, missingMicros: missing };
    context.report({ severity: 'warning', code: 'video-shorter', details, at: frames.end });
  }
  return { ...head, frames, ...openSound(layer, context, bundle) };
}

/** Opens nothing yet. */
export function openSound(layer: Layer, context: LayerContext, bundle: CheckedBundle): Voice {
  const path = onlyPath(layer);
  const mediaType = bundle.files.get(path)?.media_type ?? 'application/octet-stream';
  return {
    mediaType,
    isDirect: async (signal) => (await bundle.open(path, signal)).direct,
    url: async (signal, onProgress) => {
      const artifact = await bundle.open(path, signal);
      const size = artifact.size ?? bundle.files.get(path)?.bytes ?? 0;
      return wholeUrl(artifact, { mediaType, size, signal, onProgress });
    },
    file: async (signal) => {
      const artifact = await bundle.open(path, signal);
      const size = artifact.size ?? bundle.files.get(path)?.bytes ?? 0;
      return { path, size, read: (start, end) => artifact.read(start, end, signal) };
    },
    shippedOutline: async (signal) => {
      if (layer.peaks === undefined) return undefined;
      try {
        return await readShippedOutline(bundle, layer.peaks, signal);
      } catch (error) {
        const failure = asTraceError(error);
        if (failure.code === 'aborted') throw failure;
        context.report(problemOf(failure, 'warning'));
        return undefined;
      }
    },
  };
}
