/** The time of day at which something happened, as the manifest tells it. */
import { toMillis, type TraceTime } from '../base/time.ts';

/** `manifest.clock.origin`, as far as it matters here. */
export interface WallOrigin {
  /** RFC 3339 in UTC; null where it was not recorded. */
  readonly wall_utc: string | null;
  /** IANA name; without one the time is shown in UTC. */
  readonly local_zone?: string | null;
  /** All wall times were moved on purpose: the time of day is not the true one. */
  readonly time_shifted?: boolean;
}

/** Trace time → local time of day with its zone, to the second; undefined where the trace has none. */
export function wallClock(origin: WallOrigin): ((time: TraceTime) => string) | undefined {
  const start = origin.wall_utc === null ? NaN : Date.parse(origin.wall_utc);
  if (Number.isNaN(start)) return undefined;
  const format = formatIn(origin.local_zone ?? 'UTC') ?? formatIn('UTC');
  return (time) => format?.format(start + Math.floor(toMillis(time))) ?? '';
}

/** undefined where this browser does not know the zone. */
function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
  } catch {
    return undefined;
  }
}
