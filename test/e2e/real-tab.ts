/**
 * A tab of the browser itself. Playwright keeps each of its own pages seen, whatever is in front of it; a tab that it
 * does not know is hidden and frozen as a person's is.
 */
import type { Browser, CDPSession } from '@playwright/test';

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: {
      readonly text: string;
      readonly exception?: { readonly description?: string };
    };
  };
}

export class RealTab {
  readonly #root: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(root: CDPSession, targetId: string, sessionId: string) {
    this.#root = root;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
    root.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      const answer = JSON.parse(event.message) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** Opens a tab in front of the others. */
  static async open(browser: Browser, url: string): Promise<RealTab> {
    const root = await browser.newBrowserCDPSession();
    const { targetId } = await root.send('Target.createTarget', { url });
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
    const tab = new RealTab(root, targetId, sessionId);
    // It answers once it has begun to load.
    while ((await tab.send('Runtime.evaluate', { expression: '1' })).error) await pause();
    return tab;
  }

  /** What `expression` gives, or what its promise does. It runs as if a person had just clicked. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, error } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    const failure = result?.exceptionDetails;
    if (error || failure)
      throw new Error(error?.message ?? failure?.exception?.description ?? failure?.text ?? 'no answer');
    return result?.result?.value as T;
  }

  /** Waits until `expression` is true: also for the page itself, which a tab that was just opened may not have yet. */
  async until(expression: string): Promise<void> {
    const isTrue = (): Promise<boolean> =>
      this.evaluate<boolean>(`Boolean(${expression})`).catch((error: unknown) => {
        if (error instanceof Error && /execution context/i.test(error.message)) return false;
        throw error;
      });
    while (!(await isTrue())) await pause();
  }

  async toFront(): Promise<void> {
    await this.#root.send('Target.activateTarget', { targetId: this.#targetId });
  }

  async close(): Promise<void> {
    await this.#root.send('Target.closeTarget', { targetId: this.#targetId });
    await this.#root.detach();
  }

  async send(method: string, params: object = {}): Promise<Answer> {
    const id = ++this.#lastId;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.#root.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message });
    return answer;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
