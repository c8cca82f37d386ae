/** A made-up batch: as many traces as asked for, as various as those of real ones. */
import { readBatch } from '../../src/review/batch/batch-file.ts';
import { hrefOf } from '../../src/review/batch/href.ts';
import type { BatchFile, BatchQc, BatchTrace, BatchVerdict } from '../../src/schema/generated/types.ts';
import { Dice } from './dice.ts';

const FAMILIES = [
  'bug_fix',
  'bug_fix',
  'feature',
  'tdd',
  'refactor_migration',
  'code_review',
  'observability_debug',
];
const ENGINEERS = ['Dev 01', 'Dev 02', 'Dev 03', 'Dev 04', 'Dev 05', 'Dev 06'];
const AGENTS = ['Coder', 'Fixer'];
const REVIEWERS = ['Ada', 'Lin', 'Mara', 'Tove'];
const RULES = [
  'outcome-verified',
  'verbalization',
  'gaps',
  'duration-coverage',
  'secrets',
  'sync',
  'state-chain',
];
const VERBS = ['Fix', 'Add', 'Rename', 'Speed up', 'Explain', 'Remove', 'Test', 'Split'];
const THINGS = [
  'the cron parser',
  'time zones',
  'the retry queue',
  'login',
  'the CSV export',
  'pagination',
  'the cache',
  'rounding of money',
  'the search index',
  'uploads',
];
const WHERE = [
  'in the API',
  'on leap days',
  'for guests',
  'under load',
  'in the worker',
  'after an upgrade',
  'with two tenants',
];

/** Throws `batch-invalid` only where this file and the schema do not agree. */
export function madeBatch(count: number, seed: number): BatchFile {
  const dice = new Dice(seed, 'batch');
  const traces = Array.from({ length: count }, (_, index) => madeTrace(index + 1, dice));
  const batch = {
    schema: { name: 'playhead-batch', version: 1 },
    batch_id: `00000000-0000-4000-8000-${dice.hex(12)}`,
    name: `Made of seed ${seed}`,
    created: '2026-01-01T00:00:00.000Z',
    traces,
  };
  return readBatch(batch, 'the made batch');
}

function madeTrace(number: number, dice: Dice): BatchTrace {
  const path = `week-${1 + Math.floor(number / 200)}/trace-${String(number).padStart(5, '0')}.trace.zip`;
  const name = path.replace('.trace.zip', '');
  if (dice.chance(0.003))
    return {
      name,
      href: hrefOf(path),
      problem: { code: 'zip-invalid', message: 'It is no zip, or was cut off.' },
    };
  const human = dice.chance(0.7);
  const minute = 60_000_000;
  return {
    name,
    href: hrefOf(path),
    bundle_id: `sha256:${dice.hex(64)}`,
    manifest_sha256: dice.hex(64),
    bytes: dice.whole(4_000_000, 900_000_000),
    family: dice.pick(FAMILIES),
    title: `${dice.pick(VERBS)} ${dice.pick(THINGS)} ${dice.pick(WHERE)}`,
    mode: 'live',
    recorded: new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString(),
    capturer: human
      ? { name: dice.pick(ENGINEERS), kind: 'human' }
      : { name: dice.pick(AGENTS), kind: 'agent' },
    duration_us: dice.whole(2 * minute, 120 * minute),
    outcome: {
      completion: 'completed',
      success: dice.pick(['met', 'met', 'met', 'partly_met', 'not_met', 'unknown']),
    },
    ...(dice.chance(0.95) && { qc: madeQc(dice) }),
    assigned: [dice.pick(REVIEWERS)],
    ...(dice.chance(0.4) && { verdicts: madeVerdicts(dice) }),
  };
}

function madeQc(dice: Dice): BatchQc {
  const stops = RULES.filter(() => dice.chance(0.07));
  return {
    result: stops.length > 0 ? 'fail' : 'pass',
    at: '2026-02-01T00:00:00.000Z',
    tool: { name: 'playhead', version: '0.1.0' },
    profile: { id: 'standard', version: '1.0.0', digest: '0'.repeat(64) },
    reviewless: false,
    coverage: dice.chance(0.3) ? 1 : Math.round(dice.between(0.4, 1) * 1000) / 1000,
    outcome_verified: stops.includes('outcome-verified') ? 'fail' : 'pass',
    stops,
    findings: { S1: stops.length, S2: dice.uneven(6), S3: dice.uneven(20) },
  };
}

function madeVerdicts(dice: Dice): readonly BatchVerdict[] {
  return REVIEWERS.filter((_, index) => dice.chance(index === 0 ? 1 : 0.15)).map((by) => ({
    by,
    verdict: dice.pick(['accept', 'accept', 'accept', 'accept_with_waivers', 'recapture', 'reject'] as const),
    at: '2026-02-02T00:00:00.000Z',
  }));
}
