/** What a bundle comes to when it is read byte for byte: the same in the page as by the command. */
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { loadBatch } from '../../src/cli/batch/batch-disk.ts';
import { gatherEvidence } from '../../src/cli/batch/evidence-disk.ts';
import { openLocal } from '../../src/cli/fs-bundle.ts';
import { listFiles } from '../../src/cli/list-files.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import { readWhole, ZIP_ITSELF } from '../../src/qc/whole-bundle.ts';
import { bundleEvidence } from '../../src/review/sign/bundle-evidence.ts';
import type { BundleSource } from '../../src/bundle/bundle-source.ts';
import { titled, writeBundle } from '../cli/batch/bundles.ts';
import { playhead, scratch } from '../cli/helpers.ts';

it.each([
  ['a folder', 'one', () => Promise.resolve()],
  ['a folder with another byte', 'one', (at: string) => appendFile(join(at, 'one', 'notes.txt'), '!')],
  ['a folder without a file', 'one', (at: string) => rm(join(at, 'one', 'notes.txt'))],
  ['a zip', 'one.trace.zip', () => Promise.resolve()],
])('is what the command finds of %s', async (_, name, change) => {
  const folder = await scratch();
  await writeBundle(join(folder, name), titled('one'));
  await playhead('batch', 'index', folder);
  await change(folder);
  const [{ bundle } = {}] = await gatherEvidence(
    await loadBatch(join(folder, 'batch.json')),
    standardProfile(),
    () => undefined,
  );

  const local = await openLocal(join(folder, name));
  const zipped = local.kind === 'zip';
  const open: BundleSource['open'] = async (path, signal) => {
    if (path !== ZIP_ITSELF) return local.source.open(path, signal);
    const bytes = (): Promise<Uint8Array> => readFile(local.path);
    const stream = async (): Promise<ReadableStream<Uint8Array>> =>
      new Blob([(await bytes()) as BlobPart]).stream();
    return {
      path,
      size: undefined,
      bytes,
      stream,
      read: async (start, end) => (await bytes()).subarray(start, end),
      direct: false,
      url: () => Promise.reject(new Error('none')),
    };
  };
  const steps = new Set<string>();
  const whole = await readWhole(
    { ...local.source, open },
    // A folder on the web cannot be listed.
    {
      listing: zipped ? await listFiles(local) : undefined,
      zipped,
      profile: standardProfile().file,
      verifications: undefined,
    },
    ({ step }) => steps.add(step),
  );
  const { report, ...evidence } = bundleEvidence(whole);
  if (bundle?.state !== 'read') throw new Error('it was not read');
  const { report: judged, ...found } = bundle.content;
  expect(evidence).toEqual(found);
  expect(report?.result).toBe(judged?.result);
  expect([...steps]).toContain('files');
  await local.close();
});

it('is not taken for one with a bad file where a file could not be reached', async () => {
  const folder = await scratch();
  await writeBundle(join(folder, 'one'), titled('one'));
  const local = await openLocal(join(folder, 'one'));
  const refused = new TraceError('http-status', { url: 'https://x.example/one/notes.txt', status: 403 });
  const open: BundleSource['open'] = (path, signal) =>
    path === 'notes.txt' ? Promise.reject(refused) : local.source.open(path, signal);
  const wanted = { listing: undefined, zipped: false, profile: undefined, verifications: undefined };
  await expect(readWhole({ ...local.source, open }, wanted, () => undefined)).rejects.toMatchObject({
    code: 'http-status',
  });
  await local.close();
});
