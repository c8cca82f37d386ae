import assert from 'node:assert/strict';
import test from 'node:test';
import { priceOf } from '../src/pricing.js';
import { ratesOf } from '../fixtures/rates-of.js';

test('parcels cost what each of them costs', async () => {
  const { rates } = ratesOf();
  assert.equal(await priceOf(rates, ['AMS-MIL-express', 'BER-PAR-express'], 'q-0001'), 200);
});
