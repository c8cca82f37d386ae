import type { Scenario } from './scenario.ts';
import { bugFix } from './scenarios/bug-fix.ts';
import { observability } from './scenarios/observability.ts';
import { tdd } from './scenarios/tdd.ts';

export const SCENARIOS: readonly Scenario[] = [bugFix, tdd, observability];
