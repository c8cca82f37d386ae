/**
 * Hostile snapshots in the real pane, in a real browser, without the policy of the built page, so that the frame's own
 * defence is what is tested. What reaches the network is counted where it arrives: at a server that every vector is
 * aimed at. What executes is told by stubs of alert and its like in every frame, and by dialogs. A frame without any
 * defence shows first that the server and the stubs do notice, and beside each batch of panes another one shows that
 * whatever could ask has had the time to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../tools/find-browser.mjs';
import { domVectors } from './dom-vectors.ts';
import type { DomVector, HostileBench } from './hostile-page/main.tsx';
import { DEFENCELESS, FILL, FORMS, defenceless, own } from './hostile-vectors.ts';

const DATA = '../shared/data/security';
/** One process for all frames, which are hundreds: what they may do does not depend on it. */
const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-site-isolation-trials'];
/** At a time: as many as fit the window. */
const PANES = 75;
/** Of pages that share one page of a recording. */
const SHARING = 12;
const executablePath = findBrowser();

let server: Server | undefined;
let origin = '';
let browser: Browser | undefined;
let context: BrowserContext;
let page: Page;
/** Paths that were asked of the server, besides the harness itself. */
const hits: string[] = [];
const executions: string[] = [];
/** Called once everything of the defenceless frame was asked for. */
let told: (() => void) | undefined;
/** What of it was asked for since there is one. */
const asked = new Set<string>();
/** So that no answer of an earlier defenceless frame serves a later one. */
let round = 0;

/** The harness, built: path → content. */
async function buildHarness(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: 'test/panes/browser/hostile-page',
    plugins: [react()],
    build: { write: false, target: 'es2023' },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of [result].flat().filter((part) => 'output' in part))
    for (const file of output)
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
  return files;
}

beforeAll(async () => {
  if (!executablePath) return;
  const files = await buildHarness();
  const listening = createServer(({ url = '' }, response) => {
    const path = url === '/' ? '/index.html' : url;
    const file = files.get(path);
    const harmless = `/defenceless/${round}/`;
    if (path.startsWith(harmless)) {
      asked.add(path.slice(harmless.length));
      if (asked.size === DEFENCELESS.length) told?.();
    } else if (file === undefined && path !== '/favicon.ico') hits.push(path);
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(file === undefined ? 404 : 200, { 'Content-Type': type });
    response.end(file ?? '');
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  context = await browser.newContext({ viewport: { width: 1300, height: 1000 } });
  await context.exposeFunction('executed', (what: string) => executions.push(what));
  await context.addInitScript(() => {
    const tell = (window as unknown as { executed: (what: string) => void }).executed;
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.assign(window, { [name]: () => tell(name) });
  });
  page = await context.newPage();
  page.on('dialog', (dialog) => {
    executions.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(async () => {
  if (!executablePath) return;
  await page.goto(`${origin}/`);
  hits.length = 0;
  executions.length = 0;
});

type Bench = typeof globalThis & { readonly bench: HostileBench };

/** Shows each page in a pane; what came of it is in `hits` and `executions`. */
async function showAll(pages: readonly string[]): Promise<void> {
  const panes = Math.min(PANES, pages.length);
  await page.evaluate(([list, count]) => (window as unknown as Bench).bench.open(list, count), [
    pages,
    panes,
  ] as const);
  await stepThrough(pages.length, panes);
}

/** `raw`: by the policy alone. Returns the names of all parts that were in sight. */
async function showDom(vectors: readonly DomVector[], raw = false): Promise<ReadonlySet<string>> {
  const panes = Math.min(PANES, vectors.length);
  await page.evaluate(
    ([list, count, bare]) => (window as unknown as Bench).bench.openDom(list, count, bare),
    [vectors, panes, raw] as const,
  );
  return stepThrough(vectors.length, panes);
}

async function stepThrough(pages: number, panes: number): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const seenParts = new Set<string>();
  for (let step = 0; step < Math.ceil(pages / panes); step += 1) {
    const shown = await page.evaluate((index) => (window as unknown as Bench).bench.show(index), step);
    for (const path of shown.pages) if (path !== null) seen.add(path);
    for (const name of shown.parts) seenParts.add(name);
    await letThemAct();
  }
  // Each was in sight: nothing passes by not being shown.
  expect(seen.size).toBe(pages);
  return seenParts;
}

/**
 * Until a frame without defence, opened now, has done all that a page does after it is loaded, each in its own time: what
 * stood there before it has then had that time too, on however slow a machine.
 */
async function letThemAct(): Promise<void> {
  round += 1;
  asked.clear();
  const all = new Promise<void>((resolve) => (told = resolve));
  await page.evaluate(
    (text) => {
      const frame = document.createElement('iframe');
      frame.id = 'defenceless';
      frame.srcdoc = text;
      document.body.prepend(frame);
    },
    defenceless(`${origin}/defenceless/${round}`),
  );
  await all;
  await page.evaluate(() => document.querySelector('#defenceless')?.remove());
}

/** Neither a request nor a script; frames within the frame may stand there, refused. */
async function expectNoHit(): Promise<void> {
  expect(hits).toEqual([]);
  expect(executions).toEqual([]);
  expect(page.url()).toBe(`${origin}/`);
  expect(await page.locator('iframe').count()).toBeGreaterThan(0);
}

async function expectNothingHappened(): Promise<void> {
  await expectNoHit();
  expect(context.pages()).toHaveLength(1);
  expect(page.url()).toBe(`${origin}/`);
  expect(await page.title()).toBe('Hostile pages');
  const frames = page.frames().slice(1);
  expect(frames.length).toBeGreaterThan(0);
  // A document that was opened from the page has its address.
  const own = ['about:srcdoc', 'about:blank', `${origin}/`];
  expect(frames.map((frame) => frame.url()).filter((url) => !own.includes(url))).toEqual([]);
}

/** The pane lets no pointer into its frame; the page itself has to withstand one all the same. */
async function clickAll(): Promise<void> {
  for (const pointer of ['none', 'auto'])
    for (const frame of await page.locator('iframe').all()) {
      await frame.evaluate((element, value) => {
        element.style.pointerEvents = value;
        if (element.parentElement) element.parentElement.style.pointerEvents = value;
      }, pointer);
      const box = await frame.boundingBox();
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
      await page.keyboard.press('Enter');
    }
  await letThemAct();
}

async function beacons(): Promise<Readonly<Record<string, string>>> {
  const { vectors } = (await import(pathToFileURL(join(DATA, 'beacon-vectors.mjs')).href)) as {
    vectors: (canary: string, preconnect: string) => Readonly<Record<string, string>>;
  };
  return vectors(origin, origin);
}

function payloads(): readonly string[] {
  const text = readFileSync('test/fixtures/dompurify/payloads.json', 'utf8');
  return (JSON.parse(text) as readonly { readonly payload: string }[]).map(({ payload }) => payload);
}

describe.skipIf(!executablePath)('hostile pages', { timeout: 120_000 }, () => {
  it('are noticed where nothing defends', async () => {
    const style = own(origin)['cssEscape'] ?? '';
    const html = `${FILL}<img src="${origin}/control/img"><script>alert(1)</script>${style}${FORMS[0]?.(origin) ?? ''}`;
    await page.evaluate((text) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = text;
      document.body.append(frame);
    }, html);
    await expect.poll(() => hits.toSorted()).toEqual(['/control/img', '/own/cssEscape']);
    await expect.poll(() => executions).toContain('alert');
    await clickAll();
    expect(hits).toContain('/click/link');
  });

  it('of our own neither execute nor ask', async () => {
    const pages = Object.values(own(origin));
    await showAll(pages);
    await expectNothingHappened();
  });

  it.skipIf(!existsSync(DATA))(
    'of the beacon vectors neither execute nor ask',
    async () => {
      const pages = Object.values(await beacons());
      expect(pages.length).toBeGreaterThan(40);
      await showAll(pages);
      await expectNothingHappened();
    },
    60_000,
  );

  it('of DOMPurify neither execute nor ask', async () => {
    const pages = payloads();
    expect(pages.length).toBeGreaterThan(200);
    await showAll(pages);
    await expectNothingHappened();
  });

  it('go nowhere by a click', async () => {
    await showAll(FORMS.map((make) => FILL + make(origin)));
    await clickAll();
    await expectNothingHappened();
  });

  describe('as DOM recordings', () => {
    const ways = ['snapshot', 'mutation', 'attributes'] as const;

    /** Shows the pages as parts of a few, and sees that each was there. */
    async function showParts(
      pages: readonly string[],
      way: (typeof ways)[number],
      raw = false,
    ): Promise<void> {
      const parts = pages.map((html, index) => [`part ${index}`, html] as const);
      const vectors = Array.from({ length: Math.ceil(parts.length / SHARING) }, (_, index) => ({
        parts: Object.fromEntries(parts.slice(index * SHARING, (index + 1) * SHARING)),
        way,
      }));
      const seen = await showDom(vectors, raw);
      expect(parts.map(([name]) => name).filter((name) => !seen.has(name))).toEqual([]);
    }

    it('are noticed where rrweb is by itself', async () => {
      const vectors = domVectors(origin);
      await page.evaluate((list) => (window as unknown as Bench).bench.bare(list), vectors);
      const expected = [
        'cssText',
        'cssUrl',
        'rule',
        'set',
        'adopted',
        'canvas',
        'image',
        'later',
        'shadow',
        'poster',
      ];
      await expect.poll(() => hits).toEqual(expect.arrayContaining(expected.map((name) => `/dom/${name}`)));
    });

    it('of events of their own neither execute nor ask', async () => {
      await showDom(domVectors(origin));
      await expectNothingHappened();
    });

    it('of events of their own ask nothing by the policy alone, nor do images outside of the document', async () => {
      await showDom(domVectors(origin), true);
      await expectNoHit();
    });

    it.each(ways)('of our own neither execute nor ask: %s', async (way) => {
      await showParts(Object.values(own(origin)), way);
      await expectNothingHappened();
    });

    it.skipIf(!existsSync(DATA)).each(ways)(
      'of the beacon vectors neither execute nor ask: %s',
      async (way) => {
        await showParts(Object.values(await beacons()), way);
        await expectNothingHappened();
      },
    );

    it.each(ways)('of DOMPurify neither execute nor ask: %s', async (way) => {
      await showParts(payloads(), way);
      await expectNothingHappened();
    });

    it.skipIf(!existsSync(DATA))('of the beacon vectors ask nothing by the policy alone', async () => {
      await showParts(Object.values(await beacons()), 'snapshot', true);
      await expectNoHit();
    });

    it('go nowhere by a click', async () => {
      const pages = FORMS.map((make) => FILL + make(origin));
      await showDom(pages.map((html) => ({ parts: { form: html }, way: 'snapshot' })));
      await clickAll();
      await expectNothingHappened();
    });
  });
});
