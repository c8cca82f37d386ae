/** How well the times of a layer are known, in words. */
import { formatDuration } from '../base/time.ts';
import type { ClockMap, ClockQuality } from '../trace/clock-map.ts';
import type { LayerCorrection } from '../trace/corrections.ts';

const WORDS: Readonly<Record<ClockQuality, string>> = {
  measured: 'times measured',
  estimated: 'times estimated',
  assumed: 'times assumed, unchecked',
  order_only: 'no times, only their order',
  corrected: 'times corrected by hand',
};

/** The quality, and how far off the times may be where that is known. */
export function syncWords({ quality, uncertainty }: ClockMap): string {
  return uncertainty === undefined ? WORDS[quality] : `${WORDS[quality]}, ± ${formatDuration(uncertainty)}`;
}

/** What a correction does: `moved by +33.37 ms`; undefined where it does nothing. */
export function correctionWords({ points, shift }: LayerCorrection): string | undefined {
  const parts = [
    points.length > 0 ? `${points.length === 1 ? '1 moment' : `${points.length} moments`} pinned` : undefined,
    shift !== 0 ? `moved by ${signedMillis(shift)}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', then ') : undefined;
}

/** Microseconds as milliseconds with their sign, to a hundredth. */
export function signedMillis(micros: number): string {
  const millis = Math.round(micros / 10) / 100;
  const sign = millis > 0 ? '+' : millis < 0 ? '−' : '±';
  return `${sign}${Math.abs(millis)} ms`;
}
