/** What a recorded browser told by the DevTools protocol becomes records of the browser_events layer. Pure. */
import { field, isObject, listField, numberField, parsedJson, textField } from '../../../base/json.ts';
import type { BrowserEvent } from '../../../schema/generated/types.ts';
import type { PageMessage, PageReport } from './page-script.ts';

/** Something that happened in a tab. `t`: microseconds of CLOCK_MONOTONIC. */
export type BrowserRecord =
  | {
      readonly t: number;
      readonly type: 'tab_opened' | 'tab_activated' | 'tab_closed';
      readonly tab: string;
    }
  | {
      readonly t: number;
      readonly type: 'navigated';
      readonly tab: string;
      readonly url: string;
      readonly title?: string;
      readonly same_document?: true;
    }
  | { readonly t: number; readonly type: 'report'; readonly tab: string; readonly report: PageReport }
  | {
      readonly t: number;
      readonly type: 'console';
      readonly tab: string;
      readonly level: ConsoleLevel;
      readonly text: string;
    };

type ConsoleLevel = 'debug' | 'log' | 'info' | 'warning' | 'error';

/** A message of the DevTools protocol. */
export interface ProtocolMessage {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Messages of which the network log is made. */
export const NETWORK_METHODS = [
  'Network.requestWillBeSent', 'Network.requestServedFromCache', 'Network.dataReceived', 'Network.responseReceived',
  'Network.resourceChangedPriority', 'Network.loadingFinished', 'Network.loadingFailed', 'Network.requestWillBeSentExtraInfo',
  'Network.responseReceivedExtraInfo', 'Page.loadEventFired', 'Page.domContentEventFired', 'Page.frameAttached',
] as const; // prettier-ignore
/** Messages of which records are made. */
export const RECORD_METHODS = [
  'Runtime.bindingCalled',
  'Runtime.consoleAPICalled',
  'Page.frameNavigated',
  'Page.navigatedWithinDocument',
] as const;

const LEVELS: ReadonlyMap<unknown, ConsoleLevel> = new Map([
  ['warning', 'warning'],
  ['error', 'error'],
  ['debug', 'debug'],
  ['info', 'info'],
]);
const KINDS: ReadonlySet<unknown> = new Set([
  'click',
  'input',
  'change',
  'submit',
  'scroll',
  'shown',
  'titled',
]);
const MAX_TEXT = 10_000;

/** What a page's script sent; undefined for what is none of it. */
export function pageMessage(params: ProtocolMessage['params']): PageMessage | undefined {
  const value = parsedJson(textField(params, 'payload') ?? '');
  const isKnown = isObject(value) && KINDS.has(value['kind']) && typeof value['ageMs'] === 'number';
  return isKnown ? (value as unknown as PageMessage) : undefined;
}

/**
 * The record of a message that came at `t` from `tab`; undefined for what is none. `mainFrame`: of the tab; where it is
 * not known, no address that changed without a new document is told.
 */
export function recordOf(
  { method, params }: ProtocolMessage,
  tab: string,
  t: number,
  mainFrame?: string,
): BrowserRecord | undefined {
  switch (method) {
    case 'Runtime.bindingCalled': {
      const message = pageMessage(params);
      // Those are of the tab, and nothing that was done in it.
      if (!message || message.kind === 'shown' || message.kind === 'titled') return undefined;
      const { secrets: _, ...report } = message;
      return { t: t - Math.max(0, Math.round(report.ageMs * 1000)), type: 'report', tab, report };
    }
    case 'Runtime.consoleAPICalled': {
      const words = listField(params, 'args').map(wordOf);
      const level = LEVELS.get(params['type']) ?? 'log';
      return { t, type: 'console', tab, level, text: words.join(' ').slice(0, MAX_TEXT) };
    }
    case 'Page.frameNavigated': {
      const url = textField(params, 'frame', 'url');
      if (url === undefined || field(params, 'frame', 'parentId') !== undefined) return undefined;
      const fragment = textField(params, 'frame', 'urlFragment') ?? '';
      return { t, type: 'navigated', tab, url: `${url}${fragment}` };
    }
    case 'Page.navigatedWithinDocument': {
      const url = textField(params, 'url');
      const isMain = mainFrame !== undefined && params['frameId'] === mainFrame;
      return isMain && url !== undefined
        ? { t, type: 'navigated', tab, url, same_document: true }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** When a console message was written, in milliseconds since 1970; undefined for other messages. */
export function consoleTime({ method, params }: ProtocolMessage): number | undefined {
  return method === 'Runtime.consoleAPICalled' ? numberField(params, 'timestamp') : undefined;
}

/** The record as the layer has it. */
export function eventOf(record: BrowserRecord): BrowserEvent {
  if (record.type !== 'report') return record;
  const { t, tab, report } = record;
  const { kind, target, value, masked, x, y } = report;
  if (kind === 'scroll') return { t, type: kind, tab, scroll_x: x ?? 0, scroll_y: y ?? 0 };
  return {
    ...{ t, type: kind, tab, target: target ?? {} },
    ...(value !== undefined && { value }),
    ...(masked !== undefined && { masked }),
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
  };
}

/** A value as a console shows it, shortly. */
function wordOf(arg: unknown): string {
  const value = field(arg, 'value');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : (textField(arg, 'description') ?? '');
}
