/** Starts the running shop again, and waits until it answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { settings } from '../src/settings.js';

const PATIENCE_MS = 10_000;
const state = () => JSON.parse(readFileSync(join(settings.folder, 'shop.json'), 'utf8'));

const began = performance.now();
const before = state();
process.kill(before.pid, 'SIGHUP');
while (state().starts === before.starts && performance.now() - began < PATIENCE_MS) await sleep(20);
const { starts } = state();
if (starts === before.starts) {
  console.error('the shop did not come back: see its log');
  process.exitCode = 1;
} else {
  console.log(`shop started again after ${(performance.now() - began).toFixed(0)} ms (start ${starts})`);
}
