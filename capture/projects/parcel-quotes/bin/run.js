/** Keeps the shop running, with customers. SIGHUP starts it again, with the code as it then is. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendQuotes } from '../src/load.js';
import { settings } from '../src/settings.js';

const state = { pid: process.pid, starts: 0, url: undefined };
let shop;

/** In one step, so that nobody reads half of it. */
function tell() {
  mkdirSync(settings.folder, { recursive: true });
  const file = join(settings.folder, 'shop.json');
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

async function start() {
  shop = fork(join(import.meta.dirname, 'shop.js'));
  const [{ url }] = await once(shop, 'message');
  Object.assign(state, { url, starts: state.starts + 1 });
  tell();
}

async function stop() {
  state.url = undefined;
  const ended = once(shop, 'exit');
  shop.kill();
  await ended;
}

process.on('SIGHUP', async () => {
  await stop();
  await start();
});
process.on('SIGTERM', async () => {
  await stop();
  process.exit();
});
await start();
await sendQuotes(() => state.url, settings.quotesPerSecond);
