/**
 * A page that nobody looks into. Playwright asks each page of its own to tell of the network, and for that its renderer
 * keeps up to 200 MB of what came over it, which would count as the page's memory.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';

/** What a benchmark does with a page, be it one of Playwright's or a plain one. */
export interface DrivenPage {
  /** Runs `work` in the page; it, what it is given and what it gives go there and back as text. */
  evaluate<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Runs before the scripts of each page that is opened from now on. */
  addInitScript(script: string | (() => void)): Promise<unknown>;
  /** Resolves when the browser has the answer. */
  goto(address: string, options: { readonly waitUntil: 'commit' }): Promise<unknown>;
}

const VIEWPORT = { width: 1_600, height: 900 };
const COLLECT = 'HeapProfiler.collectGarbage';
/** Milliseconds after which a worker that does not answer is one that has ended. */
const PATIENCE = 5_000;

/** An answer to the call of the same id, or an event. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly message?: string };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/** A page of its own context, which ends with the browser. */
export class PlainPage implements DrivenPage {
  readonly #root: CDPSession;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (answer: Message) => void>();
  readonly #workers = new Set<string>();
  #count = 0;

  private constructor(root: CDPSession, sessionId: string) {
    this.#root = root;
    this.#sessionId = sessionId;
    root.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
      if (from === sessionId) this.#hear(JSON.parse(message) as Message);
    });
  }

  static async of(browser: Browser): Promise<PlainPage> {
    const root = await browser.newBrowserCDPSession();
    // Playwright lets those be whose context it did not make.
    const { browserContextId } = await root.send('Target.createBrowserContext');
    const { targetId } = await root.send('Target.createTarget', {
      ...{ url: 'about:blank', browserContextId, ...VIEWPORT },
    });
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
    const page = new PlainPage(root, sessionId);
    await page.send('Page.enable');
    await page.send('Target.setAutoAttach', {
      ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: false },
    });
    // What runs these files wraps functions that have a name in a call of its own, which the page does not know.
    await page.addInitScript('globalThis.__name = (target) => target');
    return page;
  }

  /** Has page and workers collect their rubbish; twice, since what a first round frees may have held other things. */
  async collectGarbage(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await this.send(COLLECT);
      const all = [...this.#workers].map((worker) => this.#sendTo(worker, COLLECT));
      await Promise.race([Promise.all(all), wait(PATIENCE)]);
    }
  }

  /** Of the DevTools protocol. */
  send(method: string, params: object = {}): Promise<unknown> {
    return this.#call(method, params, (message) =>
      this.#root.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message }),
    );
  }

  #sendTo(sessionId: string, method: string): Promise<unknown> {
    return this.#call(method, {}, (message) =>
      this.send('Target.sendMessageToTarget', { sessionId, message }),
    );
  }

  #call(method: string, params: object, post: (message: string) => Promise<unknown>): Promise<unknown> {
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      post(JSON.stringify({ id, method, params })).catch(reject);
    });
  }

  #hear({ method, params: { sessionId = '', message = '' } = {}, ...answer }: Message): void {
    if (answer.id !== undefined) {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    } else if (method === 'Target.attachedToTarget') this.#workers.add(sessionId);
    else if (method === 'Target.detachedFromTarget') this.#workers.delete(sessionId);
    else if (method === 'Target.receivedMessageFromTarget') this.#hear(JSON.parse(message) as Message);
  }

  async evaluate<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const call = `(${work.toString()})(${JSON.stringify(argument)})`;
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      // JSON has no NaN, which is what says here that something was not measured.
      expression: `(async () => JSON.stringify([await ${call}], (_, one) => (one !== one ? 'NaN' : one)))()`,
      awaitPromise: true,
      returnByValue: true,
    })) as Evaluated;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const revive = (_: string, one: unknown): unknown => (one === 'NaN' ? NaN : one);
    const [value] = JSON.parse(String(result.value), revive) as [R];
    return value;
  }

  async addInitScript(script: string | (() => void)): Promise<void> {
    const source = typeof script === 'string' ? script : `(${script.toString()})()`;
    await this.send('Page.addScriptToEvaluateOnNewDocument', { source });
  }

  async goto(address: string): Promise<void> {
    await this.send('Page.navigate', { url: address });
  }
}
