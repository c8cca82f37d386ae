import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const TEST_FILE = 'test/next.test.js';
const MATCH = 'src/match.js';
const PARSE = 'src/parse.js';
const ISSUE = 'issue-17.md';

const FAILING_TEST = `
test('both day fields given: either one is enough', () => {
  assert.equal(next('0 9 1,15 * mon'), '2024-03-04T09:00');
});`;
const WRONG_LINE = '  return cron.month.has(date.getUTCMonth() + 1) && (inMonth || inWeek);';
const PARSE_FIX = `  // With both day fields given, either one may match: docs/days.html.
  const cron = { eitherDay: parts[2] !== '*' && parts[4] !== '*' };`;
const MATCH_FIX = `  const inDay = cron.eitherDay ? inMonth || inWeek : inMonth && inWeek;
  return cron.month.has(date.getUTCMonth() + 1) && inDay;`;
const REGRESSION_TEST = `
test('the 13th and every Friday', () => {
  let days = upcoming('0 9 13 * fri', 3, after).map((run) => run.getUTCDate());
  assert.deepEqual(days, [8, 13, 15]);
});`;
const MESSAGE = 'Days: either field is enough when both are given';

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  await reproduce(desk);
  const understood = desk.script.blocked(
    'spec',
    'How the two day fields work together is not clear from the issue.',
  );
  await lookUpTheRule(desk);
  understood();
  await wrongAttempt(desk);
  await fix(desk);
  await regressionAndLint(desk);
  await commit(desk);
}

async function understand({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Understand');
  await editor.open(ISSUE);
  const reading = say(
    'I start with the issue. A job is given both day fields: the first and the fifteenth, and Mondays. ' +
      'They expect Monday, the fourth of March, and get the first of April.',
  );
  await editor.point(3, 40);
  await hand.pause(3000, 3400);
  await editor.point(8, 34);
  await hand.pause(2200, 2600);
  await editor.point(9, 34);
  await reading;
  const hint = say('The first of April is also a Monday. So it looks as if both fields must match at once.');
  await terminal.run('git log --oneline && ls src test docs');
  await hint;
}

async function reproduce({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Reproduce');
  const plan = script.decide(
    'Before I look for the cause, I write the example from the issue as a test, to reproduce it.',
    { file: TEST_FILE, line: 19 },
  );
  await editor.goTo(TEST_FILE, 16);
  await editor.insertAfter(TEST_FILE, 18, FAILING_TEST);
  await plan;
  await editor.save(TEST_FILE, FAILING_TEST);
  await terminal.run('npm test');
  await hand.moveTo({ x: 1050, y: 760 });
  await say('Red, with exactly the date from the issue. It is reproduced.');
}

async function lookUpTheRule({ browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Look up the rule');
  const why = script.decide(
    'I do not want to guess the rule. The manual should have it, so I look it up first.',
  );
  await browser.visit('localhost:8080');
  await why;
  await browser.fill('input[name=q]', 'day of week');
  await browser.submit();
  const choice = say('Days, that is the page.');
  await browser.pointAt('.result a[href="days.html"]');
  await choice;
  await browser.follow('.result a[href="days.html"]');
  await hand.pause(600, 900);
  await browser.scroll(3);
  const rule = say('Here it is. If both are given, the job runs when either of them matches.');
  await browser.pointAt('.rule strong');
  await hand.pause(2500, 3000);
  await browser.scroll(2);
  await rule;
}

async function wrongAttempt({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('First attempt');
  const look = say('Now the code that decides about the day.');
  await editor.open(MATCH);
  await editor.select(MATCH, 3, 5);
  await look;
  await say('There it is, line five: in month and in week. Both are required.');
  const attempt = script.decide(
    'Either is enough, says the manual. So the smallest change is an or in place of the and. I try that.',
    {
      file: MATCH,
      line: 5,
    },
  );
  await editor.replaceLines(MATCH, 5, 5, WRONG_LINE);
  await attempt;
  await editor.save(MATCH, WRONG_LINE);
  const solved = script.blocked(
    'knowledge',
    'With a plain "or", expressions with only one day field run every day.',
  );
  await terminal.run('npm test');
  await hand.moveTo({ x: 1080, y: 720 });
  const broken = say('My new test is green, but four others broke. Weekdays only now runs on a Saturday.');
  await hand.scroll(-22);
  await broken;
  await hand.scroll(8);
  await say('Of course. A star matches every day, so with an or, the star always wins.');
  await think({ editor, script, say, hand });
  solved();
}

async function think({
  editor,
  script,
  say,
  hand,
}: Pick<Desk, 'editor' | 'script' | 'say' | 'hand'>): Promise<void> {
  const reread = say(
    'I read only half of the rule. If one field is a star, only the other one counts. So I must know which fields were given.',
  );
  await hand.moveTo({ x: 1000, y: 330 });
  await reread;
  await editor.open(PARSE);
  const where = script.decide(
    'After parsing, a star and the range one to thirty one are the same set. So the match cannot tell them apart. ' +
      'The parser still sees the text, so the parser should remember it.',
    { file: PARSE, line: 36 },
  );
  await editor.goTo(PARSE, 36);
  await editor.point(28, 30);
  await where;
}

async function fix({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Fix');
  const parser = say('I keep one flag: either day. It is true when neither field is a star.');
  await editor.replaceLines(PARSE, 36, 36, PARSE_FIX);
  await parser;
  await editor.save(PARSE, PARSE_FIX);
  const match = say(
    'And the match uses it. With the flag, either is enough. Without it, both must hold, and the star always does.',
  );
  await editor.replaceLines(MATCH, 5, 5, MATCH_FIX);
  await match;
  await editor.save(MATCH, MATCH_FIX);
  await terminal.run('npm test');
  await hand.moveTo({ x: 1100, y: 740 });
  await say('All eight are green.');
}

async function regressionAndLint({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Regression test and lint');
  const plan = script.decide(
    'I also add the example from the manual, the thirteenth and every Friday, with several runs in a row.',
    {
      file: TEST_FILE,
      line: 23,
    },
  );
  await editor.insertAfter(TEST_FILE, 22, REGRESSION_TEST);
  await plan;
  await editor.save(TEST_FILE, REGRESSION_TEST);
  await terminal.run('npm run lint');
  const slip = say('The linter is right. Days never changes, so it is a const.');
  await hand.pause(800, 1200);
  const fixed = REGRESSION_TEST.split('\n')[2]?.replace('let', 'const') ?? '';
  await editor.replaceLines(TEST_FILE, 25, 25, fixed);
  await slip;
  await editor.save(TEST_FILE, fixed);
  await terminal.run('npm run lint');
  await terminal.run('npm test');
  await say('Lint is clean, and nine tests pass.');
}

async function commit({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Commit');
  await terminal.run('git diff --stat');
  const done = script.decide('Three files, nothing else touched, and two tests hold the rule. I commit.');
  await terminal.run(`git commit -qam "${MESSAGE}"`);
  await terminal.run('git log --oneline');
  await done;
  await say('That closes issue seventeen.');
  await hand.pause(300, 500);
}

export const bugFix: Scenario = {
  id: 'bug-fix',
  title: 'Cron expressions with both day fields run too rarely',
  family: 'bug_fix',
  label: 'cron-next  issue 17',
  project: 'cron-next',
  baseMessage: 'cron-next 1.4.0',
  statement: ISSUE,
  homeFiles: [ISSUE],
  tabs: [PARSE, MATCH, TEST_FILE, '/home/dev/issue-17.md'],
  ...NODE_PROJECT,
  criteria: [
    testsPass('All tests pass, the two new ones among them.'),
    {
      id: 'regression-test',
      text: 'A test covers expressions with both day fields.',
      check: 'test',
      command: "node --test --test-name-pattern='both day fields' test/next.test.js",
      shownBy: 'npm test',
    },
    LINT_CLEAN,
  ],
  play,
};
