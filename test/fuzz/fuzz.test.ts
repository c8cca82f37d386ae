/** A few of the bundles that `npm run fuzz` makes, the same in every run: none of them breaks anything. */
import { rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/hash.ts';
import { honest, smallSample } from './base-bundle.ts';
import { checkBundle } from './check-bundle.ts';
import { carryOut, plans } from './plan.ts';

const BUNDLES = 60;

it('what is mutated stays as it was for the next bundle', () => {
  const base = honest(smallSample());
  const before = new Map([...base].map(([path, bytes]) => [path, sha256Hex(bytes)]));
  for (const plan of fc.sample(plans, { seed: 1, numRuns: 300 })) carryOut(plan, base);
  expect(new Map([...base].map(([path, bytes]) => [path, sha256Hex(bytes)]))).toEqual(before);
});

it('mutated bundles are read as far as they can be, or refused in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'playhead-fuzz-'));
  const path = join(folder, 'mutated.trace.zip');
  const base = smallSample();
  const codes = new Set<string>();
  try {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await writeFile(path, carryOut(plan, base));
        for (const code of await checkBundle(path)) codes.add(code);
      }),
      { numRuns: BUNDLES },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
  // They reach deep: what is wrong is of many kinds.
  expect(codes.size).toBeGreaterThan(12);
});
