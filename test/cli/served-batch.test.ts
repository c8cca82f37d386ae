/** What of a batch's folder is given out. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serve } from '../../src/cli/serve.ts';
import { servedBatch } from '../../src/cli/served-batch.ts';
import { titled, writeBundle } from './batch/bundles.ts';
import { playhead, scratch } from './helpers.ts';

it('gives out the batch, its bundles and what stands beside them, listed or not, and nothing else', async () => {
  const folder = await scratch();
  await writeBundle(join(folder, 'one'), titled('one'));
  await writeBundle(join(folder, 'two.trace.zip'), titled('two'));
  await playhead('batch', 'index', folder);
  const beside = [
    'batch.signoff.json',
    'one.review.json',
    'two.review.json',
    'one.verifications.jsonl',
    'two.verifications.jsonl',
  ];
  const others = ['ada.pem', 'keys.json', 'nonce', 'three.review.json', 'one/unlisted.txt'];
  for (const name of [...beside, ...others]) await writeFile(join(folder, name), '{}');
  const served = await servedBatch(join(folder, 'batch.json'));
  const given = async (names: readonly string[]): Promise<readonly string[]> => {
    const found = await Promise.all(
      names.map(async (name) => ({ name, place: await served.find(`batch/${name}`) })),
    );
    return found.filter(({ place }) => place !== undefined).map(({ name }) => name);
  };
  expect(await given(beside)).toEqual(beside);
  expect(await given(['batch.json', 'one/notes.txt', 'two.trace.zip'])).toHaveLength(3);
  expect(await given(others)).toEqual([]);
  // The folder that holds it names it as well, as it does for all commands of a batch.
  await writeFile(join(folder, 'index.html'), '');
  const serving = await serve({ app: folder, bundle: folder });
  expect(new URL(serving.url).search).toBe('?batch=/batch/batch.json');
  await serving.close();
});
