import { call, serve } from './http.js';
import { Recent } from './recent.js';

/** Of what p95 is told. */
const WINDOW_MS = 20_000;

/** GET /quote?parcels=AMS-MIL-express,… */
export function openGateway(telemetry, { port, pricing }) {
  const recent = new Recent(WINDOW_MS);
  let requests = 0;
  telemetry.metrics.gauge('quote.duration.p95', 'ms', () => recent.quantile(0.95));
  telemetry.metrics.counter('quote.errors', '{quote}');
  return serve(telemetry, port, '/quote', async ({ parcels }) => {
    requests += 1;
    const requestId = `q-${String(requests).padStart(4, '0')}`;
    const began = performance.now();
    const attributes = { 'request.id': requestId, parcels: parcels.split(',').length };
    try {
      const { cents } = await call(telemetry, pricing, '/price', { parcels, requestId });
      const millis = performance.now() - began;
      recent.add(millis);
      telemetry.metrics.record('http.server.request.duration', 's', millis / 1000);
      telemetry.log('INFO', `${requestId} took ${millis.toFixed(0)} ms`, attributes);
      return { requestId, cents };
    } catch (error) {
      telemetry.metrics.add('quote.errors');
      telemetry.log('ERROR', `${requestId} failed: ${error.message}`, attributes);
      throw error;
    }
  });
}
