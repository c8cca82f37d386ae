import assert from 'node:assert/strict';
import test from 'node:test';
import { openShop } from '../src/shop.js';

test('a quote is one trace, from the gateway to the supplier', async () => {
  const shop = await openShop(0);
  const answer = await fetch(`${shop.url}/quote?parcels=AMS-MIL-express`);
  shop.close();
  assert.equal(answer.status, 200);
  const spans = shop.services.flatMap((service) => service.take().spans);
  const root = spans.find(({ parentSpanId }) => parentSpanId === '');
  assert.equal(root.name, 'GET /quote');
  assert.deepEqual(
    spans.map(({ name }) => name).toSorted(),
    ['GET /price', 'GET /price', 'GET /quote', 'GET /rates', 'rates.get'],
  );
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
});
