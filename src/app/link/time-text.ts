/** Times as an address says them: seconds with six decimals at most, so that microseconds come back exact. Pure. */
import { fromSeconds, toSeconds, type TimeRange, type TraceTime } from '../../base/time.ts';

const DECIMALS = 6;

export function secondsText(time: TraceTime): string {
  return String(Number(toSeconds(time).toFixed(DECIMALS)));
}

export function readSeconds(text: string): TraceTime | undefined {
  if (!/^\d{1,9}(?:\.\d{1,20})?$/.test(text)) return undefined;
  return fromSeconds(Number(text));
}

/** `start,end`; undefined where it is empty or goes backwards. */
export function readRange(text: string): TimeRange | undefined {
  const [start, end, ...rest] = text.split(',').map(readSeconds);
  return start !== undefined && end !== undefined && rest.length === 0 && start < end
    ? { start, end }
    : undefined;
}
