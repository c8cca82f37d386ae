/** The layers of a trace as the drawer of their times lists them. Pure. */
import { trackLook, type TrackColour } from '../timeline/track-look.ts';
import { clockMap, type ClockMap, type ClockQuality } from '../trace/clock-map.ts';
import { LAYER_LISTS } from '../trace/correct-trace.ts';
import { NO_CORRECTION, type LayerCorrection } from '../trace/corrections.ts';
import type { Layer, TraceLayer } from '../trace/layers.ts';
import type { Trace } from '../trace/trace.ts';

export interface SyncLayer {
  readonly layer: Layer;
  readonly title: string;
  readonly colour: TrackColour;
  /** As it is in force. */
  readonly clock: ClockMap;
  readonly correction: LayerCorrection;
  /** Why its times cannot be corrected, in words; undefined where they can. */
  readonly fixed: string | undefined;
  /** How its own clock was found, in words; undefined where nobody says. */
  readonly method: string | undefined;
}

export const QUALITY_WORDS: Readonly<Record<ClockQuality, string>> = {
  measured: 'measured',
  estimated: 'estimated',
  assumed: 'assumed',
  order_only: 'order only',
  corrected: 'by hand',
};

/** Every layer that is present, in the order of the manifest. */
export function syncLayers(trace: Trace): readonly SyncLayer[] {
  const shown = new Map<string, TraceLayer<unknown>>(
    LAYER_LISTS.flatMap((name) => [...trace[name]]).map((layer) => [layer.layer.id, layer]),
  );
  return trace.layers
    .filter(({ status }) => status === 'present')
    .map((layer) => {
      const { title, colour } = trackLook(layer.kind);
      return {
        layer,
        title: layer.title ?? title,
        colour,
        clock: shown.get(layer.id)?.clock ?? clockMap(layer.clock),
        correction: trace.corrections.get(layer.id) ?? NO_CORRECTION,
        fixed: fixedBy(layer, shown.has(layer.id)),
        method: methodOf(layer),
      };
    });
}

function fixedBy({ clock }: Layer, shown: boolean): string | undefined {
  if (clock.domain === 'order_only') return 'It has no times: only the order of its items is known.';
  return shown ? undefined : 'This version does not show it, so there is nothing to be moved.';
}

function methodOf({ clock }: Layer): string | undefined {
  const methods = new Set((clock.map ?? []).map(({ method }) => method).filter((text) => text !== undefined));
  return methods.size > 0 ? [...methods].join('; ') : undefined;
}
