import assert from 'node:assert/strict';
import test from 'node:test';
import { FixedWindow } from '../src/index.js';

const clock = { ms: 0 };
const gate = () => new FixedWindow({ limit: 2, windowMs: 1000, now: () => clock.ms });

test('lets so many through in a window', () => {
  const limiter = gate();
  const answers = [1, 2, 3].map(() => limiter.take('ann').allowed);
  assert.deepEqual(answers, [true, true, false]);
});

test('counts each key by itself', () => {
  const limiter = gate();
  limiter.take('ann');
  limiter.take('ann');
  assert.equal(limiter.take('bob').allowed, true);
});

test('begins anew with the next window', () => {
  const limiter = gate();
  limiter.take('ann');
  limiter.take('ann');
  clock.ms += 1000;
  assert.equal(limiter.take('ann').allowed, true);
});
