import { openGateway } from './gateway.js';
import { call } from './http.js';
import { openPricing } from './pricing.js';
import { Rates } from './rates.js';
import { openSupplier } from './supplier.js';
import { Telemetry } from './telemetry/telemetry.js';

/** All of it, each part behind a port of its own. */
export async function openShop(port) {
  const telemetry = { gateway: new Telemetry('gateway'), pricing: new Telemetry('pricing') };
  const supplier = await openSupplier();
  const rates = new Rates(telemetry.pricing, async (query) => {
    const { cents } = await call(telemetry.pricing, supplier.url, '/rates', query);
    return cents;
  });
  const pricing = await openPricing(telemetry.pricing, rates);
  const gateway = await openGateway(telemetry.gateway, { port, pricing: pricing.url });
  return {
    url: gateway.url,
    services: Object.values(telemetry),
    close: () => {
      for (const server of [gateway, pricing, supplier]) server.close();
    },
  };
}
