import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fare } from '../src/index.js';

test('a ride costs by its zones', () => {
  assert.deepEqual([1, 2, 3, 4].map((zones) => fare({ zones })), [160, 220, 290, 360]);
});

test('four zones are as many as are paid for', () => {
  assert.equal(fare({ zones: 7 }), 360);
});
