/** What the checker does. */
const CHECKS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceFare } from '../src/distance-fare.js';

const TARIFF = [
  [0.5, 130],
  [1.25, 145],
  [3.75, 190],
  [6.25, 235],
  [34.4, 740],
  [100, 740],
];

for (const [km, cents] of TARIFF)
  test(\`\${km} km cost \${cents}\`, () => {
    assert.equal(distanceFare({ km }), cents);
  });
`;
const RUN = 'node --test --test-reporter=tap test/tariff.test.js';
const MERGE = 'git merge -q --no-edit distance-fare && git log --oneline -1';

export const task =
  'Check the fares by distance against tariff.md. Then replay a week of real rides, and say whether they are within limits.json.';

export const plan = [
  {
    say: 'I write my checks before I see the code: of the tariff, not of the code.',
    write: 'test/tariff.test.js',
    text: CHECKS,
  },
  { say: 'I keep them.', run: 'git add . && git commit -qm "Check the tariff by hand-made rides" && git log --oneline -1' },
  { wait: true },
  { say: 'I take what the builder made.', run: MERGE },
  { say: 'My checks on it.', run: RUN, expect: 1 },
  {
    say: 'A half goes down. Back to the builder.',
    handOver: 'builder',
    note: '1.25 km should cost 145 and cost 140: 142.5 is a half, and halves go up.\nThe other checks are right.',
  },
  { wait: true },
  { say: 'I take the change.', run: MERGE },
  { say: 'My checks again.', run: RUN },
  { say: 'The tariff holds. Now the rides.', run: 'node tools/replay.js', expect: 2 },
  { say: 'Is the archive there at all?', run: 'ls -l /mnt/archive', expect: 2 },
  {
    say: 'I cannot go on by myself.',
    handOver: 'engineer',
    note: 'The tariff holds: six checks of six. I cannot replay the rides:\n/mnt/archive is not on this machine. Nothing is known about the limits.',
  },
  { wait: true },
];
