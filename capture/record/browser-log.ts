import type { CDPSession, Page } from 'playwright-core';
import { pageScript, reportPageEvents } from '../../src/cli/capture/browser/page-script.ts';
import {
  NETWORK_METHODS,
  RECORD_METHODS,
  recordOf,
  type BrowserRecord as TabRecord,
  type ProtocolMessage,
} from '../../src/cli/capture/browser/records.ts';
import { isObject } from '../../src/base/json.ts';
import { monotonicUs } from '../../src/cli/capture/clock.ts';
import { takePageState, type PageState } from './page-state.ts';

/** An event of the `browser_events` layer, or a page's state for which the bundle writer makes a file. */
export type BrowserRecord =
  | TabRecord
  | {
      readonly t: number;
      readonly type: 'page';
      readonly tab: string;
      readonly url: string;
      readonly state: PageState;
    };

const TAB = 'tab-1';
const BINDING = 'playheadReport';

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
    await session.send('Runtime.addBinding', { name: BINDING });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: pageScript(reportPageEvents, BINDING),
    });
    for (const method of RECORD_METHODS) {
      session.on(method, (params) => {
        const record = recordOf({ method, params: { ...params } }, TAB, monotonicUs());
        if (record) this.#add(record);
      });
    }
    for (const method of NETWORK_METHODS) {
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
    const state = await this.#page.evaluate<PageState>(pageScript(takePageState));
    this.#add({ t, type: 'page', tab: TAB, url: this.#page.url(), state });
  }

  #add(record: BrowserRecord): void {
    if (this.#recording) this.records.push(record);
  }

  /** The network log takes a text body from the message of the response. */
  async #keepBody(requestId: string): Promise<void> {
    const { body, base64Encoded } = await this.#session
      .send('Network.getResponseBody', { requestId })
      .catch(() => ({ body: '', base64Encoded: true }));
    if (base64Encoded) return;
    for (const [index, { method, params }] of this.messages.entries()) {
      const response = params['response'];
      if (method === 'Network.responseReceived' && params['requestId'] === requestId && isObject(response))
        this.messages[index] = { method, params: { ...params, response: { ...response, body } } };
    }
  }
}
