import type { Scenario } from './scenario.ts';
import { bugFix } from './scenarios/bug-fix.ts';
import { codeReview } from './scenarios/code-review.ts';
import { feature } from './scenarios/feature.ts';
import { observability } from './scenarios/observability.ts';
import { orchestration } from './scenarios/orchestration.ts';
import { refactorMigration } from './scenarios/refactor-migration.ts';
import { tdd } from './scenarios/tdd.ts';

export const SCENARIOS: readonly Scenario[] = [
  bugFix,
  feature,
  tdd,
  refactorMigration,
  codeReview,
  observability,
  orchestration,
];
