import assert from 'node:assert/strict';
import test from 'node:test';
import { CronSyntaxError, parse } from '../src/index.js';

test('reads lists, ranges, steps and names', () => {
  const cron = parse('*/20 9-11 1,15 * mon-wed');
  assert.deepEqual([...cron.minute], [0, 20, 40]);
  assert.deepEqual([...cron.hour], [9, 10, 11]);
  assert.deepEqual([...cron.dayOfMonth], [1, 15]);
  assert.deepEqual([...cron.dayOfWeek], [1, 2, 3]);
});

test('names the field that is wrong', () => {
  const error = new CronSyntaxError('"25" is not 0-23', 'hour');
  assert.throws(() => parse('0 25 * * *'), error);
});
