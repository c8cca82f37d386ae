import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../src/parse.js';

test('reads a line a booking', () => {
  const text = 'day,project,hours\n2024-05-03,Portal,2.5\n';
  assert.deepEqual(parse(text), [{ day: '2024-05-03', project: 'Portal', hours: 2.5 }]);
});

test('names the line that is no booking', () => {
  assert.throws(() => parse('day,project,hours\n2024-05-03,Portal\n'), /line 2/);
});
