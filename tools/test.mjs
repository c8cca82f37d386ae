/**
 * `npm test`: installs what is missing, then checks everything, each part to its end even where an earlier one failed.
 * The last line counts: tests by their runner, and each check (format, lint, types, …) as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { installBrowser, installPackages } from './install.mjs';

const RESULTS = 'test-results';

installPackages();
installBrowser();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };

function runPart(name, command) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, {
    stdio: 'inherit',
    shell: true,
    env: { ...process.env, CI: 'true' },
  });
  console.log(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

function check(name, command) {
  total[runPart(name, command) ? 'passed' : 'failed'] += 1;
}

/** Runs a test runner that leaves its counts in a JSON file; without them, the run itself counts as one failure. */
function tests(name, command, file, read) {
  const ok = runPart(name, command);
  const path = `${RESULTS}/${file}`;
  if (!existsSync(path)) {
    total.failed += 1;
    return;
  }
  const counts = read(JSON.parse(readFileSync(path, 'utf8')));
  for (const key of Object.keys(total)) total[key] += counts[key];
  // A runner may fail outside of any test: an unhandled rejection, an import that throws.
  if (!ok && counts.failed === 0) total.failed += 1;
}

check('format', 'npx prettier --check --log-level warn .');
check('generated types', 'npx tsx tools/generate-schema.ts --check');
check('lint', 'npx eslint . && npx oxlint --deny-warnings src test tools capture');
check('dead code', 'npx knip');
check('types', 'npx tsc --noEmit');
tests('unit, component and browser tests', 'npx vitest run', 'vitest.json', (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
}));
check('build and size budget', 'npm run --silent build');
tests('end-to-end tests', 'npx playwright test', 'playwright.json', ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
}));

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
