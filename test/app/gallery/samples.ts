/** A list of samples, as a page gets it. */
import type { Sample, SamplePictures, SamplesFile } from '../../../src/schema/generated/types.ts';

export const PICTURES: SamplePictures = {
  poster: 'bug-fix.poster.webp',
  loop: 'bug-fix.loop.webp',
  moments: 14,
  width: 320,
  height: 180,
};

export const BUG_FIX: Sample = {
  href: 'bug-fix/',
  bundle_id: `sha256:${'a'.repeat(64)}`,
  title: 'Cron runs too rarely',
  family: 'bug_fix',
  duration_us: 230_594_319,
  outcome: { completion: 'completed', success: 'met' },
  verified: false,
  coverage: 0.958,
  phases: ['Understand', 'Fix', 'Commit'],
  pictures: PICTURES,
};

export const REVIEW: Sample = {
  href: 'code%20review/',
  bundle_id: `sha256:${'b'.repeat(64)}`,
  title: 'A branch of an agent',
  family: 'code_review',
  duration_us: 3_000_000,
  steps: 3,
  outcome: { completion: 'abandoned', success: 'not_met' },
  phases: [],
};

export function listed(...samples: readonly Sample[]): SamplesFile {
  return { schema: { name: 'playhead-samples', version: 1 }, batch: 'batch.json', samples };
}
