import type { CDPSession, Page } from 'playwright-core';
import { monotonicUs } from '../../src/cli/capture/clock.ts';
import { reportPageEvents, takePageState, type PageReport, type PageState } from './page-script.ts';

/** An event of the `browser_events` layer, or a page's state for which the bundle writer makes a file. */
export type BrowserRecord =
  | { readonly t: number; readonly type: 'tab_opened' | 'tab_activated'; readonly tab: string }
  | {
      readonly t: number;
      readonly type: 'navigated';
      readonly tab: string;
      readonly url: string;
      readonly title?: string;
    }
  | {
      readonly t: number;
      readonly type: 'page';
      readonly tab: string;
      readonly url: string;
      readonly state: PageState;
    }
  | { readonly t: number; readonly type: 'report'; readonly tab: string; readonly report: PageReport }
  | {
      readonly t: number;
      readonly type: 'console';
      readonly tab: string;
      readonly level: ConsoleLevel;
      readonly text: string;
    };

export type ConsoleLevel = 'debug' | 'log' | 'info' | 'warning' | 'error';

/** A message of the DevTools protocol, as chrome-har wants it. */
export interface ProtocolMessage {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

const TAB = 'tab-1';
const NETWORK = [
  'Network.requestWillBeSent', 'Network.requestServedFromCache', 'Network.dataReceived', 'Network.responseReceived',
  'Network.resourceChangedPriority', 'Network.loadingFinished', 'Network.loadingFailed', 'Network.requestWillBeSentExtraInfo',
  'Network.responseReceivedExtraInfo', 'Page.loadEventFired', 'Page.domContentEventFired', 'Page.frameStartedLoading',
  'Page.frameAttached', 'Page.frameScheduledNavigation', 'Page.navigatedWithinDocument',
] as const; // prettier-ignore
const LEVELS: Readonly<Record<string, ConsoleLevel>> = {
  warning: 'warning',
  error: 'error',
  debug: 'debug',
  info: 'info',
};
/** esbuild's name-keeping helper, which the functions carry with them into the page. */
const PRELUDE = 'const __name = (value) => value;';

/** Observes one tab: navigations, interactions, console, network; takes snapshots when asked. */
export class BrowserLog {
  readonly records: BrowserRecord[] = [];
  readonly messages: ProtocolMessage[] = [];
  readonly #page: Page;
  readonly #session: CDPSession;
  #recording = false;

  constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  async start(): Promise<void> {
    const session = this.#session;
    await session.send('Network.enable');
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'playheadReport' });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${PRELUDE} (${reportPageEvents.toString()})(); })();`,
    });
    session.on('Runtime.bindingCalled', ({ payload }) => {
      const report = JSON.parse(payload) as PageReport;
      const t = monotonicUs() - Math.max(0, Math.round(report.ageMs * 1000));
      this.#add({ t, type: 'report', tab: TAB, report });
    });
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const text = args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' ');
      this.#add({ t: monotonicUs(), type: 'console', tab: TAB, level: LEVELS[type] ?? 'log', text });
    });
    session.on('Page.frameNavigated', (params) => {
      if (params.frame.parentId !== undefined) return;
      this.messages.push({ method: 'Page.frameNavigated', params: { ...params } });
      this.#add({ t: monotonicUs(), type: 'navigated', tab: TAB, url: params.frame.url });
    });
    for (const method of NETWORK) {
      session.on(method, (params) => {
        this.messages.push({ method, params: { ...params } });
      });
    }
    session.on('Network.loadingFinished', ({ requestId }) => void this.#keepBody(requestId));
  }

  /** From here on events count; the tab is there already. */
  begin(): void {
    this.#recording = true;
    this.messages.length = 0;
    this.#add({ t: monotonicUs(), type: 'tab_opened', tab: TAB });
    this.#add({ t: monotonicUs(), type: 'tab_activated', tab: TAB });
  }

  async snapshot(): Promise<void> {
    const t = monotonicUs();
    const source = `(() => { ${PRELUDE} return (${takePageState.toString()})(); })()`;
    const state = await this.#page.evaluate<PageState>(source);
    this.#add({ t, type: 'page', tab: TAB, url: this.#page.url(), state });
  }

  #add(record: BrowserRecord): void {
    if (this.#recording) this.records.push(record);
  }

  /** chrome-har takes a text body from the message of the response. */
  async #keepBody(requestId: string): Promise<void> {
    const { body, base64Encoded } = await this.#session
      .send('Network.getResponseBody', { requestId })
      .catch(() => ({ body: '', base64Encoded: true }));
    if (base64Encoded) return;
    for (const { method, params } of this.messages) {
      const response = params['response'];
      if (method === 'Network.responseReceived' && params['requestId'] === requestId && isObject(response)) {
        params['response'] = { ...response, body };
      }
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
