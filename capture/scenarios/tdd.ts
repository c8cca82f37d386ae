import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const TEST_FILE = 'test/token-bucket.test.js';
const BUCKET = 'src/token-bucket.js';
const TASK = 'token-bucket.md';

const BURST_TEST = `
test('a full bucket lets a burst through, and no more', () => {
  const limiter = bucket();
  const answers = [1, 2, 3, 4].map(() => limiter.take('ann').allowed);
  assert.deepEqual(answers, [true, true, true, false]);
});`;
const TOKENS = '    this.tokens = new Map();';
const TAKE = `
  take(key) {
    const left = this.tokens.get(key) ?? this.capacity;
    if (left < 1) return { allowed: false };
    this.tokens.set(key, left - 1);
    return { allowed: true };
  }`;
const BUCKETS = `    this.buckets = new Map();
  }

  take(key) {
    const bucket = this.bucketOf(key);
    if (bucket.tokens < 1) return { allowed: false };
    bucket.tokens -= 1;
    return { allowed: true };
  }

  /** A key that was never seen has a full bucket. */
  bucketOf(key) {
    const bucket = this.buckets.get(key) ?? { tokens: this.capacity };
    this.buckets.set(key, bucket);
    return bucket;
  }`;

const REFILL_TEST = `
test('tokens come back, and never more than fit', () => {
  const limiter = bucket();
  for (let turn = 0; turn < 3; turn += 1) limiter.take('ann');
  clock.ms += 500;
  assert.equal(limiter.take('ann').allowed, true);
  assert.equal(limiter.take('ann').allowed, false);
  clock.ms += 60_000;
  const answers = [1, 2, 3, 4].map(() => limiter.take('ann').allowed);
  assert.deepEqual(answers, [true, true, true, false]);
});`;
const REFILL = `    const now = this.now();
    const full = { tokens: this.capacity, at: now };
    const bucket = this.buckets.get(key) ?? full;
    bucket.tokens += ((now - bucket.at) / 1000) * this.perSecond;
    bucket.at = now;`;
const CAPPED = `    const back = ((now - bucket.at) / 1000) * this.perSecond;
    bucket.tokens = Math.min(this.capacity, bucket.tokens + back);`;
const BURST_HELPER = `const burst = (limiter, count) =>
  Array.from({ length: count }, () => limiter.take('ann').allowed);`;
const BURST_LINE = '  assert.deepEqual(burst(limiter, 4), [true, true, true, false]);';

const WAIT_TEST = `
test('who is refused hears how long to wait', () => {
  const limiter = bucket();
  burst(limiter, 3);
  assert.equal(limiter.take('ann').retryAfterMs, 500);
  clock.ms += 200;
  assert.equal(limiter.take('ann').retryAfterMs, 300);
});`;
const WAIT = `    if (bucket.tokens < 1) {
      const seconds = (1 - bucket.tokens) / this.perSecond;
      return { allowed: false, retryAfterMs: Math.ceil(seconds * 1000) };
    }`;
const PER_MS = '    this.perMs = perSecond / 1000;';
const WAIT_MS = `    if (bucket.tokens < 1) {
      const retryAfterMs = Math.ceil((1 - bucket.tokens) / this.perMs);
      return { allowed: false, retryAfterMs };
    }`;
const BACK_MS = '    const back = (now - bucket.at) * this.perMs;';

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  await burst(desk);
  await refill(desk);
  await wait(desk);
  await finish(desk);
}

async function understand({ editor, terminal, browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Understand');
  await editor.open(TASK);
  const reading = say(
    'I am to write a token bucket, with the same take as the fixed window. ' +
      'Each part has to be a failing test before it is code.',
  );
  await editor.point(3, 30);
  await hand.pause(2500, 3000);
  await editor.point(10, 30);
  await reading;
  const why = script.decide(
    'What a token bucket has to do stands in the manual, so I read that before I test anything.',
  );
  await browser.visit('localhost:8080');
  await why;
  await browser.follow('main a[href="limiters.html"]');
  await browser.scroll(4);
  const rules = say(
    'A bucket is full at first. Tokens come back with time, and never more than fit. Who is refused hears how long to wait.',
  );
  await browser.pointAt('.rule strong');
  await hand.pause(2500, 3000);
  await browser.pointAt('.wait strong');
  await rules;
  const plan = script.decide(
    'That is three rules, so three cycles: the burst, then refilling, then waiting.',
  );
  await terminal.run('npm test');
  await plan;
}

/** First cycle. */
async function burst({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Red 1: a burst');
  const red = script.decide(
    'Red. A full bucket of three lets three through, and refuses the fourth. No time in it yet.',
    {
      file: TEST_FILE,
      line: 8,
    },
  );
  await editor.insertAfter(TEST_FILE, 7, BURST_TEST);
  await red;
  await editor.save(TEST_FILE, BURST_TEST);
  await terminal.run('npm test');
  await say('It fails since there is no take at all. That is the right reason.');
  script.phase('Green 1');
  const green = script.decide('Green, with the least that can work: a number for each key, counting down.', {
    file: BUCKET,
    line: 7,
  });
  await editor.insertAfter(BUCKET, 6, TOKENS);
  await editor.insertAfter(BUCKET, 8, TAKE);
  await green;
  await editor.save(BUCKET, TAKE);
  await terminal.run('npm test');
  script.phase('Refactor 1');
  const tidy = script.decide(
    'Green. Before the next test, I refactor: refilling will need a time beside the number, so the map should hold buckets, ' +
      'found in one place.',
    { file: BUCKET, line: 7 },
  );
  await editor.replaceLines(BUCKET, 7, 15, BUCKETS);
  await tidy;
  await editor.save(BUCKET, BUCKETS);
  await terminal.run('npm test');
  await say('Still green, so nothing changed but the shape.');
  await hand.pause(400, 700);
}

/** Second cycle, with a first attempt that is not enough. */
async function refill({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Red 2: refilling');
  const red = script.decide(
    'Red again. Half a second brings one token back, and after a minute there are three, not a hundred and twenty.',
    { file: TEST_FILE, line: 14 },
  );
  await editor.insertAfter(TEST_FILE, 13, REFILL_TEST);
  await red;
  await editor.save(TEST_FILE, REFILL_TEST);
  await terminal.run('npm test');
  script.phase('Green 2');
  const green = script.decide(
    'The bucket remembers when it was seen last, and gets back what that time is worth.',
    {
      file: BUCKET,
      line: 19,
    },
  );
  await editor.replaceLines(BUCKET, 19, 19, REFILL);
  await green;
  await editor.save(BUCKET, REFILL);
  await terminal.run('npm test');
  await hand.moveTo({ x: 1080, y: 740 });
  await say('Not yet. One token comes back, but after the minute the fourth one goes through too.');
  const cap = script.decide(
    'I forgot the second half of the rule: never more than fit. So I cap it at the capacity.',
    {
      file: BUCKET,
      line: 22,
    },
  );
  await editor.replaceLines(BUCKET, 22, 22, CAPPED);
  await cap;
  await editor.save(BUCKET, CAPPED);
  await terminal.run('npm test');
  script.phase('Refactor 2');
  const tidy = script.decide(
    'Green. This time the tests need the refactoring: they ask for a burst of four twice. That gets a name.',
    { file: TEST_FILE, line: 8 },
  );
  await editor.replaceLines(TEST_FILE, 22, 23, BURST_LINE);
  await editor.replaceLines(TEST_FILE, 11, 12, BURST_LINE);
  await editor.insertAfter(TEST_FILE, 7, BURST_HELPER);
  await tidy;
  await editor.save(TEST_FILE, BURST_HELPER);
  await terminal.run('npm test');
  await say('Green, and the tests say what they mean.');
}

/** Third cycle. */
async function wait({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Red 3: waiting');
  const red = script.decide(
    'Red for the last time. An empty bucket says to wait half a second, and less as time goes by.',
    {
      file: TEST_FILE,
      line: 26,
    },
  );
  await editor.insertAfter(TEST_FILE, 24, WAIT_TEST);
  await red;
  await editor.save(TEST_FILE, WAIT_TEST);
  await terminal.run('npm test');
  script.phase('Green 3');
  const green = script.decide(
    'What is missing of one token, by how fast they come. I round up, since the manual says never too early.',
    { file: BUCKET, line: 12 },
  );
  await editor.replaceLines(BUCKET, 12, 12, WAIT);
  await green;
  await editor.save(BUCKET, WAIT);
  await terminal.run('npm test');
  script.phase('Refactor 3');
  const tidy = script.decide(
    'Green. Two places now turn seconds into milliseconds and back. One rate per millisecond makes both of them shorter.',
    { file: BUCKET, line: 7 },
  );
  await editor.replaceLines(BUCKET, 25, 25, BACK_MS);
  await editor.replaceLines(BUCKET, 12, 15, WAIT_MS);
  await editor.replaceLines(BUCKET, 5, 5, PER_MS);
  await tidy;
  await editor.save(BUCKET, WAIT_MS);
  await terminal.run('npm test');
  await hand.moveTo({ x: 1100, y: 740 });
  await say('All six are green, and the code is shorter than before.');
}

async function finish({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Lint and commit');
  const check = script.decide('The linter, and a look at the whole, before I commit.');
  await terminal.run('npm run lint');
  await terminal.run('git diff --stat');
  await check;
  await terminal.run('git commit -qam "Add the token bucket"');
  await say('That is the token bucket: three rules, three tests, each red before it was green.');
  await hand.pause(300, 500);
}

export const tdd: Scenario = {
  id: 'tdd',
  title: 'A token bucket in three cycles of red, green and refactoring',
  family: 'tdd',
  label: 'rate-gate  token bucket',
  project: 'rate-gate',
  baseMessage: 'rate-gate 0.3.0',
  statement: TASK,
  homeFiles: [TASK],
  tabs: [BUCKET, TEST_FILE, `/home/dev/${TASK}`],
  ...NODE_PROJECT,
  criteria: [
    testsPass('All tests pass, the three new ones among them.'),
    {
      id: 'rules-tested',
      text: 'Each rule of the manual has a test: bursts, refilling and waiting.',
      check: 'test',
      command: "node --test --test-name-pattern='burst|come back|wait' test/token-bucket.test.js",
      shownBy: 'npm test',
    },
    LINT_CLEAN,
  ],
  play,
};
