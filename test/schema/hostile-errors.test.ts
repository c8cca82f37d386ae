/** Values of which nearly everything is wrong. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkRecord } from '../../src/schema/check.ts';
import { batch } from '../../src/schema/generated/batch-validators.js';

it.each(['batch', 'qc', 'review', 'sign', 'verification'])(
  'are not copied error by error for each item: %s',
  (name) => {
    const code = readFileSync(
      new URL(`../../src/schema/generated/${name}-validators.js`, import.meta.url),
      'utf8',
    );
    expect(code).not.toContain('vErrors.concat');
  },
);

it('are told whole, in their order, and linear in their number', () => {
  const { violations } = checkRecord(batch, { traces: Array.from({ length: 50_000 }, () => ({})) });
  const pointers = violations.map(({ pointer }) => pointer).filter((one) => one.startsWith('/traces/'));
  const [first, last] = [pointers[0], pointers.at(-1)];
  expect([first, last]).toEqual(['/traces/0', '/traces/49999']);
  expect(pointers.length % 50_000).toBe(0);
});
