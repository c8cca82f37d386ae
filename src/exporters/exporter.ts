/** The contract of an exporter: one folder, one line in `registry.ts` and one in `writers.ts` a format that a trace can be written in. */
import { TraceError } from '../base/errors.ts';
import type { TimeRange } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { Trace } from '../trace/trace.ts';
import type { StepOptions } from './steps/step-options.ts';

/** A piece of the written file; text is UTF-8. */
export type Piece = string | Uint8Array;

/** A part of a trace that is written. */
export interface ExportRange extends TimeRange {
  /** What happens at `end` itself is asked for too: it is where the trace ends. */
  readonly withEnd?: boolean;
}

export interface ExportRequest {
  /** id of the layer that is written; needed where there are several that could be. */
  readonly layer?: string | undefined;
  /** Half-open: what happened in [start, end). Undefined: all. Which times then count from `start`: docs/TRAINING.md. */
  readonly range?: ExportRange | undefined;
  /** For formats that are made of steps. */
  readonly steps?: StepOptions | undefined;
  /** Told, in sentences, of what is not in the file. */
  readonly remark: (sentence: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Writes the file, piece by piece. Rejects with `export-layer`, and as reading the trace does. */
export type Write = (trace: Trace, request: ExportRequest) => AsyncIterable<Piece>;

/** Stable: they stand in `playhead convert --to`. */
export type ExportId =
  | 'training'
  | 'atif'
  | 'asciicast-v2'
  | 'asciicast-v3'
  | 'webvtt'
  | 'har'
  | 'junit'
  | 'sarif'
  | 'trace-events';

/** What a format is. What writes it is in `writers.ts`, so that whoever only offers it need not load that. */
export interface Exporter {
  readonly id: ExportId;
  /** What people call the format. */
  readonly title: string;
  /** Of the file's name, without the first dot. */
  readonly ending: string;
  readonly mediaType: string;
  /** Kinds of layers of which one is written; none: the trace as a whole is. */
  readonly kinds: readonly Layer['kind'][];
  /** Where the trace as a whole is: kinds of layers of which at least one has to be there. */
  readonly needs?: readonly Layer['kind'][];
}

/** The present layers that `exporter` can write one of. */
export function writableLayers(
  { kinds }: Pick<Exporter, 'kinds'>,
  trace: Pick<Trace, 'layers'>,
): readonly Layer[] {
  return trace.layers.filter(({ kind, status }) => status === 'present' && kinds.includes(kind));
}

/** The one of `kinds` that is asked for, or the only one. Throws `export-layer`. */
export function chosenLayer(
  trace: Pick<Trace, 'layers'>,
  kinds: readonly Layer['kind'][],
  { layer: wanted }: Pick<ExportRequest, 'layer'>,
): Layer {
  const found = writableLayers({ kinds }, trace);
  const chosen = wanted === undefined ? found : found.filter(({ id }) => id === wanted);
  const [only] = chosen;
  if (only && chosen.length === 1) return only;
  throw new TraceError('export-layer', { kinds, wanted, found: found.map(({ id }) => id) });
}

/** Whether `time` is asked for. */
export function isWithin(time: number, range: ExportRange | undefined): boolean {
  if (!range) return true;
  return time >= range.start && (time < range.end || (range.withEnd === true && time === range.end));
}
