/** What is to be sent, while it is being chosen: kept as long as the page, by the bundle. */
import { toSeconds, type TraceTime } from '../../base/time.ts';
import type { ClientFile, TourStop } from '../../schema/generated/types.ts';
import { plainLine } from '../../share/client-file.ts';
import type { Trace } from '../../trace/trace.ts';

export interface DraftStop {
  readonly time: TraceTime;
  readonly title: string;
  readonly text: string;
  /** ids of the panes that were in front when it was added. */
  readonly panes: readonly string[];
}

export interface ExportDraft {
  readonly title: string;
  readonly from: string;
  readonly text: string;
  /** ids of those that are left out. */
  readonly panesOff: ReadonlySet<string>;
  readonly layersOff: ReadonlySet<string>;
  /** In the order of time. */
  readonly stops: readonly DraftStop[];
  readonly withReview: boolean;
}

const kept = new WeakMap<Trace['bundle'], ExportDraft>();

/** What was chosen before; else everything, under the title of the task. */
export function draftOf({ bundle, manifest }: Pick<Trace, 'bundle' | 'manifest'>): ExportDraft {
  return (
    kept.get(bundle) ?? {
      title: plainLine(manifest.task.title),
      from: '',
      text: '',
      panesOff: new Set(),
      layersOff: new Set(),
      stops: [],
      withReview: false,
    }
  );
}

export function keepDraft({ bundle }: Pick<Trace, 'bundle'>, draft: ExportDraft): void {
  kept.set(bundle, draft);
}

/** With a stop more; where one is at that moment already, nothing changes. */
export function withStop(draft: ExportDraft, stop: DraftStop): ExportDraft {
  if (draft.stops.some(({ time }) => time === stop.time)) return draft;
  return { ...draft, stops: [...draft.stops, stop].sort((a, b) => a.time - b.time) };
}

interface There {
  /** ids of all panes, and of all layers. */
  readonly panes: readonly string[];
  readonly layers: readonly string[];
}

/** The client file of a draft. */
export function clientOf(draft: ExportDraft, there: There): ClientFile {
  const { title, from, text, panesOff, layersOff, stops } = draft;
  const panes = there.panes.filter((id) => !panesOff.has(id));
  return {
    schema: { name: 'playhead-client', version: 1 },
    title: plainLine(title) || 'A trace',
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(plainLine(from) !== '' && { from: plainLine(from) }),
    ...(panes.length < there.panes.length && { panes }),
    ...(layersOff.size > 0 && { layers: there.layers.filter((id) => !layersOff.has(id)) }),
    ...(stops.length > 0 && {
      tour: stops.map((stop, index): TourStop => {
        const shown = stop.panes.filter((id) => panes.includes(id));
        return {
          time: toSeconds(stop.time),
          title: plainLine(stop.title) || `Stop ${index + 1}`,
          ...(stop.text.trim() !== '' && { text: stop.text.trim() }),
          ...(shown.length > 0 && { panes: shown }),
        };
      }),
    }),
  };
}
