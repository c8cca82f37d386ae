/** HTTP Archives: requests of removed times and addresses go, cookies are emptied, bodies in base64 are looked into. Pure. */
import { append } from '../../base/long-lists.ts';
import type { Finder } from './finder.ts';
import { BLOCK, Counts, maskJson, maskText, type Masked } from './mask.ts';
import { removes, type RemovedTime } from './ranges.ts';
import type { Named } from './records.ts';

type Fields = Record<string, unknown>;

/** Cookies that go, by the redaction `id`; undefined: all. */
export interface RemovedCookies {
  readonly id: string;
  readonly names: readonly string[] | undefined;
}

export interface HarRules {
  readonly finder: Finder;
  readonly times: readonly RemovedTime[];
  readonly urls: readonly Named[];
  readonly cookies: readonly RemovedCookies[];
  /** Milliseconds since 1970 to microseconds of trace time. */
  readonly toTrace: (millis: number) => number;
}

export interface RedactedHar extends Masked {
  /** How many requests are left. */
  readonly left: number;
}

/** Throws a SyntaxError for what is no JSON. */
export function redactHar(source: string, rules: HarRules): RedactedHar {
  const counts = new Counts();
  const archive = JSON.parse(source.replace(/^\uFEFF/, '')) as Fields;
  const log = fields(archive['log']);
  const entries = listOf(log['entries']).filter((entry) => {
    const id = reasonToDrop(entry, rules);
    if (id !== undefined) counts.one(id);
    return id === undefined;
  });
  for (const entry of entries) {
    for (const side of [fields(entry['request']), fields(entry['response'])])
      for (const cookies of rules.cookies) emptyCookies(side, cookies, counts);
    redactBody(fields(fields(entry['response'])['content']), rules.finder, counts);
  }
  const pages = new Set(entries.map(({ pageref }) => pageref));
  // Pages have titles, which are addresses for the most part.
  const isCut = entries.length < listOf(log['entries']).length;
  const kept =
    isCut && Array.isArray(log['pages'])
      ? { pages: listOf(log['pages']).filter(({ id }) => pages.has(id)) }
      : {};
  const indent = /^\{\r?\n( +)/.exec(source)?.[1]?.length;
  const json = JSON.stringify({ ...archive, log: { ...log, ...kept, entries } }, undefined, indent);
  const masked = maskJson(json, rules.finder);
  counts.add(masked.counts);
  return { text: masked.text, counts: counts.all, left: entries.length };
}

function reasonToDrop(entry: Fields, { times, urls, toTrace }: HarRules): string | undefined {
  const start = Date.parse(String(entry['startedDateTime']));
  const lasts = typeof entry['time'] === 'number' && entry['time'] > 0 ? entry['time'] : 0;
  const id = Number.isFinite(start) ? removes(times, toTrace(start), toTrace(start + lasts)) : undefined;
  if (id !== undefined) return id;
  const url = String(fields(entry['request'])['url']);
  return urls.find(({ name }) => url.startsWith(name))?.id;
}

function emptyCookies(side: Fields, { id, names }: RemovedCookies, counts: Counts): void {
  const goes = (name: string): boolean => names === undefined || names.includes(name);
  const cookies = listOf(side['cookies']);
  if (cookies.length > 0) side['cookies'] = cookies.filter((cookie) => !goes(String(cookie['name'])));
  for (const header of listOf(side['headers'])) {
    if (!isCookieHeader(header)) continue;
    const value = String(header['value']);
    const emptied =
      names === undefined
        ? BLOCK
        : value.replace(/([^=;\s,]+)=([^;]*)/g, (whole, name: string) =>
            goes(name) ? `${name}=${BLOCK}` : whole,
          );
    if (emptied !== value) counts.one(id);
    header['value'] = emptied;
  }
}

function isCookieHeader({ name }: Fields): boolean {
  return /^(?:set-)?cookie$/i.test(String(name));
}

/** A body in base64 is read as text where that can be; what is another kind of file goes as a whole. */
function redactBody(content: Fields, finder: Finder, counts: Counts): void {
  const { encoding, text, mimeType } = content;
  if (encoding !== 'base64' || typeof text !== 'string') return;
  const bytes = Uint8Array.from(atobOrNothing(text), (char) => char.charCodeAt(0));
  const masked = maskText(new TextDecoder().decode(bytes), finder);
  if (masked.counts.size === 0) return;
  counts.add(masked.counts);
  const isText = /^text\/|json|xml|javascript|urlencoded/.test(String(mimeType));
  content['text'] = isText ? packed(masked.text) : '';
}

function packed(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function atobOrNothing(text: string): string {
  try {
    return atob(text);
  } catch {
    // No base64 in spite of its name: it is masked as the text that it is.
    return '';
  }
}

/** The values of cookies that an archive holds, long enough to be looked for everywhere. */
export function cookieValues(archive: unknown, names: readonly string[] | undefined): readonly string[] {
  const found: string[] = [];
  for (const entry of listOf(fields(fields(archive)['log'])['entries']))
    for (const side of [fields(entry['request']), fields(entry['response'])]) {
      for (const { name, value } of listOf(side['cookies']))
        if (names === undefined || names.includes(String(name))) found.push(String(value));
      for (const header of listOf(side['headers']))
        if (isCookieHeader(header)) append(found, valuesInHeader(String(header['value']), names));
    }
  return found;
}

/** Attributes of Set-Cookie (RFC 6265, 5.2), which are no cookies. */
const ATTRIBUTES = /^(?:expires|max-age|domain|path|secure|httponly|samesite|priority|partitioned)$/i;

/** The values in what stands behind `Cookie:` or `Set-Cookie:`. */
export function valuesInHeader(header: string, names: readonly string[] | undefined): readonly string[] {
  return Array.from(header.matchAll(/([^=;\s,]+)=([^;\s]*)/g))
    .filter(([, name = '']) => !ATTRIBUTES.test(name) && (names === undefined || names.includes(name)))
    .map(([, , value = '']) => value.replace(/^"|"$/g, ''));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
