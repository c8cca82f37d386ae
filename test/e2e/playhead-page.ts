import { expect, test as base, type Page } from '@playwright/test';
import type { PlayheadState } from '../../src/app/page-api.ts';

declare global {
  interface Window {
    tellViolation(text: string): void;
  }
}

export const SAMPLE = 'samples/bug-fix/';
/** What its card on the landing page is called. */
export const SAMPLE_CARD = /^bug fix /;

/** What a page does that it should not. */
export interface Watched {
  /** Console errors and warnings, page errors, violations of the policy. */
  readonly complaints: string[];
  /** Requests to any other origin than that of `url`. */
  readonly foreign: string[];
}

/** Watches a page from now on. */
export function watch(page: Page, url: string): Watched {
  const { origin } = new URL(url);
  const watched: Watched = { complaints: [], foreign: [] };
  page.on('console', (message) => {
    // The browser says of its own that there are no records of re-runs, which nobody promised.
    if (message.location().url.endsWith('.verifications.jsonl')) return;
    if (['error', 'warning'].includes(message.type()))
      watched.complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => watched.complaints.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (/^https?:$/.test(target.protocol) && target.origin !== origin) watched.foreign.push(request.url());
  });
  return watched;
}

/** The page as its users know it. */
export class PlayheadPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly foreign: string[];
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    const watched = watch(page, url);
    this.complaints = watched.complaints;
    this.foreign = watched.foreign;
  }

  /** Opens the landing page, or a trace at `fragment`. */
  async goto(trace?: string, fragment = ''): Promise<void> {
    const url = new URL(this.#url);
    if (trace !== undefined) url.searchParams.set('trace', trace);
    url.hash = fragment;
    await this.page.exposeFunction('tellViolation', (text: string) =>
      this.complaints.push(`policy: ${text}`),
    );
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await this.page.goto(url.href);
    if (trace !== undefined) await this.page.evaluate(() => window.playhead.ready().catch(() => undefined));
  }

  state(): Promise<PlayheadState> {
    return this.page.evaluate(() => window.playhead.state());
  }

  async seek(seconds: number): Promise<PlayheadState> {
    await this.page.evaluate((time) => window.playhead.seek(time), seconds);
    return this.state();
  }

  async step(by: { readonly frames: number } | { readonly events: number }): Promise<PlayheadState> {
    await this.page.evaluate((amount) => window.playhead.step(amount), by);
    return this.state();
  }

  async settled(): Promise<PlayheadState> {
    await this.page.evaluate(() => window.playhead.settled());
    return this.state();
  }
}

/** `playhead`: a page that watches itself; nothing may complain or leave the origin unless a test expects it. */
export const test = base.extend<{ readonly playhead: PlayheadPage }>({
  playhead: async ({ page }, use) => {
    const url = process.env['PLAYHEAD_URL'];
    expect(url, 'the app is served').toBeDefined();
    const playhead = new PlayheadPage(page, url ?? '');
    await use(playhead);
    expect(playhead.foreign, 'requests that leave the origin').toEqual([]);
  },
});

export { expect };
