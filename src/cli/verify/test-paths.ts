/**
 * Which files of a repository are its tests, by their paths. The start tree is run with the tests of the final one: what
 * shows a fix is that its tests fail on the code as it was (as in SWE-bench, https://arxiv.org/abs/2310.06770, which
 * parts a change into its tests and the rest by their paths). Pure.
 */
const FOLDERS = new Set(['test', 'tests', '__tests__', 'spec', 'specs', 'e2e', 'testing']);
/** `a.test.js`, `a_spec.rb`, `test_a.py`, `a_test.go`, `ATest.java`. */
const NAMES = [
  /[._-](?:test|tests|spec|specs)\.[^.]+$/i,
  /^(?:test|spec)[._-]/i,
  /[a-z0-9](?:Test|Tests|Spec)\.\w+$/,
];

/** `path`: from the root of the repository, with `/`. */
export function isTestPath(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return folders.some((folder) => FOLDERS.has(folder.toLowerCase())) || NAMES.some((form) => form.test(name));
}
