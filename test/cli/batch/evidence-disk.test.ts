/** What is found of a bundle that somebody changes while it is read. */
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { loadBatch } from '../../../src/cli/batch/batch-disk.ts';
import { gatherEvidence } from '../../../src/cli/batch/evidence-disk.ts';
import { judge } from '../../../src/qc/judge.ts';
import { standardProfile } from '../../../src/qc/profile.ts';
import { playhead, scratch } from '../helpers.ts';
import { titled, writeBundle } from './bundles.ts';

vi.mock(import('../../../src/qc/judge.ts'), async (original) => {
  const { judge: real } = await original();
  return { ...(await original()), judge: vi.fn(real) };
});

it.each([
  ['nothing', 'one', () => Promise.resolve(), 'read'],
  ['a byte of a file', 'one', (at: string) => appendFile(join(at, 'one', 'notes.txt'), '!'), 'unreadable'],
  ['a file more', 'one', (at: string) => writeFile(join(at, 'one', 'more.txt'), ''), 'unreadable'],
  ['a byte of a zip', 'two', (at: string) => appendFile(join(at, 'two.trace.zip'), '!'), 'unreadable'],
])('says what the bytes were that the rules saw: %s', async (_, name, change, state) => {
  const folder = await scratch();
  await writeBundle(join(folder, name === 'one' ? 'one' : 'two.trace.zip'), titled(name));
  await playhead('batch', 'index', folder);
  const { judge: real } = await vi.importActual<{ readonly judge: typeof judge }>('../../../src/qc/judge.ts');
  vi.mocked(judge).mockImplementationOnce(async (...args) => {
    await change(folder);
    return real(...args);
  });
  const local = await loadBatch(join(folder, 'batch.json'));
  const [evidence] = await gatherEvidence(local, standardProfile(), () => undefined);
  expect(evidence?.bundle.state).toBe(state);
  if (evidence?.bundle.state === 'unreadable') expect(evidence.bundle.reason).toContain('changed while');
});
