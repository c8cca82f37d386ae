import { readFile, writeFile } from 'node:fs/promises';
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
    expect(first).toMatchObject({ code: 0, err: '', out: 'Lin: 4\nAda: 4' });
    // Of so few traces two judge each.
    const before = await assigned();
    expect(before).toEqual(['a', 'b', 'c', 'd'].map(() => ['Ada', 'Lin']));
    await playhead('batch', 'assign', path, '--reviewers', 'Ada,Lin');
    expect(await assigned()).toEqual(before);
  });

  it('gives some of many traces to two', async () => {
    for (let number = 0; number < 20; number += 1)
      await writeBundle(join(path, '..', `n${number}`), titled(`n${number}`));
    await playhead('batch', 'index', join(path, '..'));
    const { out } = await playhead('batch', 'assign', path, '--reviewers', 'Ada,Lin,Mara');
    const counts = (await assigned()).map((names = []) => names.length);
    expect(counts.filter((count) => count === 2)).toHaveLength(10);
    expect(counts.filter((count) => count === 1)).toHaveLength(14);
    const loads = out.split('\n').map((line) => Number(line.split(': ')[1]));
    expect(loads.toSorted()).toEqual([11, 11, 12]);
  });

  it('gives the sample to reviewers, two of what is judged twice, and with it what was mixed in', async () => {
    for (let number = 0; number < 36; number += 1)
      await writeBundle(join(path, '..', `n${number}`), titled(`n${number}`));
    await playhead('batch', 'index', join(path, '..'));
    const nonce = join(path, '..', 'nonce');
    await playhead('batch', 'sample', '--promise', nonce);
    const batch = readBatch(JSON.parse(await readFile(path, 'utf8')), path);
    const odd = batch.traces.find(({ name }) => name === 'n7');
    const gold = join(path, '..', 'gold.json');
    const list = {
      schema: { name: 'playhead-gold', version: 1 },
      traces: [{ bundle_id: odd?.bundle_id, defect: 'its sound was cut' }],
    };
    await writeFile(gold, JSON.stringify(list));
    const options = ['--nonce', nonce, '--gold', gold];
    const { sampled } = JSON.parse(
      (await playhead('batch', 'sample', path, ...options, '--json')).out.replace('"selected"', '"sampled"'),
    ) as { sampled: readonly { name: string; why: string }[] };
    const lines = (await playhead('batch', 'sample', path, ...options)).out;
    expect(lines.match(/judged by two/g)).toHaveLength(10);
    expect(lines).toContain('by lot');
    await playhead('batch', 'assign', path, '--reviewers', 'Ada,Lin', ...options);
    const { traces } = readBatch(JSON.parse(await readFile(path, 'utf8')), path);
    const given = traces.filter(({ assigned: names }) => names).map(({ name }) => name);
    expect(given.toSorted()).toEqual([...sampled.map(({ name }) => name), 'n7'].toSorted());
    expect(sampled.some(({ name }) => name === 'n7')).toBe(false);
    const twice = traces.filter(({ assigned: names = [] }) => names.length === 2).map(({ name }) => name);
    expect(twice.toSorted()).toEqual(
      sampled
        .slice(0, 10)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('says where there is nobody to judge a trace a second time', async () => {
    const { code, err } = await playhead('batch', 'assign', path, '--reviewers', 'Ada');
    expect([code, err]).toEqual([0, '4 traces are to be judged by two, and there is one reviewer.']);
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
    [['--reviewers', 'Ada', '--mode', 'tightened']],
  ])('refuses %j, and leaves the batch as it is', async (args) => {
    const before = await readFile(path, 'utf8');
    expect(await playhead('batch', 'assign', path, ...args)).toMatchObject({ code: 2, out: '' });
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});
