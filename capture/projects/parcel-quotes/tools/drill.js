/** Forty quotes against a shop of its own: is p95 within the objective? The first sixteen warm it up. */
import { quotePath } from '../src/load.js';
import { quantile } from '../src/recent.js';
import { settings } from '../src/settings.js';
import { openShop } from '../src/shop.js';

const WARM_UP = 16;
const QUOTES = 40;
const CUSTOMERS = 3;

const shop = await openShop(0);
const took = [];
let failed = 0;
let next = 0;

async function customer() {
  while (next < QUOTES) {
    const n = next;
    next += 1;
    const began = performance.now();
    const answer = await fetch(shop.url + quotePath(n));
    await answer.text();
    if (!answer.ok) failed += 1;
    if (n >= WARM_UP) took.push(performance.now() - began);
  }
}

await Promise.all(Array.from({ length: CUSTOMERS }, customer));
shop.close();
const p95 = quantile(took, 0.95);
const kept = p95 <= settings.objective && failed === 0;
console.log(`p95 ${p95.toFixed(0)} ms (objective ${settings.objective} ms), ${failed} of ${QUOTES} quotes failed`);
console.log(kept ? 'the objective is kept' : 'the objective is NOT kept');
process.exit(kept ? 0 : 1);
