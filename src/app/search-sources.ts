/** What of a trace can be searched, and where in trace time its hits are. Pure. */
import { describeProblem } from '../base/describe-error.ts';
import type { TraceError } from '../base/errors.ts';
import { clampTime, ZERO, type TraceTime } from '../base/time.ts';
import type { SearchLine } from '../search/search-line.ts';
import { isSearched } from '../search/searched-kinds.ts';
import { trackLook, type TrackColour } from '../timeline/track-look.ts';
import { correctionOf, isCorrected } from '../trace/corrections.ts';
import type { Layer } from '../trace/layers.ts';
import { isOnAxis } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';

/** One layer, or what is wrong with the trace. */
export interface SearchSource {
  /** The layer's; `problems` for what is none. */
  readonly id: string;
  readonly title: string;
  readonly colour: TrackColour;
  /** undefined: it is of the whole trace. */
  readonly layer: Layer | undefined;
  readonly state: SourceState;
}

export type SourceState =
  | { readonly status: 'waiting' }
  /** `done`: in [0, 1]. `part`: what is read already can be searched. */
  | { readonly status: 'reading'; readonly done: number; readonly part: boolean }
  /** `whole`: false where some of it could not be read, or there was no room for it. */
  | { readonly status: 'ready'; readonly whole: boolean }
  | { readonly status: 'failed'; readonly error: TraceError };

export const PROBLEMS = 'problems';

/** In the order of the manifest, as the lanes are. */
export function searchSources({ layers }: Trace): readonly SearchSource[] {
  const waiting = { status: 'waiting' } as const;
  return [
    ...layers.filter(isSearched).map((layer): SearchSource => {
      const { title, colour } = trackLook(layer.kind);
      return { id: layer.id, title: layer.title ?? title, colour, layer, state: waiting };
    }),
    { id: PROBLEMS, title: 'Problems', colour: 'problems', layer: undefined, state: waiting },
  ];
}

/** Small files first: what is soon there can soon be searched. Files of the workspace name many more. */
export function readingOrder({ bundle }: Trace, sources: readonly SearchSource[]): readonly SearchSource[] {
  const costOf = ({ layer }: SearchSource): number => {
    const bytes = bundle.files.get(layer?.paths?.[0] ?? '')?.bytes ?? 0;
    return layer?.kind === 'ide_edits' ? Math.max(bytes, MANY_FILES) : bytes;
  };
  return sources.filter(({ layer }) => layer).sort((a, b) => costOf(a) - costOf(b));
}

/** In bytes: what reading the texts of a workspace is taken for. */
const MANY_FILES = 4_000_000;

export function problemLines({ problems }: Trace): readonly SearchLine[] {
  return problems.all.map((problem) => {
    const { title, advice } = describeProblem(problem);
    return { time: problem.at ?? NaN, text: `${title} ${advice}`.trim(), place: problem.severity };
  });
}

/** Times of a layer by its own clock, as trace time: corrected, and within the trace. NaN stays. */
export function placedTimes(own: Float64Array, trace: Trace, layer: Layer | undefined): Float64Array {
  const correction = layer && trace.corrections.get(layer.id);
  const correct =
    layer && correction && isCorrected(correction) ? correctionOf(layer.clock, correction) : undefined;
  const noTimes = layer !== undefined && !isOnAxis(layer, trace.manifest);
  return own.map((time) => {
    if (Number.isNaN(time) || noTimes) return NaN;
    return clampTime((correct ? correct(time) : time) as TraceTime, ZERO, trace.duration);
  });
}
