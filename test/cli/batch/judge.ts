/** Reviews beside the bundles of a batch. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBatch } from '../../../src/review/batch/batch-file.ts';
import { writeReview } from '../../../src/review/review-file.ts';
import type { VerdictWord } from '../../../src/review/sign/verdicts.ts';

/** Verdicts of one trace, as its reviewers' page writes them. */
export async function judge(
  place: string,
  name: string,
  verdicts: Readonly<Record<string, VerdictWord>>,
): Promise<void> {
  const batch = readBatch(JSON.parse(await readFile(join(place, 'batch.json'), 'utf8')), 'batch.json');
  const { bundle_id: bundleId = '' } = batch.traces.find((trace) => trace.name === name) ?? {};
  const events = Object.entries(verdicts).map(([by, verdict], index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    clock: index + 1,
    at: '2026-11-26T12:00:00.000Z',
    by,
    kind: 'verdict' as const,
    verdict,
    note: '',
    replaces: [],
  }));
  await writeFile(join(place, `${name}.review.json`), writeReview({ bundleId, events }));
}
