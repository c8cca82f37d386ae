import { join } from 'node:path';
import { chromium, type Browser as Connection, type CDPSession, type Page } from 'playwright-core';
import { browserArgs } from '../../src/cli/capture/browser/browser-program.ts';
import { HOME } from './account.ts';
import type { Attention } from './attention.ts';
import { BrowserLog } from './browser-log.ts';
import { sleep, until } from './clock.ts';
import { findWindow, placeWindow, PLACES } from './desktop.ts';
import type { Point } from './hand.ts';
import { startService, type Account, type Service } from './process.ts';

const PORT = 9333;
const PAGE = { x: 1560, y: 420 };
/** Where the wheel is turned over the page. */
const READING = { x: 1300, y: 330 };
/** Of the wheel, at most, until an element is in sight. */
const MAX_TURNS = 60;
const FLAGS = [
  ...browserArgs(join(HOME, '.config/browser-session')),
  ...['--no-sandbox', '--test-type', '--disable-gpu', '--disable-quic', '--disable-translate'],
  ...['--disable-features=Translate,MediaRouter,OptimizationHints,GlobalMediaControls', '--force-dark-mode'],
  ...['--window-position=862,12', '--window-size=726,476', `--remote-debugging-port=${PORT}`],
];

/** In CSS pixels, from the corner of the page's window. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A real Chromium window, used with pointer and keys, observed through the DevTools protocol. */
export class Browser {
  readonly log: BrowserLog;
  readonly #attention: Attention;
  readonly #service: Service;
  readonly #connection: Connection;
  readonly #page: Page;

  private constructor(
    attention: Attention,
    service: Service,
    connection: Connection,
    page: Page,
    log: BrowserLog,
  ) {
    this.#attention = attention;
    this.#service = service;
    this.#connection = connection;
    this.#page = page;
    this.log = log;
  }

  static async open(attention: Attention, account: Account, folder: string): Promise<Browser> {
    const service = startService('chromium', [...FLAGS, 'about:blank'], {
      account,
      log: join(folder, 'browser.log'),
    });
    await placeWindow(account, await findWindow(account, 'chromium'), PLACES.browser);
    const connection = await until('the browser', () =>
      chromium.connectOverCDP(`http://127.0.0.1:${PORT}`).catch(() => undefined),
    );
    const page = connection.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The browser has no page');
    const session: CDPSession = await page.context().newCDPSession(page);
    const log = new BrowserLog(page, session);
    await log.start();
    return new Browser(attention, service, connection, page, log);
  }

  /** Types an address and waits until the page has loaded. */
  async visit(address: string): Promise<void> {
    await this.#focus();
    await this.#hand.press('Control_L+l');
    await this.#hand.pause(150, 300);
    await this.#hand.type(address);
    await this.#navigate(() => this.#hand.press('Return'));
  }

  /** Clicks a link or button; waits for the page that it leads to. */
  async follow(selector: string): Promise<void> {
    const place = await this.#placeOf(selector);
    await this.#navigate(() => this.#hand.click(place));
    this.#attention.isAt('browser');
  }

  /** Types into a field of the page. */
  async fill(selector: string, text: string): Promise<void> {
    await this.#hand.click(await this.#placeOf(selector));
    this.#attention.isAt('browser');
    await this.#hand.type(text);
    await this.log.snapshot();
  }

  async submit(): Promise<void> {
    await this.#navigate(() => this.#hand.press('Return'));
  }

  /** Reads on: moves over the page and turns the wheel. */
  async scroll(notches: number): Promise<void> {
    await this.#hand.moveTo(READING);
    await this.#hand.scroll(notches);
    await sleep(400);
    await this.log.snapshot();
  }

  /** Rests the pointer on an element, as one does while reading. */
  async pointAt(selector: string): Promise<void> {
    await this.#hand.moveTo(await this.#placeOf(selector));
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await this.#service.stop();
  }

  get #hand(): Attention['hand'] {
    return this.#attention.hand;
  }

  #focus(): Promise<void> {
    return this.#attention.turnTo('browser', PAGE);
  }

  async #navigate(act: () => Promise<void>): Promise<void> {
    const loaded = this.#page.waitForEvent('load', { timeout: 10_000 });
    await act();
    await loaded;
    await sleep(150);
    await this.log.snapshot();
  }

  /** Where an element is on the screen; the wheel brings it into sight first. */
  async #placeOf(selector: string): Promise<Point> {
    const box = await this.#bringIntoSight(selector);
    const frame = await this.#page.evaluate(() => ({
      x: screenX + (outerWidth - innerWidth) / 2,
      y: screenY + (outerHeight - innerHeight),
    }));
    return { x: frame.x + box.x + Math.min(box.width / 2, 90), y: frame.y + box.y + box.height / 2 };
  }

  async #bringIntoSight(selector: string): Promise<Box> {
    const element = this.#page.locator(selector).first();
    for (let turns = 0; turns < MAX_TURNS; turns += 1) {
      const box = await element.boundingBox();
      if (!box) throw new Error(`${selector} is not on the page`);
      // Something else may lie over it: a head that stays when the page is scrolled.
      const isSeen = await element.evaluate((found) => {
        const { x, y, width, height } = found.getBoundingClientRect();
        const hit = document.elementFromPoint(x + Math.min(width / 2, 90), y + height / 2);
        return hit !== null && (found.contains(hit) || hit.contains(found));
      });
      if (isSeen) {
        if (turns > 0) await this.log.snapshot();
        return box;
      }
      const pageHeight = await this.#page.evaluate(() => innerHeight);
      await this.#hand.moveTo(READING);
      await this.#hand.scroll(box.y + box.height / 2 < pageHeight ? -1 : 1);
      await sleep(250); // the page glides
    }
    throw new Error(`${selector} does not come into sight`);
  }
}
