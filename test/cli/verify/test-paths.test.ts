import { describe, expect, it } from 'vitest';
import { isTestPath } from '../../../src/cli/verify/test-paths.ts';

describe('isTestPath', () => {
  it.each([
    'test/next.js',
    'packages/a/__tests__/b.tsx',
    'spec/models/user.rb',
    'Tests/A.cs',
    'src/a.test.ts',
    'src/a_spec.rb',
    'pkg/a_test.go',
    'test_views.py',
    'src/main/UserTest.java',
  ])('takes %s for a test', (path) => {
    expect(isTestPath(path)).toBe(true);
  });

  it.each([
    'src/next.js',
    'src/latest.ts',
    'contest/a.js',
    'attest.py',
    'src/protest.go',
    'docs/testing.md',
    'a/Latest.java',
  ])('does not take %s for one', (path) => {
    expect(isTestPath(path)).toBe(false);
  });
});
