/** Which reports of a run are read, and what is said of those that are not. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { markReports, readTestStates } from '../../../src/cli/verify/test-reports.ts';
import { scratch } from '../helpers.ts';

const ONE = '<testsuite name="s"><testcase name="a"/></testsuite>';
const never = new AbortController().signal;

let tree: string;
beforeEach(async () => {
  tree = join(await scratch(), 'tree');
  await mkdir(tree);
});

async function write(count: number, text: string): Promise<void> {
  for (let number = 1; number <= count; number += 1) await writeFile(join(tree, `r${number}.xml`), text);
}

describe('the reports of a run', () => {
  it('are those that it wrote', async () => {
    await write(2, ONE);
    const before = await markReports(tree);
    expect(await readTestStates(tree, before, never)).toBeUndefined();
    await writeFile(join(tree, 'new.xml'), ONE.replace('"a"', '"b"'));
    expect([...((await readTestStates(tree, before, never)) ?? [])]).toEqual([['s › b', true]]);
  });

  it('are read up to a number of them, and none where there are more', async () => {
    const before = await markReports(tree);
    await write(200, ONE);
    expect((await readTestStates(tree, before, never))?.size).toBe(1);
    await write(201, ONE);
    await expect(readTestStates(tree, before, never)).rejects.toMatchObject({ code: 'report-too-large' });
  });

  it('are read up to a size of all of them', async () => {
    const before = await markReports(tree);
    // Five of 15,000,000 bytes are more than 64 MiB.
    await write(5, ' '.repeat(15_000_000));
    await expect(readTestStates(tree, before, never)).rejects.toMatchObject({
      code: 'report-too-large',
      details: { path: 'r5.xml', together: true },
    });
  });

  it('are no longer read once nobody wants them', async () => {
    const before = await markReports(tree);
    await write(1, ONE);
    const stop = new AbortController();
    stop.abort();
    await expect(readTestStates(tree, before, stop.signal)).rejects.toThrow();
  });
});
