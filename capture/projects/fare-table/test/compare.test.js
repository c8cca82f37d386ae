import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../src/compare.js';

test('says how much more a ride costs, and how many cost a fifth more', () => {
  const rides = [{ now: 100 }, { now: 130 }];
  const found = compare(rides, () => 100, ({ now }) => now);
  assert.deepEqual(found, { meanCents: 15, dearerShare: 0.5 });
});
