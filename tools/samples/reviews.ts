/** What the reviewers say of each sample, by its folder; of one that is not there, nothing is written. */
import type { SampleReviews } from './judgement.ts';
import { bugFix } from './reviews/bug-fix.ts';
import { codeReview } from './reviews/code-review.ts';
import { feature } from './reviews/feature.ts';
import { observability } from './reviews/observability.ts';
import { orchestration } from './reviews/orchestration.ts';
import { refactorMigration } from './reviews/refactor-migration.ts';
import { tdd } from './reviews/tdd.ts';

export const REVIEWS: Readonly<Record<string, SampleReviews>> = {
  'bug-fix': bugFix,
  feature,
  tdd,
  'refactor-migration': refactorMigration,
  'code-review': codeReview,
  observability,
  orchestration,
};
