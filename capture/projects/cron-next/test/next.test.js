import assert from 'node:assert/strict';
import test from 'node:test';
import { nextRun, upcoming } from '../src/index.js';

const after = new Date('2024-03-01T12:00:00Z'); // a Friday
const next = (expression) => nextRun(expression, after)?.toISOString().slice(0, 16);

test('every ten minutes', () => {
  assert.equal(next('*/10 * * * *'), '2024-03-01T12:10');
});

test('weekdays skip the weekend', () => {
  assert.equal(next('30 9 * * mon-fri'), '2024-03-04T09:30');
});

test('a day of the month', () => {
  assert.equal(next('0 6 15 * *'), '2024-03-15T06:00');
});

test('never: the 30th of February', () => {
  assert.equal(next('0 0 30 2 *'), undefined);
});

test('several runs in a row', () => {
  const days = upcoming('0 0 29 2 *', 2, after).map((run) => run.getUTCFullYear());
  assert.deepEqual(days, [2028, 2032]);
});
