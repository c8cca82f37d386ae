/**
 * Opens the app in a folder, from a plain server, in a browser that writes down all that it does with the network, and
 * prints what was seen as JSON. To be run where there is no network but the loopback. `query`: of the address; `start`:
 * name of the button to be pressed first.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { chromium } from 'playwright-core';

const [app = '', executablePath, netLog = '', query = '', start = ''] = process.argv.slice(2);

const server = spawn(process.execPath, [new URL('plain-server.mjs', import.meta.url).pathname, app], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = await once(server.stdout, 'data');
const url = `http://127.0.0.1:${port}/`;
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // What the browser does on its own account, whatever the page is.
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-domain-reliability',
    '--disable-field-trial-config',
    '--no-pings',
    '--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter,DnsOverHttpsUpgrade,AsyncDns',
    `--log-net-log=${netLog}`,
    '--net-log-capture-mode=IncludeSensitive',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const complaints = [];
  const failed = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // A media element gives up ranges that it no longer needs.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${url}${query}`);
  if (start !== '') await page.getByRole('button', { name: start }).click();
  await page.evaluate(() => window.playhead.ready());
  for (const name of ['Browser', 'Code', 'Tests', 'Outcome', 'Voice', 'Screen', 'Terminal']) {
    await page.getByRole('tab', { name, exact: true }).first().click();
    for (const time of [61, 150]) await page.evaluate((seconds) => window.playhead.seek(seconds), time);
  }
  const state = await page.evaluate(() => window.playhead.state());
  const fonts = await page.evaluate(
    () => [...document.fonts].filter(({ status }) => status === 'loaded').length,
  );
  const interfaces = Object.keys(networkInterfaces());
  process.stdout.write(JSON.stringify({ url, complaints, failed, interfaces, fonts, state }));
} finally {
  await browser.close();
  server.kill();
}
