/**
 * `npm test`: installs what is missing, then checks everything, each part to its end even where an earlier one failed.
 * The last line counts: tests by their runner, and each check (format, lint, types, …) as one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { installBrowser, installNginx, installPackages } from './install.mjs';

const RESULTS = 'test-results';

installPackages();
installBrowser();
installNginx();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, said once more at the end, where the tail of a long log still shows it. */
const failures = [];

async function runPart(name, command) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const child = spawn(command, { stdio: 'inherit', shell: true, env: { ...process.env, CI: 'true' } });
  const ok = await succeeds(child);
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds(started)})`);
  return ok;
}

function succeeds(child) {
  return new Promise((resolve) => child.on('close', (status) => resolve(status === 0)));
}

function count(name, ok) {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
}

/** Beside others; what it prints is shown once it has ended. */
async function checkBeside(name, command) {
  const started = Date.now();
  const printed = [];
  const child = spawn(command, { shell: true, env: { ...process.env, CI: 'true' } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => printed.push(bytes));
  const ok = await succeeds(child);
  console.log(
    `\n${Buffer.concat(printed).toString()}── ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds(started)})`,
  );
  count(name, ok);
}

async function inTurn(...checks) {
  for (const [name, command] of checks) await checkBeside(name, command);
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** Runs a test runner that leaves its report in a JSON file; without it, the run itself counts as one failure. */
async function tests(name, command, file, read) {
  const ok = await runPart(name, command);
  const path = `${RESULTS}/${file}`;
  if (!existsSync(path)) {
    total.failed += 1;
    failures.push(`${name}: the runner left no report`);
    return;
  }
  const { failed, ...counts } = read(JSON.parse(readFileSync(path, 'utf8')));
  for (const [key, count] of Object.entries(counts)) total[key] += count;
  total.failed += failed.length;
  failures.push(...failed);
  // A runner may fail outside of any test: an unhandled rejection, an import that throws.
  if (!ok && failed.length === 0) {
    total.failed += 1;
    failures.push(`${name}: the runner failed outside of any test`);
  }
}

function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    // A file that could not be read has no test that failed.
    if (failed.length === 0) return message ? [said(file, message)] : [];
    return failed.map((one) => said(`${file} › ${one.fullName}`, one.failureMessages[0]));
  });
}

/** A test that passed only when it was tried again is one that failed. */
function failedInPlaywright({ specs = [], suites = [] }) {
  return [
    ...specs
      .filter(({ tests: runs }) => runs.some(({ status }) => status === 'unexpected' || status === 'flaky'))
      .map(({ file, title, tests: runs }) => {
        const results = runs.flatMap((run) => run.results);
        return said(`${file} › ${title}`, results.find(({ error }) => error)?.error.message);
      }),
    ...suites.flatMap(failedInPlaywright),
  ];
}

function said(where, message = '') {
  return `${where}\n    ${stripVTControlCharacters(message).split('\n').slice(0, 12).join('\n    ')}`;
}

// Linting takes one core for as long as all other checks; the pages of the browser's tests leave most of another.
await Promise.all([
  inTurn([
    'lint',
    'npx eslint . && npx oxlint --disable-nested-config --deny-warnings src test tools capture bench',
  ]),
  inTurn(
    ['format', 'npx prettier --check --log-level warn .'],
    ['generated types', 'npx tsx tools/generate-schema.ts --check'],
    ['dead code', 'npx knip'],
    ['types', 'npx tsc --noEmit'],
    // Only the end-to-end tests need what it makes, and nothing else looks at it.
    ['build and size budget', 'npm run --silent build'],
  ),
  tests('unit, component and browser tests', 'npx vitest run', 'vitest.json', (report) => ({
    passed: report.numPassedTests,
    failed: failedInVitest(report),
    skipped: report.numPendingTests + report.numTodoTests,
  })),
]);
await tests('end-to-end tests', 'npx playwright test', 'playwright.json', ({ stats, suites }) => ({
  passed: stats.expected,
  failed: failedInPlaywright({ suites }),
  skipped: stats.skipped,
}));

if (failures.length > 0) console.log(`\n── failed\n${failures.map((one) => `  ${one}`).join('\n')}`);

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
