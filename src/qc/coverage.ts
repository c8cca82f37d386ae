/** In which parts of the trace each recorder is known to have run. Pure. */
import { fromMicros, fromSeconds, type TimeRange, type TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import { listField } from '../base/json.ts';
import { hasTimes, type Facts } from './facts.ts';
import type { Unmeasured } from './rule.ts';
import { uncovered, union } from './spans.ts';

export type CoverageKind = 'video' | 'audio' | 'event';

/** One layer and what it covers. */
export interface LayerCoverage {
  readonly layer: Layer;
  readonly kind: CoverageKind;
  /** A union within the trace; undefined where the bundle does not tell. */
  readonly covered: readonly TimeRange[] | undefined;
  /** What the bundle leaves open all the same. */
  readonly doubt: string | undefined;
}

/** Layers whose recorder runs all the time and writes only when something happens. */
const EVENT_KINDS: readonly Layer['kind'][] = [
  'input_events',
  'terminal',
  'commands',
  'browser_events',
  'browser_dom',
  'network',
  'ide_edits',
];

const NO_HEARTBEAT =
  'its recorder wrote no heartbeats and no start and end, so that a silent layer and a stopped recorder look the same';
const DECLARED_ONLY = 'no heartbeat shows that its recorder ran between the start and end that are declared';
const FILLED = 'a recorder that fills what it missed with silence leaves no trace of it';

interface CoverageLimits {
  /** How long one frame may stand, in microseconds, before the picture counts as gone. */
  readonly still: number;
  /** How long a heartbeat holds, in microseconds. */
  readonly beat: number;
}

export function coverageOf(facts: Facts, { still, beat }: CoverageLimits): readonly LayerCoverage[] {
  const { duration } = facts;
  return [
    ...facts.videos.map(({ layer, holds }): LayerCoverage => ({
      layer,
      kind: 'video',
      covered: union(frameSpans(holds.frames, still), duration),
      doubt: undefined,
    })),
    ...facts.sounds.map(({ layer, clock, holds: { seconds } }): LayerCoverage => {
      const native = fromSeconds(seconds) / clock.microsPerUnit;
      const covered = union([{ start: clock.toTrace(0), end: clock.toTrace(native) }], duration);
      return { layer, kind: 'audio', covered, doubt: FILLED };
    }),
    ...facts.manifest.layers
      .filter((layer) => layer.status === 'present' && EVENT_KINDS.includes(layer.kind) && hasTimes(layer))
      .map((layer): LayerCoverage => ({ layer, kind: 'event', ...eventCoverage(layer, facts, beat) })),
  ];
}

/**
 * By heartbeats, `x-heartbeats` of the layer: when its recorder was alive, in microseconds of trace time. Else from the
 * declared start to the declared end.
 */
function eventCoverage(
  layer: Layer,
  { duration }: Facts,
  beat: number,
): Pick<LayerCoverage, 'covered' | 'doubt'> {
  const beats = listField(layer, 'x-heartbeats').filter((time) => Number.isFinite(time)) as readonly number[];
  if (beats.length > 0) {
    const spans = beats.map((time) => ({ start: fromMicros(time), end: fromMicros(time + beat) }));
    return { covered: union(spans, duration), doubt: undefined };
  }
  const { t_start, t_end } = layer;
  if (t_start === undefined || t_end === undefined) return { covered: undefined, doubt: NO_HEARTBEAT };
  const span = { start: fromMicros(t_start), end: fromMicros(t_end) };
  return { covered: union([span], duration), doubt: DECLARED_ONLY };
}

/** What of the trace but its pauses a layer lacks. */
export function missingOf(
  { covered = [] }: LayerCoverage,
  pauses: readonly TimeRange[],
  duration: TraceTime,
): readonly TimeRange[] {
  return uncovered(union([...covered, ...pauses], duration), duration);
}

/** What must be said of layers beside the numbers. */
export function doubtsOf(layers: readonly LayerCoverage[]): readonly Unmeasured[] {
  return layers.flatMap(({ layer, doubt }) =>
    doubt === undefined ? [] : [{ item: layer.id, reason: doubt }],
  );
}

/** Each frame until the next; one that stands for longer than `still` covers only as much as frames usually do. */
function frameSpans(frames: FrameTable, still: number): readonly TimeRange[] {
  const usual = usualInterval(frames);
  const spans: { start: TimeRange['start']; end: TimeRange['end'] }[] = [];
  for (let index = 0; index < frames.count; index += 1) {
    const start = frames.startOf(index);
    const next = frames.startOf(index + 1);
    const end = next - start > still ? fromMicros(start + Math.min(usual, still)) : next;
    const last = spans.at(-1);
    if (last?.end === start) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** The median of the intervals between frames. */
function usualInterval(frames: FrameTable): number {
  const intervals = Float64Array.from(
    { length: frames.count },
    (_, index) => frames.startOf(index + 1) - frames.startOf(index),
  ).sort();
  return intervals[intervals.length >> 1] ?? 0;
}
