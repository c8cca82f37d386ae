import type { Scenario } from './scenario.ts';
import { bugFix } from './scenarios/bug-fix.ts';
import { orchestration } from './scenarios/orchestration.ts';
import { tdd } from './scenarios/tdd.ts';

export const SCENARIOS: readonly Scenario[] = [bugFix, tdd, orchestration];
