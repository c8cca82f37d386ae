/** How well the time of a layer is known, in words. Pure. */
import { largest } from '../../base/long-lists.ts';
import { correctionWords } from '../../timeline/sync-words.ts';
import { clockMap } from '../../trace/clock-map.ts';
import { correctedMap, driftOf, isCorrected, type LayerCorrection } from '../../trace/corrections.ts';
import { formatMillis, inWords, type Manifest } from './outcome-data.ts';

type Layer = Manifest['layers'][number];

/** What the table of layers says of a layer's time; `–` where the question makes no sense. */
export interface ClockWords {
  readonly quality: string;
  readonly uncertainty: string;
  readonly residual: string;
  /** Moments at which both clocks are known. */
  readonly points: string;
  /** How much faster or slower the layer's clock runs, in millionths. */
  readonly drift: string;
  /** How the points were found; undefined where nobody says. */
  readonly method: string | undefined;
}

const NONE = '–';

/** `correction`: what a person corrected of it, where somebody did. */
export function clockWords({ status, clock }: Layer, correction?: LayerCorrection): ClockWords {
  const nothing = { uncertainty: NONE, residual: NONE, points: NONE, drift: NONE, method: undefined };
  // Where nothing was recorded, there is nothing whose time could be off.
  if (status !== 'present' && status !== 'empty') return { quality: NONE, ...nothing };
  const quality = inWords(clock.sync_quality);
  if (clock.sync_quality === 'order_only') return { quality, ...nothing };
  const points = clock.map ?? [];
  const uncertainties = points.map((point) => point.uncertainty_us).filter((value) => value !== undefined);
  const methods = new Set(points.map(({ method }) => method).filter((method) => method !== undefined));
  const own = {
    quality,
    uncertainty: millis(uncertainties.length > 0 ? largest(uncertainties) : undefined),
    residual: millis(clock.residual_us),
    points: String(points.length),
    drift: ppm(ownDrift(clock)),
    method: methods.size > 0 ? [...methods].join('; ') : undefined,
  };
  if (!correction || !isCorrected(correction)) return own;
  return {
    quality: 'corrected by hand',
    uncertainty: millis(correctedMap(clock, correction).uncertainty),
    // Of what was measured before, it says nothing of the times as they are now.
    residual: millis(undefined),
    points:
      correction.points.length > 0 ? `${points.length} and ${correction.points.length} by hand` : own.points,
    drift: ppm(composed(ownDrift(clock), driftOf(clock, correction))),
    method: [own.method, `by hand: ${correctionWords(correction)}`]
      .filter((text) => text !== undefined)
      .join('; '),
  };
}

/** One drift on top of another, in millionths; undefined where neither is known. */
function composed(own: number | undefined, corrected: number | undefined): number | undefined {
  if (own === undefined || corrected === undefined) return own ?? corrected;
  return ((1 + own / 1e6) * (1 + corrected / 1e6) - 1) * 1e6;
}

function millis(micros: number | null | undefined): string {
  return typeof micros === 'number' ? `± ${formatMillis(micros)}` : 'unknown';
}

/** From the first point to the last; a single point says nothing of it. */
function ownDrift(clock: Layer['clock']): number | undefined {
  const [first] = clock.map ?? [];
  const last = clock.map?.at(-1);
  if (!first || !last || last.native <= first.native) return undefined;
  const rate = (last.trace_us - first.trace_us) / (last.native - first.native);
  return (rate / clockMap(clock).microsPerUnit - 1) * 1e6;
}

function ppm(millionths: number | undefined): string {
  if (millionths === undefined) return 'unknown';
  const rounded = Math.abs(millionths) < 10 ? millionths.toFixed(1) : millionths.toFixed(0);
  const sign = Number(rounded) > 0 ? '+' : Number(rounded) < 0 ? '−' : '';
  return `${sign}${Math.abs(Number(rounded))} ppm`;
}
