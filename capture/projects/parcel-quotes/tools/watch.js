/** The numbers of the shop as they come, so many times. */
import { setTimeout as sleep } from 'node:timers/promises';
import { settings } from '../src/settings.js';
import { clockTime, risen, Signals } from './signals.js';

const P95 = 'quote.duration.p95';
const COUNTED = ['http.server.request.duration', 'quote.errors', 'rates.lookups.hit', 'rates.lookups.miss'];
const TITLES = ['p95 ms', 'answered', 'failed', 'hits', 'misses'];
const WIDTH = 10;

const wanted = Number(process.argv[2] ?? 5);
const signals = new Signals();
let last = signals.exports().at(-1);
console.log(`time        ${TITLES.map((title) => title.padStart(WIDTH)).join('')}`);
for (let told = 0; told < wanted; ) {
  for (const values of signals.exports().slice(0, wanted - told)) {
    const cells = [values[P95]?.toFixed(0) ?? '–', ...COUNTED.map((name) => String(risen(name, values, last)))];
    console.log(`${clockTime(values.at)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`);
    last = values;
    told += 1;
  }
  await sleep(settings.exportMs / 10);
}
