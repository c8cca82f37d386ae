import type { Desk, Scenario } from '../scenario.ts';
import { LINT_CLEAN, NODE_PROJECT, testsPass } from './node-project.ts';

const TASK = 'promises.md';
const JSON_FILE = 'shelf/src/json-file.js';
const TOOL = 'shelf/tools/to-promises.js';
const FAILURES = 'shelf/test/failures.test.js';
const MAIN = 'loans/src/main.js';

const IMPORTS = `import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';`;
const CHAIN = `    this.last = Promise.resolve();
  }

  async read() {
    if (!existsSync(this.path)) return [];
    return JSON.parse(await readFile(this.path, 'utf8'));
  }

  write(value) {
    const text = JSON.stringify(value);
    const result = this.last.then(() => writeFile(this.path, text));
    this.last = result.catch(() => undefined);
    return result;
  }
}`;
const PASSED_ON = "  [/^([\\w.]+)\\((?:(.*), )?done\\);$/, 'return $1($2);'],";
const LEFT = 'const LEFT = /\\b(?:error|done)\\b/;';
const REJECTS = `test('a write that fails does not stop the next', async () => {
  const path = nowhere();
  const shelf = await open(path);
  await assert.rejects(shelf.put('book/1', {}), { code: 'ENOENT' });
  mkdirSync(dirname(path));
  await shelf.put('book/2', {});
});`;
const COMMANDS = "import * as commands from './commands.js';";
const RUN = `export async function run(shelf, [name, ...words]) {
  if (!Object.hasOwn(commands, name)) throw new Error(\`No command \${name}\`);
  return commands[name](shelf, words);
}`;

async function play(desk: Desk): Promise<void> {
  await understand(desk);
  await libraryByHand(desk);
  await libraryByTool(desk);
  await libraryDone(desk);
  await applicationByTool(desk);
  await newStructure(desk);
  await applicationDone(desk);
}

async function understand({ editor, terminal, browser, script, say, hand }: Desk): Promise<void> {
  script.phase('Understand');
  await editor.open(TASK);
  const reading = say(
    'Two repositories: shelf is a library with callbacks, loans the application on top of it. Both are to use promises.',
  );
  await editor.point(2, 30);
  await hand.pause(2600, 3000);
  await editor.point(11, 40);
  await terminal.run('ls src test tools ../loans/src/*');
  await reading;
  const rules = say('There are rules for changes that break users.');
  await browser.visit('localhost:8080/changes.html');
  await rules;
  await browser.pointAt('.one strong');
  const oneWay = script.decide(
    'One way to call a method. So I keep no callback version beside the promises, although loans breaks until it has followed.',
  );
  await browser.scroll(2);
  await oneWay;
  await browser.pointAt('.order strong');
  await script.decide(
    'The library first, until its own tests pass, then loans, each in a commit of its own.',
  );
}

async function libraryByHand({ editor, terminal, script, say }: Desk): Promise<void> {
  script.phase('Library by hand');
  const chain = script.decide(
    'What keeps writes in order is no regular code: that is for me. A chain of promises does it, in the file itself, ' +
      'so the queue is no part of its own any more.',
    { file: JSON_FILE, line: 8 },
  );
  await editor.replaceLines(JSON_FILE, 8, 23, CHAIN);
  await chain;
  const failure = say(
    'A write that failed must not break the chain. And broken JSON is now an error, not a crash.',
  );
  await editor.replaceLines(JSON_FILE, 1, 2, IMPORTS);
  await editor.save(JSON_FILE, CHAIN);
  await terminal.run('git rm -q src/queue.js');
  await failure;
}

async function libraryByTool({ editor, terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Library by tool');
  const small = script.decide(
    'The rest is regular. I try the draft of the tool on the library, where I know every line, before it touches loans.',
    { file: TOOL, line: 5 },
  );
  await terminal.run('node tools/to-promises.js src/{open,shelf}.js test/shelf.test.js');
  await small;
  await terminal.run('npm test');
  await hand.moveTo({ x: 1080, y: 740 });
  const blocked = script.blocked('tool', 'The tool leaves calls behind that pass their callback on.');
  await say('Red. Done is not defined. The tool missed something.');
  await terminal.run('grep -n done src/shelf.js');
  const gap = script.decide(
    'Here a method passes its own callback on. The tool has no rule for that, and, worse, did not say so. ' +
      'I mend the tool and not the file: what it leaves behind here, it leaves behind anywhere.',
    { file: TOOL, line: 12 },
  );
  await editor.insertAfter(TOOL, 12, PASSED_ON);
  await gap;
  const strict = say('And a file in which a done is left is from now on left alone.');
  await editor.replaceLines(TOOL, 18, 18, LEFT);
  await strict;
  await editor.save(TOOL, LEFT);
  await terminal.run('git checkout src/shelf.js');
  await terminal.run('node tools/to-promises.js src/shelf.js');
  await terminal.run('cat src/shelf.js');
  blocked();
}

async function libraryDone({ editor, terminal, script, say }: Desk): Promise<void> {
  script.phase('Library done');
  const failures = script.decide(
    'The test of failures looks at errors, so it is mine. It asks for the same as before, by rejects.',
    { file: FAILURES, line: 10 },
  );
  await editor.replaceLines(FAILURES, 10, 20, REJECTS);
  await failures;
  await editor.save(FAILURES, REJECTS);
  await terminal.run('npm test');
  const green = say('Four are green, the broken write among them. That is version two.');
  await terminal.run("sed -i 's/1.6.0/2.0.0/' package.json");
  await terminal.run('npm run lint');
  await green;
  await terminal.run('git commit -qam "Give promises in place of callbacks"');
}

async function applicationByTool({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Application by tool');
  await terminal.run('cd ../loans');
  await terminal.run('npm test');
  const red = say('As expected, nothing in loans works now. So the tool, over all of it.');
  await terminal.run('node ../shelf/tools/to-promises.js {src,test,bin}/*.js src/*/*.js');
  await red;
  await hand.moveTo({ x: 1100, y: 720 });
  const left = script.decide(
    'Three are left. Two of these only make callbacks safe. But a promise ends once, and what is thrown is its error. ' +
      'So I do not rewrite the two runners. They go.',
  );
  await left;
}

async function newStructure({ editor, terminal, script }: Desk): Promise<void> {
  script.phase('New structure');
  const merge = script.decide(
    'Now the structure. Queries lay apart from commands only because they had a runner of their own. ' +
      'Without runners both are the same: a function that gives a text. So they become one folder.',
    { file: MAIN, line: 10 },
  );
  await terminal.run('git mv src/queries/*.js src/commands/ && rmdir src/queries');
  await terminal.run('git rm -q src/run-*.js');
  await merge;
  const table = script.decide(
    'And main named each of them three times. One list of exports, made of the folder, is enough.',
    { file: MAIN, line: 1 },
  );
  await terminal.run(`(cd src && printf "export * from './%s';\\n" commands/*.js) > src/commands.js`);
  await table;
  await editor.replaceLines(MAIN, 17, 21, RUN);
  await editor.replaceLines(MAIN, 1, 14, COMMANDS);
  await editor.save(MAIN, RUN);
}

async function applicationDone({ terminal, script, say, hand }: Desk): Promise<void> {
  script.phase('Application done');
  await terminal.run('npm test');
  await hand.moveTo({ x: 1100, y: 740 });
  const strict = say('Green. Does any test ask for less than before? I count assertions that differ.');
  await terminal.run("git diff -w test | grep -c '^[-+].*assert'");
  await strict;
  await terminal.run('npm run lint');
  const words = say('None. And the linter is right: words was there for the callback behind it.');
  await terminal.run("sed -i 's/(shelf, words)/(shelf)/' src/commands/{calls,out,readers}.js");
  await words;
  await terminal.run('npm run lint && npm test');
  await terminal.run('git add -A && git diff --cached --stat -M');
  const done = script.decide(
    'Fewer files, fewer lines, and one folder of commands. Each repository has a commit of its own, as the rules want it.',
  );
  await terminal.run('git commit -qm "Use the promises of shelf 2"');
  await done;
  await say('Both are done.');
  await hand.pause(300, 500);
}

export const refactorMigration: Scenario = {
  id: 'refactor-migration',
  title: 'A library and its application move from callbacks to promises',
  family: 'refactor_migration',
  label: 'shelf, loans  promises',
  project: 'shelf',
  baseMessage: 'shelf 1.6.0',
  beside: [{ project: 'loans', baseMessage: 'loans 0.9.2' }],
  statement: TASK,
  homeFiles: [TASK],
  tabs: [JSON_FILE, TOOL, FAILURES, MAIN, `/home/dev/${TASK}`],
  ...NODE_PROJECT,
  criteria: [
    { ...testsPass('All tests of the library pass.'), id: 'library-tests', repository: 'shelf' },
    {
      ...testsPass('All tests of the application pass, with the library beside it.'),
      id: 'application-tests',
      command: 'cd ../loans && npm test',
      repository: 'loans',
    },
    {
      ...LINT_CLEAN,
      text: 'The linter reports nothing in the library.',
      id: 'library-lint',
      repository: 'shelf',
    },
    {
      ...LINT_CLEAN,
      text: 'The linter reports nothing in the application.',
      id: 'application-lint',
      // The tools of the first repository are there when it is run again.
      command: 'cd ../loans && ../shelf/node_modules/.bin/oxlint --deny-warnings src test bin',
      repository: 'loans',
    },
  ],
  play,
};
