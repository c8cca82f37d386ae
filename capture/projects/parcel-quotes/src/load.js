import { setTimeout as sleep } from 'node:timers/promises';

const ROUTES = [
  'AMS-MIL-express',
  'AMS-OSL-standard',
  'BER-MIL-standard',
  'BER-PAR-express',
  'LIS-AMS-standard',
  'OSL-BER-express',
  'PAR-LIS-standard',
  'PAR-MIL-express',
];
/** Parcels of a quote, again and again. */
const SIZES = [2, 1, 4, 1, 2, 6, 3, 1, 5, 2];
/** Shares of the mean pause between two quotes. */
const PAUSES = [0.8, 1.3, 0.6, 1.1, 0.9, 1.4, 0.7, 1.2];

/** What customer `n` asks for. */
export function quotePath(n) {
  const length = SIZES[n % SIZES.length];
  const parcels = Array.from({ length }, (_, k) => ROUTES[(n * 5 + k * 3) % ROUTES.length]);
  return `/quote?parcels=${parcels.join(',')}`;
}

/** Customers, for as long as the process lives. `url`: where the gateway is now; undefined where it is away. */
export async function sendQuotes(url, perSecond) {
  for (let n = 0; ; n += 1) {
    const base = url();
    // Who meets a shop that is being restarted comes again.
    if (base !== undefined)
      fetch(base + quotePath(n))
        .then((answer) => answer.text())
        .catch(() => undefined);
    await sleep((PAUSES[n % PAUSES.length] * 1000) / perSecond);
  }
}
