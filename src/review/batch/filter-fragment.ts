/** A filter as the part of an address that no server logs. Pure. */
import { SORT_KEYS } from './batch-table.ts';
import { FACETS } from './facets.ts';
import { NO_FILTER, type BatchFilter } from './filter.ts';

/** What an address says of a batch. */
export interface BatchPlace {
  readonly filter: BatchFilter;
  /** Name of the trace that is current; undefined: the first. */
  readonly trace: string | undefined;
}

const TEXT = 'only';
const SORT = 'by';
const TRACE = 'at';
/** Characters of a part that is read. */
const MAX_PART = 4000;

/** `only=cron&f-family=bug_fix,tdd&by=-coverage&at=NAME`: what is as it is to begin with is left out. */
export function encodeBatchPlace({ filter, trace }: BatchPlace): string {
  const parts: string[] = [];
  if (filter.text.trim() !== '') parts.push(`${TEXT}=${encodeURIComponent(filter.text)}`);
  for (const { id } of FACETS) {
    const values = filter.chosen[id] ?? [];
    if (values.length > 0) parts.push(`f-${id}=${values.map(encodeURIComponent).join(',')}`);
  }
  if (filter.sort !== NO_FILTER.sort || filter.descending)
    parts.push(`${SORT}=${filter.descending ? '-' : ''}${filter.sort}`);
  if (trace !== undefined) parts.push(`${TRACE}=${encodeURIComponent(trace)}`);
  return parts.join('&');
}

/** Reads a fragment, with or without `#`; what is no part of a batch's place, or cannot be read, is passed over. */
export function decodeBatchPlace(fragment: string): BatchPlace {
  const parts = new Map(
    fragment
      .replace(/^#/, '')
      .split('&')
      .map((part) => [part.split('=')[0] ?? '', part.slice(part.indexOf('=') + 1)] as const),
  );
  const chosen: Record<string, readonly string[]> = {};
  for (const { id } of FACETS) {
    const values = parts.get(`f-${id}`)?.slice(0, MAX_PART).split(',').map(decoded) ?? [];
    const whole = values.filter((value) => value !== undefined && value !== '');
    if (whole.length > 0) chosen[id] = [...new Set(whole as readonly string[])];
  }
  const sort = parts.get(SORT) ?? '';
  const key = SORT_KEYS.find((known) => known === sort.replace(/^-/, ''));
  return {
    filter: {
      text: decoded(parts.get(TEXT)?.slice(0, MAX_PART) ?? '') ?? '',
      chosen,
      sort: key ?? NO_FILTER.sort,
      descending: key !== undefined && sort.startsWith('-'),
    },
    trace: decoded(parts.get(TRACE)?.slice(0, 3 * MAX_PART) ?? '') || undefined,
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
