import type { Scenario } from './scenario.ts';
import { bugFix } from './scenarios/bug-fix.ts';
import { codeReview } from './scenarios/code-review.ts';
import { refactorMigration } from './scenarios/refactor-migration.ts';
import { tdd } from './scenarios/tdd.ts';

export const SCENARIOS: readonly Scenario[] = [bugFix, tdd, refactorMigration, codeReview];
