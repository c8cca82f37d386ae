import assert from 'node:assert/strict';
import test from 'node:test';
import { PARCEL, ratesOf } from '../fixtures/rates-of.js';

test('a rate is kept for a while, and asked for again after that', async () => {
  const { rates, asked, clock } = ratesOf({ keepMs: 1000 });
  await rates.get(PARCEL);
  clock.ms = 999;
  await rates.get(PARCEL);
  assert.deepEqual(asked, ['AMSMIL']);
  clock.ms = 1000;
  await rates.get(PARCEL);
  assert.deepEqual(asked, ['AMSMIL', 'AMSMIL']);
});

test('each route and service has a rate of its own', async () => {
  const { rates, asked } = ratesOf();
  await rates.get(PARCEL);
  await rates.get({ ...PARCEL, service: 'standard' });
  await rates.get({ ...PARCEL, to: 'OSL' });
  assert.deepEqual(asked, ['AMSMIL', 'AMSMIL', 'AMSOSL']);
});
