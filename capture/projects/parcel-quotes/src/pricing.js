import { serve } from './http.js';

/** GET /price?parcels=AMS-MIL-express,…&requestId=… */
export function openPricing(telemetry, rates) {
  return serve(telemetry, 0, '/price', async ({ parcels, requestId }) => {
    return { cents: await priceOf(rates, parcels.split(','), requestId) };
  });
}

/** What all parcels cost together. */
export async function priceOf(rates, parcels, requestId) {
  let cents = 0;
  for (const parcel of parcels) cents += await rates.get({ ...partsOf(parcel), requestId });
  return cents;
}

function partsOf(parcel) {
  const [from, to, service] = parcel.split('-');
  return { from, to, service };
}
