import type { Problem } from '../base/errors.ts';
import { fromSeconds, toSeconds, type TimeRange, type TraceTime } from '../base/time.ts';
import { isArrangementName, type ArrangementName } from './arrangements.ts';

/** What an address says of the view. Everything of it stands in the fragment, which no server logs. */
export interface UrlState {
  readonly time?: TraceTime;
  readonly range?: TimeRange;
  /** id of the maximized pane. */
  readonly pane?: string;
  readonly layout?: ArrangementName;
}

/** Version of the fragment that is written. */
const VERSION = 1;
const DECIMALS = 6;

/** `#v=1&t=83.366667&range=…`, without `#`: seconds with six decimals at most, so that microseconds come back exact. */
export function encodeFragment(state: UrlState): string {
  const parts = [`v=${VERSION}`];
  if (state.time !== undefined) parts.push(`t=${seconds(state.time)}`);
  if (state.range) parts.push(`range=${seconds(state.range.start)},${seconds(state.range.end)}`);
  if (state.pane !== undefined) parts.push(`pane=${encodeURIComponent(state.pane)}`);
  if (state.layout !== undefined) parts.push(`layout=${state.layout}`);
  return parts.join('&');
}

/** Reads a fragment, with or without `#`; parts that cannot be read are left out and reported. */
export function decodeFragment(fragment: string): {
  readonly state: UrlState;
  readonly problems: readonly Problem[];
} {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const problems: Problem[] = [];
  const read = <T>(part: string, parse: (text: string) => T | undefined): T | undefined => {
    const text = params.get(part);
    if (text === null) return undefined;
    const value = parse(text);
    if (value === undefined) {
      const details = { part, value: text.slice(0, 80) };
      problems.push({ severity: 'warning', code: 'address-invalid', details });
    }
    return value;
  };
  read('v', (text) => (text === String(VERSION) ? VERSION : undefined));
  // What another version means by the rest is not known.
  if (problems.length > 0) return { state: {}, problems };
  const time = read('t', parseSeconds);
  const range = read('range', parseRange);
  const pane = read('pane', (text) => (/^[a-z][a-z0-9-]{0,40}$/.test(text) ? text : undefined));
  const layout = read('layout', (text) => (isArrangementName(text) ? text : undefined));
  const state = {
    ...(time !== undefined && { time }),
    ...(range && { range }),
    ...(pane !== undefined && { pane }),
    ...(layout !== undefined && { layout }),
  };
  return { state, problems };
}

function seconds(time: TraceTime): string {
  return String(Number(toSeconds(time).toFixed(DECIMALS)));
}

function parseSeconds(text: string): TraceTime | undefined {
  if (!/^\d{1,9}(?:\.\d+)?$/.test(text)) return undefined;
  return fromSeconds(Number(text));
}

function parseRange(text: string): TimeRange | undefined {
  const [start, end, ...rest] = text.split(',').map(parseSeconds);
  return start !== undefined && end !== undefined && rest.length === 0 && start < end
    ? { start, end }
    : undefined;
}
