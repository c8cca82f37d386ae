import assert from 'node:assert/strict';
import test from 'node:test';
import { monthly } from '../src/report.js';

const book = (day, project, hours) => ({ day, project, hours });
const lines = (text) => text.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
const may = [
  book('2024-05-03', 'Portal', 2),
  book('2024-05-06', 'Labels', 1.5),
  book('2024-05-17', 'Portal', 4),
];

test('the hours of each project', () => {
  assert.deepEqual(lines(monthly(may)), ['project hours', 'Labels 1.5', 'Portal 6.0']);
});
