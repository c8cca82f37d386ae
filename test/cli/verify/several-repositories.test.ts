import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { VerificationRecord } from '../../../src/schema/generated/types.ts';
import { playhead, scratch } from '../helpers.ts';
import { makeBundle } from './made-bundle.ts';

it('verifies in the first of several repositories, with the others at the same end beside it', async () => {
  const path = join(await scratch(), 'bundle');
  makeBundle(path, {
    base: { 'a.txt': 'a' },
    head: { fix: 'b' },
    beside: { lib: { base: { old: 'a' }, head: { old: undefined, 'new.txt': 'b' } } },
    commands: {
      both: 'test -f fix && test -f ../lib/new.txt',
      other: 'cd ../lib && test ! -e old && test -f ../app/fix',
      mixed: 'test -f fix && test -f ../lib/old',
    },
  });
  const args = ['--run', '--verifier', 'night-shift', '--json', '--runs', '1'];
  const { out } = await playhead('verify', path, ...args);
  const { criteria, repos } = JSON.parse(out) as VerificationRecord;
  expect(repos.map(({ name }) => name)).toEqual(['app', 'lib']);
  expect(criteria.map(({ id, result }) => `${id}: ${result}`)).toEqual([
    'both: verified',
    'other: verified',
    'mixed: failed',
  ]);
});
