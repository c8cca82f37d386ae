import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const TEST_FILE = 'test/sums.test.js';
const REPORT = 'src/report.js';
const CLI = 'src/cli.js';
const TASK = 'weekly-report.md';

const TEST_IMPORT = "import { monthly, weekly } from '../src/report.js';";
const WEEKLY_TEST = `
test('weekly: a column a week, a dash for none, a total', () => {
  const [weeks, labels] = lines(weekly(may));
  assert.equal(weeks, 'project W18 W19 W20 total');
  assert.equal(labels, 'Labels - 1.5 - 1.5');
});`;
const WEEKLY = `
/** A line a project, a column a week, and a total. */
export function weekly(bookings) {
  const weeks = groupBy(bookings, weekOf).map(([week]) => week);
  const rows = groupBy(bookings, projectOf).map(([name, own]) => {
    const cells = weeks.map((week) => hours(sum(ofWeek(own, week))));
    return [name, ...cells, hours(sum(own))];
  });
  return table([['project', ...weeks, 'total'], ...rows]);
}`;
const CLI_IMPORT = "import { monthly, ofWeek, weekly } from './report.js';";
const CLI_OPTION = "    weekly: { type: 'boolean' },";
const CLI_SWITCH = 'const report = values.weekly ? weekly : monthly;';

const CUT_NAMES = '    return [name.slice(0, 20), ...cells, hours(sum(own))];';
const WHOLE_NAMES = '    return [name, ...cells, hours(sum(own))];';
const REVIEW_TESTS = `
test('weekly: names stay whole', () => {
  const name = 'depot'.repeat(9);
  assert.ok(weekly([book('2024-05-03', name, 1)]).includes(name));
});

test('weekly: weeks in the order of time', () => {
  const days = ['2024-12-27', '2024-12-30'];
  assert.match(weekly(days.map((day) => book(day, 'Portal', 1))), /W52 +W01/);
});`;
const IN_ORDER = `  const inOrder = bookings.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const weeks = [...new Set(inOrder.map(weekOf))];`;

const RUN = 'node src/cli.js --weekly sample/may.csv';
const REVIEWS = 'localhost:8090';

async function play(desk: Desk): Promise<void> {
  await readTheSpec(desk);
  await plan(desk);
  await implement(desk);
  await fitTheWidth(desk);
  await readTheReview(desk);
  await answerTheReview(desk);
  await tellWhatIsNotMet(desk);
}

async function readTheSpec({ editor, browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Read the spec');
  await editor.open(TASK);
  const task = say(
    'Team leads want the hours of a month week by week, to mail them around. How it has to look stands in our docs.',
  );
  await editor.point(3, 30);
  await hand.pause(2500, 3000);
  await editor.point(7, 34);
  await task;
  const why = script.decide('So before I plan anything, I read that page.');
  await browser.visit('localhost:8080');
  await why;
  await browser.follow('main a[href="weekly.html"]');
  const rules = say(
    'A line a project, a column a week, a dash where nothing was booked, and a total. ' +
      'At most sixty columns, since mails wrap after that.',
  );
  await browser.pointAt('.rules li:nth-child(2)');
  await hand.pause(2500, 3000);
  await browser.scroll(2);
  await browser.pointAt('.rules li:nth-child(5)');
  await rules;
}

async function plan({ editor, script }: Desk): Promise<void> {
  script.phase('Plan');
  const steps = script.decide(
    'The monthly report groups by project already. So my plan is: first a test, then weekly, beside monthly, which groups by project ' +
      'and by week, then the switch on the command line. Parsing and the table stay as they are.',
    { file: REPORT, line: 22 },
  );
  await editor.open(REPORT);
  await editor.select(REPORT, 8, 15);
  await editor.goTo(REPORT, 23);
  await steps;
}

async function implement({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Implement');
  const test = script.decide('The test first: three bookings in three weeks, so that there are dashes.', {
    file: TEST_FILE,
    line: 16,
  });
  await editor.insertAfter(TEST_FILE, 15, WEEKLY_TEST);
  await editor.replaceLines(TEST_FILE, 3, 3, TEST_IMPORT);
  await test;
  await editor.save(TEST_FILE, WEEKLY_TEST);
  const report = script.decide(
    'Now the report itself. Its weeks come from the bookings, so that no column is empty.',
    { file: REPORT, line: 31 },
  );
  await editor.insertAfter(REPORT, 29, WEEKLY);
  await report;
  await editor.save(REPORT, WEEKLY);
  const option = script.decide('And the command line gets its option.', { file: CLI, line: 11 });
  await editor.replaceLines(CLI, 15, 15, CLI_SWITCH);
  await editor.insertAfter(CLI, 10, CLI_OPTION);
  await editor.replaceLines(CLI, 5, 5, CLI_IMPORT);
  await option;
  await editor.save(CLI, CLI_OPTION);
  await terminal.run('npm test');
  await terminal.run(RUN);
  await hand.moveTo({ x: 1080, y: 700 });
  await say('All four pass, and the report looks like the example.');
}

/** The wrong turn: one criterion is met by breaking a rule. */
async function fitTheWidth({ editor, terminal, script, say }: Desk): Promise<void> {
  script.phase('Fit the width');
  await terminal.run('npm run width');
  const cut = script.decide(
    'But it is sixty eight columns wide. The names of the two depots take most of it, so I cut names after twenty characters.',
    { file: REPORT, line: 36 },
  );
  await editor.replaceLines(REPORT, 36, 36, CUT_NAMES);
  await cut;
  await editor.save(REPORT, CUT_NAMES);
  await terminal.run('npm run width');
  const fits = say('Fifty five. That fits.');
  await terminal.run('npm test');
  await fits;
  await terminal.run('npm run lint');
  const handOver = script.decide('Everything is green, so I commit it, for a colleague to review.');
  await terminal.run('git commit -qam "Add the weekly report"');
  await handOver;
}

async function readTheReview({ browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Review');
  const open = say('The review is there.');
  await browser.visit(REVIEWS);
  await open;
  const names = say(
    'Both depots have the same name now, and the docs say that a name is never cut. I read over that. The review is right.',
  );
  await browser.pointAt('#names');
  await names;
  const order = say('And at the end of December, week one comes before week fifty two.');
  await browser.pointAt('#order');
  await order;
  await hand.pause(200, 400);
}

async function answerTheReview({ editor, terminal, script, say }: Desk): Promise<void> {
  script.phase('Answer the review');
  const tests = script.decide('Each note becomes a test before I change anything.', {
    file: TEST_FILE,
    line: 22,
  });
  await editor.insertAfter(TEST_FILE, 21, REVIEW_TESTS);
  await tests;
  await editor.save(TEST_FILE, REVIEW_TESTS);
  await terminal.run('npm test');
  const fix = script.decide(
    'Both are red, as the review says. Names stay whole again, and the weeks follow the days of the bookings instead of their numbers.',
    { file: REPORT, line: 33 },
  );
  await editor.replaceLines(REPORT, 36, 36, WHOLE_NAMES);
  await editor.replaceLines(REPORT, 33, 33, IN_ORDER);
  await fix;
  await editor.save(REPORT, IN_ORDER);
  await terminal.run('npm test');
  const green = say('Six pass. Now the linter, and the width again.');
  await terminal.run('npm run lint');
  await green;
}

async function tellWhatIsNotMet({ browser, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('What is not met');
  await terminal.run('npm run width');
  // Nobody in the session can take it away.
  script.blocked(
    'spec',
    'Whole names and 60 columns cannot both hold for the sample: its names are too long.',
  );
  await hand.moveTo({ x: 1060, y: 760 });
  await say(
    'Sixty eight columns again. With a single space between them it would still be sixty two. ' +
      'So for this sample, whole names and sixty columns exclude each other.',
  );
  const choice = script.decide(
    'I keep the names whole, because two lines that look the same are wrong, and a wide line is only ugly. ' +
      'That leaves the width not met, and I say so in the commit.',
  );
  await terminal.run('git commit -qam "Answer the review; not met: 68 columns, not 60"');
  await choice;
  await browser.visit(REVIEWS);
  const approved = say(
    'Approved, with the width open. Four of the five criteria are met, and one is not: whoever asked for sixty columns has to decide.',
  );
  await browser.pointAt('#approved');
  await approved;
  await hand.pause(300, 500);
}

export const feature: Scenario = {
  id: 'feature',
  title: 'A weekly report, from its spec over a review to a rule that cannot be met',
  family: 'feature',
  label: 'hour-book  weekly report',
  project: 'hour-book',
  baseMessage: 'hour-book 2.1.0',
  statement: TASK,
  homeFiles: [TASK, 'review-desk.mjs'],
  tabs: [CLI, REPORT, TEST_FILE, `/home/dev/${TASK}`],
  ...NODE_PROJECT,
  services: { ...NODE_PROJECT.services, reviews: ['node', '../review-desk.mjs'] },
  criteria: [
    testsPass('All tests pass, the three new ones among them.'),
    {
      id: 'weekly-report',
      text: 'The report has a column a week in the order of time, a dash for none, and a total.',
      check: 'test',
      command: "node --test --test-name-pattern='weekly: (a column|weeks)' test/sums.test.js",
      shownBy: 'npm test',
    },
    {
      id: 'whole-names',
      text: 'Names of projects are never cut.',
      check: 'test',
      command: "node --test --test-name-pattern='names stay whole' test/sums.test.js",
      shownBy: 'npm test',
    },
    {
      id: 'width',
      text: 'The report of the sample is at most 60 columns wide.',
      check: 'metric',
      command: 'npm run width',
      shownBy: 'npm run width',
    },
    LINT_CLEAN,
  ],
  notes: [
    'The colleague is a page that was written beforehand: it shows its review of a commit once that commit is made.',
  ],
  play,
};
