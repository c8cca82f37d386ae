import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const ALERT = 'alert-0612.md';
const PRICING = 'src/pricing.js';
const RATES = 'src/rates.js';
const TEST_FILE = 'test/cache.test.js';

const SIDE_BY_SIDE = `  const queries = parcels.map((parcel) => ({ ...partsOf(parcel), requestId }));
  const all = await Promise.all(queries.map((query) => rates.get(query)));
  return all.reduce((sum, cents) => sum + cents);`;
const REGRESSION_TEST = `
test('it makes no difference who asks', async () => {
  const { rates, asked } = ratesOf();
  await rates.get({ ...PARCEL, requestId: 'q-0001' });
  await rates.get({ ...PARCEL, requestId: 'q-0002' });
  assert.deepEqual(asked, ['AMSMIL']);
});`;
const FIX = `/** What a rate depends on, and nothing else. */
function keyOf({ from, to, service }) {
  return [from, to, service].join('|');
}`;
const MESSAGE = 'Rates: keep them under what they depend on, not under who asks';

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  await seeIt(desk);
  await followOne(desk);
  const understood = await wrongAttempt(desk);
  await takeBack(desk);
  await lookAgain(desk);
  understood();
  await fix(desk);
  await watchItFall(desk);
  await commit(desk);
}

async function understand({ editor, script, say, hand }: Desk): Promise<void> {
  script.phase('Read the alert');
  await editor.open(ALERT);
  const reading = say(
    'An alert. Since this morning, p95 of the quotes is about three hundred milliseconds, twice its objective. ' +
      'Nothing fails. And the release only gave every request an id.',
  );
  await editor.point(3, 30);
  await hand.pause(2500, 3000);
  await editor.point(4, 34);
  await hand.pause(3000, 3500);
  await editor.point(6, 30);
  await reading;
}

async function seeIt({ browser, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('See it in the metrics');
  const first = script.decide(
    'I do not start with the code, because I would only guess. First the numbers of the running shop, then one slow request.',
  );
  await browser.visit('localhost:8090');
  await first;
  const numbers = say(
    'There it is: far above the objective, all the time, so this is no burst of load. And no quote fails.',
  );
  await browser.pointAt('.tile.p95 strong');
  await hand.pause(1200, 1500);
  await browser.pointAt('.chart');
  await hand.pause(1200, 1500);
  await browser.pointAt('.tile.errors strong');
  await numbers;
  const drill = script.decide(
    'The drill sends forty quotes to a shop of its own. So I have a number to compare with later.',
  );
  await terminal.run('npm run drill');
  await drill;
  await say('Not kept either. So I can repeat it.');
}

async function followOne({ browser, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Follow one trace');
  const choice = script.decide('Now the slowest trace of the last minute: where does its time go?');
  await browser.follow('.slow a');
  await choice;
  const staircase = say(
    'The gateway only waits. In pricing there is a staircase: a call to the supplier for each parcel, one after another.',
  );
  await browser.pointAt('.span:nth-child(2) .bar');
  await hand.pause(1200, 1500);
  await browser.pointAt('.span:nth-child(5) .bar');
  await hand.pause(1000, 1300);
  await browser.pointAt('.span:nth-child(7) .bar');
  await staircase;
  await terminal.run('node tools/traces.js');
  await say('All the slow ones have many spans. No single call is slow.');
}

/** Gives what is to be called once the cause is understood. */
async function wrongAttempt({ editor, terminal, browser, script, say }: Desk): Promise<() => void> {
  script.phase('First hypothesis: they wait in line');
  const hypothesis = script.decide(
    'My hypothesis: they are slow since they wait in line. Side by side, a quote takes as long as its slowest call. I try that.',
    { file: PRICING, line: 12 },
  );
  await editor.replaceLines(PRICING, 12, 14, SIDE_BY_SIDE);
  await hypothesis;
  await editor.save(PRICING, SIDE_BY_SIDE);
  await terminal.run('npm test');
  const trial = script.decide('The tests have no real supplier, so I restart the shop and watch.');
  await terminal.run('npm run restart');
  await trial;
  await terminal.run('node tools/watch.js 5');
  const understood = script.blocked(
    'knowledge',
    'The supplier refuses calls side by side, and it is not clear why so many are made at all.',
  );
  await say('p95 is lower. But now quotes fail, and before, none did. And the hits are zero, which is odd.');
  const why = script.decide('The logs of the errors should say why.');
  await terminal.run('node tools/logs.js --level ERROR');
  await why;
  const limit = say('Four hundred and twenty nine: the supplier takes three calls at once.');
  await browser.follow('a.name');
  await browser.pointAt('.tile.errors strong');
  await limit;
  return understood;
}

async function takeBack({ terminal, script }: Desk): Promise<void> {
  script.phase('Take it back');
  const back = script.decide(
    'That trades slow for broken, so I take it back. The question is not how we call, but why so often: ' +
      'rates are kept for two minutes, and yet there is not one hit.',
  );
  await terminal.run('git checkout src/pricing.js');
  await terminal.run('npm run restart');
  await back;
}

async function lookAgain({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Look again: the logs of one trace');
  const logs = script.decide('The logs of the slowest trace should tell what it looked for.');
  await terminal.run('node tools/logs.js $(node tools/traces.js --id)');
  await logs;
  await hand.moveTo({ x: 1240, y: 760 });
  await say(
    'That is it. Route, service, and the id of the request. No two requests have the same id, ' +
      'so nothing that is kept is ever found.',
  );
  const cause = say(
    'The key is made of all that the query holds, and the release put the id into the query.',
  );
  await editor.select(RATES, 28, 31);
  await cause;
}

async function fix({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Fix, with a test first');
  const test = script.decide(
    'First the test that was missing: two requests for one route must ask the supplier once.',
    { file: TEST_FILE, line: 22 },
  );
  await editor.insertAfter(TEST_FILE, 22, REGRESSION_TEST);
  await test;
  await editor.save(TEST_FILE, REGRESSION_TEST);
  await terminal.run('npm test');
  await say('Red, since the supplier was asked twice.');
  const key = script.decide(
    'The key now names what a rate depends on. I do not just take the id out, because the next new field would break it again.',
    { file: RATES, line: 29 },
  );
  await editor.replaceLines(RATES, 28, 31, FIX);
  await key;
  await editor.save(RATES, FIX);
  await terminal.run('npm test');
  await hand.moveTo({ x: 1100, y: 740 });
}

async function watchItFall({ browser, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Watch it fall');
  const live = script.decide(
    'A green test is not the alert, so I restart the shop and watch the same numbers.',
  );
  await terminal.run('npm run restart');
  await live;
  await terminal.run('node tools/watch.js 6');
  await say('Hits, at last. The first quotes still had to ask, and none has failed.');
  const drill = script.decide('And the drill, since that is the number that the alert asks for.');
  await terminal.run('npm run drill');
  await drill;
  const fallen = say(
    'Far below the objective. And in the running shop, the line falls as soon as the fix is in.',
  );
  await browser.follow('a.name');
  await browser.pointAt('.tile.p95 strong');
  await hand.pause(1500, 1900);
  await browser.pointAt('.chart');
  await fallen;
}

async function commit({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Lint and commit');
  const check = script.decide('Last the linter, and a look at what I changed, before I commit.');
  await terminal.run('npm run lint');
  await terminal.run('git diff --stat');
  await check;
  await terminal.run(`git commit -qam "${MESSAGE}"`);
  await say('One function and one test. That closes the alert.');
  await hand.pause(300, 500);
}

export const observability: Scenario = {
  id: 'observability',
  title: 'Quotes are slow: a cache that never answers, found through its traces',
  family: 'observability_debug',
  label: 'parcel-quotes  alert 0612',
  project: 'parcel-quotes',
  baseMessage: 'parcel-quotes 2.3.0',
  statement: ALERT,
  homeFiles: [ALERT],
  tabs: [RATES, PRICING, TEST_FILE, `/home/dev/${ALERT}`],
  ...NODE_PROJECT,
  services: { shop: ['node', 'bin/run.js'], dashboard: ['node', 'bin/dashboard.js'] },
  signals: { logs: 'var/logs.jsonl', metrics: 'var/metrics.jsonl', spans: 'var/spans.jsonl' },
  criteria: [
    {
      id: 'objective-kept',
      text: 'The drill keeps the objective: p95 of quotes is below 150 ms, and none fails.',
      check: 'metric',
      command: 'npm run drill',
      shownBy: 'npm run drill',
    },
    testsPass('All tests pass, the new one among them.'),
    {
      id: 'regression-test',
      text: 'A test covers that rates are kept whoever asks.',
      check: 'test',
      command: "node --test --test-name-pattern='no difference who asks' test/cache.test.js",
      shownBy: 'npm test',
    },
    LINT_CLEAN,
  ],
  play,
};
