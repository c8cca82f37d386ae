import type { Scenario } from './scenario.ts';
import { bugFix } from './scenarios/bug-fix.ts';
import { feature } from './scenarios/feature.ts';
import { tdd } from './scenarios/tdd.ts';

export const SCENARIOS: readonly Scenario[] = [bugFix, feature, tdd];
