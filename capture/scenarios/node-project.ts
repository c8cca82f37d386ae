/** What scenarios share whose project is of Node, tested by its own runner and linted by oxlint, with a manual in docs/. */
import type { Criterion, Scenario } from '../scenario.ts';

export const NODE_PROJECT: Pick<Scenario, 'toolchain' | 'binaries' | 'services'> = {
  toolchain: ['oxlint', '@oxlint'],
  binaries: { oxlint: 'oxlint/bin/oxlint' },
  services: { docs: ['node', 'docs/serve.js'] },
};

/** `text`: which tests, besides all. */
export function testsPass(text: string): Criterion {
  return { id: 'tests-pass', text, check: 'test', command: 'npm test', shownBy: 'npm test' };
}

export const LINT_CLEAN: Criterion = {
  id: 'lint-clean',
  text: 'The linter reports nothing.',
  check: 'test',
  command: 'npm run lint',
  shownBy: 'npm run lint',
};
