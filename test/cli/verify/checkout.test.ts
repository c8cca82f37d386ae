/** Whether the final diff of a trace leads from the start of its repository to the end. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VerificationRecord } from '../../../src/schema/generated/types.ts';
import { playhead, scratch } from '../helpers.ts';
import { makeBundle, type MadeBundle } from './made-bundle.ts';

let folder: string;
let made = 0;
beforeAll(async () => {
  folder = await scratch();
});

/** A PNG of one pixel: binary for git. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('the final diff', () => {
  const code = {
    base: { 'a.py': 'if a:\n    b()\n    c()\n' },
    head: { 'a.py': 'if a:\n    b()\nc()\n', fix: 'b' },
  };
  const picture = { base: { 'a.txt': 'a' }, head: { 'a.png': PNG, fix: 'b' } };
  const other = `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001\n---\ndiff --git a/more b/more\nnew file mode 100644\n--- /dev/null\n+++ b/more\n@@ -0,0 +1 @@\n+x\n`;
  const diffs: readonly (readonly [string, Partial<MadeBundle>, boolean | null])[] = [
    ['leads to the end', { ...code, finalDiff: {} }, true],
    ['leads to the end without lines around', { ...code, finalDiff: { options: ['-U0'] } }, true],
    ['leads to the end with a picture', { ...picture, finalDiff: { options: ['--binary'] } }, true],
    ['cannot tell of a picture that it lacks', { ...picture, finalDiff: {} }, null],
    ['is not followed by another', { ...code, finalDiff: { change: (diff) => diff + other } }, false],
    [
      'dedents as the end does',
      { ...code, finalDiff: { change: (diff) => diff.replace('+c()', '+  c()') } },
      false,
    ],
    ['changes something', { ...code, finalDiff: { change: () => '\n' } }, false],
    ['fits', { ...code, finalDiff: { change: (diff) => diff.replace('-    c()', '-    d()') } }, false],
  ];
  it.each(diffs)('%s', async (_what, spec, matches) => {
    made += 1;
    const path = join(folder, `bundle-${made}`);
    makeBundle(path, { base: {}, head: {}, commands: { fixed: 'test -f fix' }, ...spec });
    const { out } = await playhead(
      'verify',
      path,
      '--run',
      '--verifier',
      'night-shift',
      '--runs',
      '1',
      '--json',
    );
    const { repos } = JSON.parse(out) as VerificationRecord;
    expect(repos[0]?.diff_matches).toBe(matches);
  });
});
