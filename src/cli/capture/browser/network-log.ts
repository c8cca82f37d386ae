/** What a browser loaded, as an HTTP Archive (HAR 1.2), made of what it told by the DevTools protocol. Pure. */
import { createRequire } from 'node:module';
import { numberField, textField } from '../../../base/json.ts';
import { LoadedPages } from './loaded-pages.ts';
import type { ProtocolMessage } from './records.ts';

/** A message that came from a tab. */
export interface TabMessage extends ProtocolMessage {
  readonly tab: string;
}

export interface NetworkLogOptions {
  readonly creator: { readonly name: string; readonly version: string };
  /** Whether bodies that the messages hold (`response.body`) are taken over. */
  readonly withBodies: boolean;
}

/** As chrome-har makes it. */
interface HarEntry {
  readonly startedDateTime: string;
  readonly response: object;
}

type HarFromMessages = (
  messages: readonly ProtocolMessage[],
  options: object,
) => { readonly log: { readonly entries: readonly HarEntry[] } };

/** A request, with those that it was redirected from. */
interface Request {
  readonly messages: readonly ProtocolMessage[];
  /** Id of the page that it belongs to, where one is known. */
  readonly page: string | undefined;
  /** Why it has no whole response. */
  readonly failure: string | undefined;
  /** Milliseconds, of one without any response; undefined where its end is not known. */
  readonly lasted: number | undefined;
  readonly hasResponse: boolean;
}

const NO_RESPONSE = 'no response was recorded';
/** HAR writes -1 for what is not known. */
const NO_CONTENT = { content: { size: -1, mimeType: '' }, headersSize: -1, bodySize: -1 };
const UNKNOWN_TIMINGS = { blocked: -1, dns: -1, connect: -1, send: -1, wait: -1, receive: -1, ssl: -1 };

/** A page for each document that a tab showed; a request without a response has the status 0, and says why. */
export function networkLog(
  messages: readonly TabMessage[],
  { creator, withBodies }: NetworkLogOptions,
): { readonly text: string; readonly entries: number } {
  const { harFromMessages } = createRequire(import.meta.url)('chrome-har') as {
    readonly harFromMessages: HarFromMessages;
  };
  const options = { includeTextFromResponseBody: withBodies, includeResourcesFromDiskCache: true };
  // It makes one page of all documents of a frame, and takes no request before it: so each gets one of its own.
  const page = { method: 'Page.frameStartedLoading', params: { frameId: '' } };
  const pages = new LoadedPages();
  const entries = requestsIn(messages, pages).flatMap((request) => {
    const made = harFromMessages([page, ...request.messages], options).log.entries;
    if (request.page !== undefined) pages.startsAt(request.page, made[0]?.startedDateTime);
    return made.map((entry, index) => finished(entry, request, index === made.length - 1));
  });
  const log = {
    version: '1.2',
    creator: { ...creator, comment: 'DevTools protocol through chrome-har' },
    ...{ pages: pages.all, entries },
  };
  return { text: `${JSON.stringify({ log }, null, 1)}\n`, entries: entries.length };
}

/** The requests in the order in which they were sent. */
function requestsIn(messages: readonly TabMessage[], pages: LoadedPages): readonly Request[] {
  const requests = new Map<string, { readonly told: ProtocolMessage[]; readonly page: string | undefined }>();
  const early = new Map<string, ProtocolMessage[]>();
  for (const message of messages) {
    const { tab, method, params } = message;
    const page = pages.see(message);
    const id = textField(params, 'requestId');
    if (id === undefined) continue;
    const key = `${tab} ${id}`;
    const request = requests.get(key);
    if (request) request.told.push(message);
    else if (method === 'Network.requestWillBeSent')
      // What is told of it beforehand is about it all the same.
      requests.set(key, { told: [message, ...(early.get(key) ?? [])], page });
    else early.set(key, [...(early.get(key) ?? []), message]);
  }
  return [...requests.values()].map(({ told, page }) => answered(told, page));
}

/** With an answer of status 0 where none came: chrome-har would leave it out, as it does what failed. */
function answered(told: readonly ProtocolMessage[], page: string | undefined): Request {
  const failed = told.find(({ method }) => method === 'Network.loadingFailed');
  const sent = told.findLastIndex(({ method }) => method === 'Network.requestWillBeSent');
  const messages = told.filter((message) => message !== failed);
  const failure = failed && textField(failed.params, 'errorText');
  if (told.slice(sent).some(({ method }) => method === 'Network.responseReceived'))
    return { messages, page, failure, lasted: undefined, hasResponse: true };
  const { requestId, frameId } = told[sent]?.params ?? {};
  const response = {
    ...{ status: 0, statusText: '', headers: {}, mimeType: '', protocol: '' },
    ...{ connectionId: 0, encodedDataLength: 0 },
  };
  const begin = numberField(told[sent]?.params, 'timestamp');
  const end = numberField(failed?.params, 'timestamp');
  return {
    ...{ page, failure: failure ?? NO_RESPONSE, hasResponse: false },
    lasted: begin === undefined || end === undefined ? undefined : (end - begin) * 1000,
    messages: [...messages, { method: 'Network.responseReceived', params: { requestId, frameId, response } }],
  };
}

/** `isLast`: not one that was redirected. */
function finished(
  entry: HarEntry,
  { page, failure, lasted, hasResponse }: Request,
  isLast: boolean,
): HarEntry {
  return {
    ...entry,
    ...{ pageref: page },
    ...(isLast &&
      failure !== undefined && {
        response: { ...entry.response, ...(!hasResponse && NO_CONTENT), _error: failure },
      }),
    ...(isLast && !hasResponse && { time: lasted ?? -1, timings: UNKNOWN_TIMINGS }),
  };
}
