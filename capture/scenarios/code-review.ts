import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const TASK = 'review-retries.md';
const BRANCH = 'agent/retries';
const CLIENT = 'src/client.js';
const RETRY = 'src/retry.js';
const BACKOFF = 'src/backoff.js';
const EXAMPLE = 'examples/down.js';
const TO_MAIN = 'git push origin HEAD:main';

const POST_TWICE = 'A POST is sent again here, too. Only repeat what is safe to repeat.';
const BOUNDED = 'Is this wait bounded? The task says 5 s at most.';
const WITHDRAWN = 'It is, in backoff.js. My mistake.';
const ONE_TOO_MANY = 'One too many: 3 attempts make 4 calls, see examples/down.js.';
const REQUEST = 'Two findings on lines. Please add a test for each.';
const APPROVAL = 'Both rules hold now, and have tests. Approved.';
const FIXED_LINE = "const shop = new Client('http://shop.test', { fetch, attempts: 3 });";

/** Leads to a page of the review service. */
const pageOf = (file: string): string => `[data-file="${file}"]`;

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  await readClient(desk);
  await readLoop(desk);
  await tryIt(desk);
  await requestChanges(desk);
  await readAgain(desk);
  await resolve(desk);
  await lint(desk);
  await approve(desk);
}

async function understand({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Understand');
  await editor.open(TASK);
  const reading = say(
    'An agent has written retries for our client, and I am to review them. The task says what was asked for: ' +
      'three attempts in all, waits of five seconds at most, and a post is sent once.',
  );
  await editor.point(6, 40);
  await hand.pause(3500, 4000);
  await editor.point(8, 40);
  await hand.pause(1500, 1800);
  await editor.point(9, 40);
  await reading;
  const start = script.decide(
    'I look at what changed at all, and begin with the client, since there it is decided what is sent again.',
  );
  await terminal.run('git log --oneline main..');
  await terminal.run('git diff --stat main...');
  await start;
}

async function readClient({ editor, terminal, browser, script, hand }: Desk): Promise<void> {
  script.phase('Read the client');
  await terminal.run(`git diff main... -- ${CLIENT}`);
  await editor.goTo(CLIENT, 16);
  const finding = script.decide(
    'Every request goes through retry, whatever its method. So a post that was carried out, and whose answer was lost, ' +
      'is sent again, and the order comes twice. That must not go in, so I say it on that line.',
    { file: CLIENT, line: 16 },
  );
  await browser.visit('localhost:8090');
  await browser.follow(pageOf(CLIENT));
  await hand.pause(500, 800);
  await browser.follow('#at-new-16');
  await finding;
  await browser.fill('#comment', POST_TWICE);
  await browser.submit();
}

/** With a question that would not have been asked, had the next file been read first. */
async function readLoop({ editor, browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Read the loop');
  await editor.goTo(RETRY, 9);
  const question = script.decide(
    'Now the loop. The waits double, and I see no bound on them here. The task wants five seconds at most, so I ask.',
    { file: RETRY, line: 9 },
  );
  await browser.follow(pageOf(RETRY));
  await browser.follow('#at-new-9');
  await question;
  await browser.fill('#comment', BOUNDED);
  await browser.submit();
  const look = script.decide(
    'I should have looked first: the wait comes from backoff, so I read that file.',
    {
      file: BACKOFF,
      line: 6,
    },
  );
  await browser.follow(pageOf(BACKOFF));
  await browser.pointAt('#at-new-6');
  await look;
  const wrong = say('And there is the bound. I was wrong, so I say so, and resolve my own thread.');
  await hand.pause(1500, 2000);
  await browser.follow(pageOf(RETRY));
  await browser.fill('#reply-2', WITHDRAWN);
  await browser.submit();
  await wrong;
  await browser.follow('#resolve-2');
}

async function tryIt({ terminal, browser, script, say }: Desk): Promise<void> {
  script.phase('Try it');
  const why = script.decide(
    'The loop runs to attempts plus one. That looks like one call too many, but I do not want to guess again. ' +
      'The agent left an example, so I run it, and the tests.',
    { file: RETRY, line: 8 },
  );
  await terminal.run(`node ${EXAMPLE}`);
  await why;
  const seen = say('Four calls, with three attempts. So this time I am right.');
  await terminal.run('npm test');
  await seen;
  const untested = say('And all tests pass, so no test would have found it.');
  await browser.follow('#at-new-8');
  await untested;
  await browser.fill('#comment', ONE_TOO_MANY);
  await browser.submit();
}

async function requestChanges({ browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Request changes');
  const verdict = script.decide(
    'Two findings, and both break a rule of the task. So it goes back, and I want a test for each.',
  );
  await browser.follow('#overview');
  await browser.fill('#summary', REQUEST);
  await verdict;
  await browser.follow('#request');
  await say(
    'The agent is at work now. I will not take its word for it: I want to see its tests fail without the fix.',
  );
  await browser.follow('#answer');
  const answered = say('It has answered in both threads, and pushed a second commit.');
  await browser.pointAt('#thread-1');
  await hand.pause(1500, 2000);
  await browser.pointAt('#thread-3');
  await answered;
}

async function readAgain({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Read again');
  await terminal.run('git pull');
  const reading = script.decide(
    'I read only what is new since my review. There is a list of methods now, without post, and the loop ends at attempts.',
    { file: CLIENT, line: 5 },
  );
  await terminal.run('git diff HEAD~1 -- src');
  await hand.moveTo({ x: 1080, y: 740 });
  await hand.scroll(-6);
  await reading;
  await hand.scroll(12);
  const back = script.decide(
    'A test that passes without the fix proves nothing, so I take the old source once more and run the new tests on it.',
    { file: 'test/retry.test.js', line: 28 },
  );
  await terminal.run('git checkout -q HEAD~1 -- src');
  await back;
  await terminal.run('npm test');
  await say('Red, and exactly the two new ones. That is what I wanted to see.');
  const restore = script.decide('So I bring the fix back, and expect all six to pass.');
  await terminal.run('git checkout -q HEAD -- src');
  await terminal.run('npm test');
  await restore;
}

async function resolve({ browser, script, hand }: Desk): Promise<void> {
  script.phase('Resolve');
  const settled = script.decide('All green. Both threads are settled, so I resolve them where they stand.', {
    file: CLIENT,
    line: 18,
  });
  await browser.follow(pageOf(CLIENT));
  await hand.pause(600, 900);
  await browser.follow('#resolve-1');
  await browser.follow(pageOf(RETRY));
  await hand.pause(600, 900);
  await browser.follow('#resolve-3');
  await settled;
}

async function lint({ editor, terminal, script, say }: Desk): Promise<void> {
  script.phase('Lint');
  const check = say('What is left is the linter.');
  await terminal.run('npm run lint');
  await check;
  const own = script.decide(
    'One finding that I could have had in the first round: shop never changes. I do not send it back for one word, ' +
      'I fix it and push it myself.',
    { file: EXAMPLE, line: 9 },
  );
  await editor.replaceLines(EXAMPLE, 9, 9, FIXED_LINE);
  await own;
  await editor.save(EXAMPLE, FIXED_LINE);
  await terminal.run('npm run lint');
  await terminal.run('npm test');
  const pushed = script.decide(
    'Clean, and still green. I push it to the branch, so that the review has it, too.',
  );
  await terminal.run('git commit -qam "Example: shop is a const"');
  await terminal.run('git push -q');
  await pushed;
}

async function approve({ terminal, browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Approve');
  const verdict = script.decide(
    'No thread is open, each rule of the task holds, and those that were broken have tests. So I approve, and bring it to main.',
  );
  await browser.follow('#overview');
  await browser.fill('#summary', APPROVAL);
  await verdict;
  await browser.follow('#approve');
  await terminal.run(TO_MAIN);
  await terminal.run('git log --oneline origin/main');
  await say('Three commits on main, and no order will come twice.');
  await hand.pause(300, 500);
}

export const codeReview: Scenario = {
  id: 'code-review',
  title: 'Review of retries that an agent wrote',
  family: 'code_review',
  label: 'calm-fetch  review',
  project: 'calm-fetch',
  baseMessage: 'calm-fetch 2.1.0',
  statement: TASK,
  homeFiles: [TASK],
  tabs: [CLIENT, RETRY, EXAMPLE, `/home/dev/${TASK}`],
  ...NODE_PROJECT,
  services: {},
  review: {
    branch: BRANCH,
    commits: ['calm-fetch/1-retries.patch'],
    answer: {
      commits: ['calm-fetch/2-answer.patch'],
      replies: [
        { thread: 1, text: 'You are right. A POST has one attempt now, and a test.' },
        { thread: 3, text: 'It counted retries. Now it counts attempts, with a test.' },
      ],
    },
  },
  completedBy: TO_MAIN,
  criteria: [
    testsPass('All tests pass, the two that the review asked for among them.'),
    {
      id: 'rules-tested',
      text: 'Tests show that there are three attempts in all, and that a POST is sent once.',
      check: 'test',
      command: "node --test --test-name-pattern='attempts in all|POST once' test/retry.test.js",
      shownBy: 'npm test',
    },
    LINT_CLEAN,
    { id: 'approved', text: 'Every thread is resolved, and the change is approved.', check: 'review' },
  ],
  play,
};
