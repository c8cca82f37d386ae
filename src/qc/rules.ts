/** All rules, in the order in which they are shown. A new one is a file, a line here, and an entry in the profile. */
import type { Rule } from './rule.ts';
import { artifacts } from './rules/artifacts.ts';
import { clockOrder } from './rules/clock-order.ts';
import { crossLayer } from './rules/cross-layer.ts';
import { durationCoverage } from './rules/duration-coverage.ts';
import { exitCodes } from './rules/exit-codes.ts';
import { gaps } from './rules/gaps.ts';
import { inventedTimes } from './rules/invented-times.ts';
import { layersDeclared } from './rules/layers-declared.ts';
import { outcomeClaim } from './rules/outcome-claim.ts';
import { outcomeEvidence } from './rules/outcome-evidence.ts';
import { outcomeVerified } from './rules/outcome-verified.ts';
import { personalData } from './rules/personal-data.ts';
import { references } from './rules/references.ts';
import { secrets } from './rules/secrets.ts';
import { stateChain } from './rules/state-chain.ts';
import { stepEvidence } from './rules/step-evidence.ts';
import { stepsAssigned } from './rules/steps-assigned.ts';
import { sync } from './rules/sync.ts';
import { verbalization } from './rules/verbalization.ts';

export const RULES: readonly Rule[] = [
  artifacts,
  layersDeclared,
  durationCoverage,
  gaps,
  clockOrder,
  sync,
  inventedTimes,
  references,
  stepsAssigned,
  stepEvidence,
  exitCodes,
  stateChain,
  crossLayer,
  secrets,
  personalData,
  verbalization,
  outcomeClaim,
  outcomeEvidence,
  outcomeVerified,
];
