import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readBatch } from '../../../src/review/batch/batch-file.ts';
import { playhead, scratch } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';

let path: string;
beforeEach(async () => {
  const folder = await scratch();
  for (const name of ['a', 'b', 'c', 'd']) await writeBundle(join(folder, name), titled(name));
  await playhead('batch', 'index', folder);
  path = join(folder, 'batch.json');
});

async function assigned(): Promise<readonly (readonly string[] | undefined)[]> {
  const { traces } = readBatch(JSON.parse(await readFile(path, 'utf8')), path);
  return traces.map((trace) => trace.assigned);
}

describe('playhead batch assign', () => {
  it('writes as many traces for one as for the other, the same each time', async () => {
    const first = await playhead('batch', 'assign', path, '--reviewers', 'Lin, Ada,Lin');
    expect(first).toMatchObject({ code: 0, err: '', out: 'Lin: 2\nAda: 2' });
    const before = await assigned();
    expect(before.flat().toSorted()).toEqual(['Ada', 'Ada', 'Lin', 'Lin']);
    await playhead('batch', 'assign', path, '--reviewers', 'Ada,Lin');
    expect(await assigned()).toEqual(before);
  });

  it('gives each trace to as many as asked for, and says so as JSON', async () => {
    const { code, out } = await playhead(
      'batch',
      'assign',
      path,
      '--reviewers',
      'Ada,Lin',
      '--each',
      '2',
      '--json',
    );
    const all = ['a', 'b', 'c', 'd'];
    expect([code, JSON.parse(out)]).toEqual([
      0,
      [
        { reviewer: 'Ada', traces: all },
        { reviewer: 'Lin', traces: all },
      ],
    ]);
    expect(await assigned()).toEqual(all.map(() => ['Ada', 'Lin']));
  });

  it.each([
    [[]],
    [['--reviewers', ' , ']],
    [['--reviewers', 'Ada', '--each', '2']],
    [['--reviewers', 'Ada', '--each', 'x']],
  ])('refuses %j, and leaves the batch as it is', async (args) => {
    const before = await readFile(path, 'utf8');
    expect(await playhead('batch', 'assign', path, ...args)).toMatchObject({ code: 2, out: '' });
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});
