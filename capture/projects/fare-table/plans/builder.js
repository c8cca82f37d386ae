/** What the builder does. */
const FARE = `/** By the length of a ride, in cents: see the tariff. */
export function distanceFare({ km }) {
  const euros = 1.2 + 0.18 * km;
  const rounded = Math.round(euros / 0.05) * 0.05;
  return Math.round(Math.min(rounded, 7.4) * 100);
}
`;

const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceFare } from '../src/distance-fare.js';

test('120 cents, and 18 for each kilometre', () => {
  assert.equal(distanceFare({ km: 0 }), 120);
  assert.equal(distanceFare({ km: 10 }), 300);
});

test('rounded to 5 cents', () => {
  assert.equal(distanceFare({ km: 1 }), 140);
  assert.equal(distanceFare({ km: 2 }), 155);
});

test('never more than 740', () => {
  assert.equal(distanceFare({ km: 60 }), 740);
});
`;

const HALVES = `
test('halves go up', () => {
  assert.equal(distanceFare({ km: 1.25 }), 145);
});
`;

const IN_EUROS = `  const euros = 1.2 + 0.18 * km;
  const rounded = Math.round(euros / 0.05) * 0.05;
  return Math.round(Math.min(rounded, 7.4) * 100);`;
const IN_CENTS = `  const cents = 120 + 18 * km;
  return Math.min(Math.round(cents / 5) * 5, 740);`;
const LAST_TEST = `test('never more than 740', () => {`;
const RUN = 'node --test --test-reporter=tap test/distance-fare.test.js';

export const task =
  'Write the fares by distance of tariff.md as src/distance-fare.js, with a test for each rule. Leave src/index.js as it is.';

export const plan = [
  { say: 'I read the tariff, and what is there.', run: 'cat ../../tariff.md src/zone-fare.js' },
  { say: 'The tests first: one for each rule.', write: 'test/distance-fare.test.js', text: TEST },
  { say: 'They must fail.', run: RUN, expect: 1 },
  { say: 'Now the fare itself.', write: 'src/distance-fare.js', text: FARE },
  { say: 'And again.', run: RUN },
  { say: 'Green.', run: 'git add . && git commit -qm "Add fares by distance" && git log --oneline -1' },
  {
    say: 'That is for the checker.',
    handOver: 'checker',
    note: 'src/distance-fare.js is there, with three tests, all green.\nBranch distance-fare. Please check it against the tariff.',
  },
  { wait: true },
  { say: 'Euros cannot hold it. I change to whole cents.', edit: 'src/distance-fare.js', from: IN_EUROS, to: IN_CENTS },
  {
    say: 'And a test for halves.',
    edit: 'test/distance-fare.test.js',
    from: LAST_TEST,
    to: `${HALVES.trimStart()}\n${LAST_TEST}`,
  },
  { say: 'All of them.', run: RUN },
  { say: 'Green.', run: 'git commit -qam "Count in cents: halves go up" && git log --oneline -1' },
  {
    say: 'Back to the checker.',
    handOver: 'checker',
    note: 'It counts in cents now, so that halves go up. Four tests, all green.\nPlease check again, and replay the rides.',
  },
  { wait: true },
];
