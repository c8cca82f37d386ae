/** In which parts of the trace each recorder is known to have run. Pure. */
import { fromMicros, fromSeconds, type TimeRange } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import { hasTimes, type Facts } from './facts.ts';
import { union } from './spans.ts';

export type CoverageKind = 'video' | 'audio' | 'event';

/** One layer and what it covers. */
export interface LayerCoverage {
  readonly layer: Layer;
  readonly kind: CoverageKind;
  /** A union within the trace; undefined where the bundle does not tell. */
  readonly covered: readonly TimeRange[] | undefined;
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

export const NO_HEARTBEAT =
  'its recorder wrote no heartbeats and no start and end, so that a silent layer and a stopped recorder look the same';

/** `still`: how long one frame may stand, in microseconds, before the picture counts as gone. */
export function coverageOf(facts: Facts, still: number): readonly LayerCoverage[] {
  const { duration } = facts;
  return [
    ...facts.videos.map(({ layer, holds }) => ({
      layer,
      kind: 'video' as const,
      covered: union(frameSpans(holds.frames, still), duration),
    })),
    ...facts.sounds.map(({ layer, clock, holds: { seconds } }) => {
      const end = fromSeconds(seconds);
      const native = end / clock.microsPerUnit;
      return {
        layer,
        kind: 'audio' as const,
        covered: union([{ start: clock.toTrace(0), end: clock.toTrace(native) }], duration),
      };
    }),
    ...facts.manifest.layers
      .filter((layer) => layer.status === 'present' && EVENT_KINDS.includes(layer.kind) && hasTimes(layer))
      .map((layer) => ({ layer, kind: 'event' as const, covered: declared(layer, facts) })),
  ];
}

/** From its declared start to its declared end; undefined unless both are told. */
function declared({ t_start, t_end }: Layer, { duration }: Facts): readonly TimeRange[] | undefined {
  if (t_start === undefined || t_end === undefined) return undefined;
  return union([{ start: fromMicros(t_start), end: fromMicros(t_end) }], duration);
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
