/** What an address says of the view. docs/LINKS.md is its grammar. Pure. */
import { withoutDirectionMarks } from '../base/direction-marks.ts';
import type { Problem } from '../base/errors.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';
import { KEY_PART, withoutKeys } from '../bundle/encrypted-name.ts';
import { type Query } from '../search/query.ts';
import { PANE_VIEWS, type PaneViewName, type PaneViewTexts } from '../timeline/pane-views.ts';
import type { ArrangementName } from './arrangements.ts';
import { isArrangementName } from './arrangements.ts';
import { dockModel } from './link/dock-text.ts';
import { selectionText, readSelection, type Selection } from './link/selection-text.ts';
import { secondsText, readRange, readSeconds } from './link/time-text.ts';
import { upgraded, VERSION } from './link/upgrades.ts';
import { WAYS, readFind } from './link/find-text.ts';

/** Everything of it stands in the fragment, which no server logs. */
export interface UrlState {
  readonly time?: TraceTime;
  readonly range?: TimeRange;
  /** id of the maximized pane. */
  readonly pane?: string;
  readonly layout?: ArrangementName;
  /** Where the panes of that layout stand, see `dockText`; 'own': as the browser keeps it; without it: as it is to begin with. */
  readonly dock?: string;
  /** What is searched for, and how; never empty. */
  readonly find?: Query;
  /** The drawer at the right. */
  readonly side?: SideName;
  /** What is set in panes; never empty. */
  readonly views?: PaneViewTexts;
  readonly selection?: Selection;
  /** What whoever made the link says to whoever opens it. */
  readonly note?: string;
}

export const SIDE_NAMES = ['sync', 'quality', 'review'] as const;
export type SideName = (typeof SIDE_NAMES)[number];

/** Characters of a note. */
export const MAX_NOTE = 280;
/** Characters of a fragment that is read: what the longest parts come to in the widest script, and as much again. */
export const MAX_FRAGMENT = 32_000;
/** Unknown parts that are named. */
const MAX_NAMED = 3;

/** `v=2&t=83.366667&range=…`, without `#`: seconds with six decimals at most, so that microseconds come back exact. */
export function encodeFragment(state: UrlState): string {
  const { time, range, pane, layout, dock, find, side, views, selection, note } = state;
  const parts: string[] = [`v=${VERSION}`];
  const put = (name: string, text: string | undefined): void => {
    if (text !== undefined) parts.push(`${name}=${plainly(text)}`);
  };
  put('t', time === undefined ? undefined : secondsText(time));
  put('range', range && `${secondsText(range.start)},${secondsText(range.end)}`);
  put('pane', pane);
  put('layout', layout);
  // Its own signs are plain as they are.
  if (dock !== undefined) parts.push(`dock=${dock}`);
  for (const [name, text] of views ?? []) put(name, text);
  put('find', find?.text);
  const ways = WAYS.filter(([, way]) => find?.[way]).map(([name]) => name);
  put('match', ways.length > 0 ? ways.join(',') : undefined);
  put('side', side);
  put('sel', selection && selectionText(selection));
  put('note', note);
  // What recognizes links in a text takes a sign at their end for one of the sentence.
  return parts.join('&').replace(/\W$/, escaped);
}

/** Reads a fragment, with or without `#`, of any version; parts that cannot be read are left out and reported. */
export function decodeFragment(fragment: string): {
  readonly state: UrlState;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const refuse = (part: string, text: string): void => {
    const details = { part, value: withoutKeys(text).slice(0, 80) };
    problems.push({ severity: 'warning', code: 'address-invalid', details });
  };
  if (fragment.length > MAX_FRAGMENT) {
    refuse('#', `${fragment.length} characters`);
    return { state: {}, problems };
  }
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const params = upgraded(given);
  if (!params) {
    // What another version means by the rest is not known.
    refuse('v', given.get('v') ?? '');
    return { state: {}, problems };
  }
  const read = <T>(part: string, parse: (text: string) => T | undefined): T | undefined => {
    const text = params.get(part);
    if (text === null) return undefined;
    const value = parse(text);
    if (value === undefined) refuse(part, text);
    return value;
  };
  const views = new Map<PaneViewName, string>();
  for (const [name, most] of Object.entries(PANE_VIEWS) as [PaneViewName, number][]) {
    const text = read(name, (value) => (value !== '' && value.length <= most ? value : undefined));
    if (text !== undefined) views.set(name, text);
  }
  const ways = read('match', readWays) ?? [];
  const parts = {
    time: read('t', readSeconds),
    range: read('range', readRange),
    pane: read('pane', (text) => (/^[a-z][a-z0-9-]{0,40}$/.test(text) ? text : undefined)),
    layout: read('layout', (text) => (isArrangementName(text) ? text : undefined)),
    dock: read('dock', (text) => (text === 'own' || dockModel(text) ? text : undefined)),
    find: read('find', (text) => readFind(text, ways)),
    side: read('side', (text) => SIDE_NAMES.find((name) => name === text)),
    views: views.size > 0 ? views : undefined,
    selection: read('sel', readSelection),
    note: read('note', readNote),
  };
  const state = Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  ) as UrlState;
  const unknown = [...new Set([...params.keys()].filter((name) => !isKnown(name)))];
  if (unknown.length > 0) {
    const names = unknown.slice(0, MAX_NAMED).map((name) => withoutKeys(name).slice(0, 20));
    problems.push({ severity: 'info', code: 'address-unknown', details: { count: unknown.length, names } });
  }
  return { state, problems };
}

/** Without what the writer of a note could disguise it by: control signs, and marks that turn the direction of text. */
export function cleanNote(text: string): string {
  return withoutDirectionMarks(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))
    .trim()
    .slice(0, MAX_NOTE);
}

function readNote(text: string): string | undefined {
  return text.length <= MAX_NOTE ? cleanNote(text) || undefined : undefined;
}

function readWays(text: string): readonly string[] | undefined {
  const names = text.split(',');
  return names.every((name) => WAYS.some(([known]) => known === name)) ? names : undefined;
}

/** `key`, of an encrypted bundle, was taken off before. */
const KNOWN = ['v', 't', 'range', 'pane', 'layout', 'dock', 'find', 'match', 'side', 'sel', 'note', KEY_PART];
/** Those of a batch, which `decodeBatchPlace` reads. */
const BATCH = /^(?:only|by|at|f-.*)$/;

function isKnown(name: string): boolean {
  return name === '' || KNOWN.includes(name) || Object.hasOwn(PANE_VIEWS, name) || BATCH.test(name);
}

/** Half of a pair, which no address can hold: a name in a bundle may have one. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Escapes what would end a part, or be lost on the way; the rest stays as people can read it. */
function plainly(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATES, '\uFFFD'))
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
    .replace(/[!'()*~]/g, escaped);
}

function escaped(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
