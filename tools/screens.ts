/**
 * `npm run screens`: makes the pictures of `docs/screens` from the built app and the sample, in a real browser. Words
 * after it narrow them: `npm run screens -- panes/ keys`.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../src/cli/serve.ts';
import { SampleCopy } from '../test/e2e/altered-sample.ts';
import { SmallBatch } from '../test/e2e/small-batch.ts';
import { findBrowser } from './find-browser.mjs';
import { SCREENS, type Screen } from './screen-list.ts';

const FOLDER = 'docs/screens';
const SAMPLE = 'samples/bug-fix/';

const executablePath = findBrowser();
if (executablePath === undefined)
  throw new Error('Chrome or Chromium is needed: install one, or set CHROME_PATH to it.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

async function take({ name, theme, width, height, alter, batch, before, prepare }: Screen): Promise<void> {
  const copy = alter && new SampleCopy();
  if (copy) alter(copy);
  const small = batch && new SmallBatch();
  await small?.make();
  const serving = await (copy?.serve() ?? small?.serve() ?? serve({ app: 'dist/app' }));
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await before?.(page);
  const { origin, searchParams } = new URL(serving.url);
  await page.goto(small ? serving.url : origin);
  await prepare(page, searchParams.get('trace')?.slice(1) ?? SAMPLE);
  // What appears late on purpose has its time.
  await page.waitForTimeout(800);
  const path = `${FOLDER}/${name}.png`;
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  await page.close();
  await serving.close();
  copy?.dispose();
  small?.remove();
  console.log(path);
}

const wanted = process.argv.slice(2);
for (const screen of SCREENS)
  if (wanted.length === 0 || wanted.some((word) => screen.name.includes(word))) await take(screen);
await browser.close();
