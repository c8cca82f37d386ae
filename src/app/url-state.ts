import type { Problem } from '../base/errors.ts';
import { fromSeconds, toSeconds, type TimeRange, type TraceTime } from '../base/time.ts';
import { isEmpty, MAX_QUERY, type Query } from '../search/query.ts';
import { isArrangementName, type ArrangementName } from './arrangements.ts';

/** What an address says of the view. Everything of it stands in the fragment, which no server logs. */
export interface UrlState {
  readonly time?: TraceTime;
  readonly range?: TimeRange;
  /** id of the maximized pane. */
  readonly pane?: string;
  readonly layout?: ArrangementName;
  /** What is searched for, and how; never empty. */
  readonly find?: Query;
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
  if (state.find) {
    parts.push(`find=${encodeURIComponent(state.find.text)}`);
    const ways = WAYS.filter(([, way]) => state.find?.[way]).map(([name]) => name);
    if (ways.length > 0) parts.push(`match=${ways.join(',')}`);
  }
  return parts.join('&');
}

/** How an address calls the ways to look. */
const WAYS = [
  ['case', 'matchCase'],
  ['word', 'wholeWord'],
  ['pattern', 'pattern'],
] as const;

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
  const ways = read('match', parseWays) ?? [];
  const find = read('find', (text) => parseQuery(text, ways));
  const state = {
    ...(time !== undefined && { time }),
    ...(range && { range }),
    ...(pane !== undefined && { pane }),
    ...(layout !== undefined && { layout }),
    ...(find && { find }),
  };
  return { state, problems };
}

function parseWays(text: string): readonly string[] | undefined {
  const names = text.split(',');
  return names.every((name) => WAYS.some(([known]) => known === name)) ? names : undefined;
}

function parseQuery(text: string, ways: readonly string[]): Query | undefined {
  const [matchCase, wholeWord, pattern] = WAYS.map(([name]) => ways.includes(name));
  const query = {
    text,
    matchCase: matchCase ?? false,
    wholeWord: wholeWord ?? false,
    pattern: pattern ?? false,
  };
  return isEmpty(query) || text.length > MAX_QUERY ? undefined : query;
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
