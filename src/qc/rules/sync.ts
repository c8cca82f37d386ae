import { fromMicros, toMillis, type TimeRange } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { clockMap } from '../../trace/clock-map.ts';
import { rangeOfLayer } from '../artifact-places.ts';
import { hasTimes, type Facts } from '../facts.ts';
import { atMost, defineRule, notApplicable, type Measure, type Unmeasured } from '../rule.ts';

export const sync = defineRule({
  id: 'sync',
  group: 'completeness',
  title: 'The clocks of the layers agree',
  formula:
    'drift_L = |offset_L(last) − offset_L(first)| over the points of its clock map, offset = trace time − native time ≤ drift_ms; residual_L = the largest error left after the map ≤ residual_ms',
  source: 'Rule set C4',
  parameters: { drift_ms: 'number', residual_ms: 'number' },
  check(facts, limits) {
    const layers = facts.manifest.layers.filter((layer) => layer.status === 'present' && hasTimes(layer));
    if (layers.length === 0) return notApplicable('no layer has times');
    const measured = layers.map((layer) => measuresOf(layer, limits));
    return {
      measures: measured.flatMap(({ measures }) => measures),
      unmeasured: measured.flatMap(({ unmeasured }) => unmeasured),
      findings: measured.flatMap(({ layer, measures }) =>
        measures
          .filter(({ ok }) => !ok)
          .map(({ name, value }) => ({
            key: `${name}:${layer.id}`,
            reason: 'T-CLOCK',
            range: name === 'drift' ? betweenPoints(layer, facts) : rangeOfLayer(layer, facts),
            message:
              name === 'drift'
                ? `The clock of layer ${layer.id} drifts by ${Math.round(value)} ms.`
                : `Times of layer ${layer.id} may still be ${Math.round(value)} ms off.`,
            items: [{ kind: 'layer', name: layer.id }],
          })),
      ),
    };
  },
});

function measuresOf(
  layer: Layer,
  { drift_ms, residual_ms }: { readonly drift_ms: number; readonly residual_ms: number },
): {
  readonly layer: Layer;
  readonly measures: readonly Measure[];
  readonly unmeasured: readonly Unmeasured[];
} {
  const { id, clock } = layer;
  const drift = driftOf(layer);
  const measures: Measure[] = [];
  const unmeasured: Unmeasured[] = [];
  if (drift === undefined) unmeasured.push({ item: id, reason: 'drift: its clock map has one point' });
  else if (!Number.isFinite(drift))
    unmeasured.push({ item: id, reason: 'drift: its clock map leads beyond all numbers' });
  else measures.push(atMost('drift', toMillis(fromMicros(drift)), drift_ms, { unit: 'ms', item: id }));
  if (typeof clock.residual_us !== 'number')
    unmeasured.push({ item: id, reason: 'residual: nobody measured what is left after its clock map' });
  else
    measures.push(
      atMost('residual', toMillis(fromMicros(clock.residual_us)), residual_ms, { unit: 'ms', item: id }),
    );
  return { layer, measures, unmeasured };
}

/** Microseconds between the offsets of the first and last point, not finite for huge ones; undefined with one point or none. */
function driftOf({ clock }: Layer): number | undefined {
  const first = clock.map?.[0];
  const last = clock.map?.at(-1);
  if (!first || !last || first === last) return undefined;
  const { microsPerUnit } = clockMap(clock);
  return Math.abs(last.trace_us - first.trace_us - (last.native - first.native) * microsPerUnit);
}

function betweenPoints(layer: Layer, facts: Facts): TimeRange {
  const points = layer.clock.map ?? [];
  return rangeOfLayer(
    { ...layer, t_start: points[0]?.trace_us ?? 0, t_end: points.at(-1)?.trace_us ?? facts.duration },
    facts,
  );
}
