/** `npm run screens`: makes the pictures of the README from the built app and the sample, in a real browser. */
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { serve } from '../src/cli/serve.ts';
import { findBrowser } from './find-browser.mjs';

const FOLDER = 'docs/screens';

interface Screen {
  readonly name: string;
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
  /** Brings the page to what is shown. */
  readonly prepare: (page: Page) => Promise<void>;
}

const at =
  (seconds: number) =>
  async (page: Page): Promise<void> => {
    await page.evaluate(async (time) => {
      await window.playhead.load('samples/bug-fix/');
      await window.playhead.seek(time);
    }, seconds);
  };

const SCREENS: readonly Screen[] = [
  { name: 'landing', theme: 'dark', width: 1440, height: 900, prepare: () => Promise.resolve() },
  { name: 'workbench-dark', theme: 'dark', width: 1440, height: 900, prepare: at(58) },
  { name: 'workbench-light', theme: 'light', width: 1440, height: 900, prepare: at(58) },
  { name: 'small', theme: 'dark', width: 1000, height: 700, prepare: at(120) },
  {
    name: 'keys',
    theme: 'dark',
    width: 1440,
    height: 900,
    prepare: async (page) => {
      await at(58)(page);
      await page.keyboard.press('?');
    },
  },
];

const executablePath = findBrowser();
if (executablePath === undefined)
  throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
const serving = await serve({ app: 'dist/app' });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
mkdirSync(FOLDER, { recursive: true });
for (const { name, theme, width, height, prepare } of SCREENS) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await page.goto(serving.url);
  await prepare(page);
  // What appears late on purpose has its time.
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
  console.log(`${FOLDER}/${name}.png`);
}
await browser.close();
await serving.close();
