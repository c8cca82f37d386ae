/** A record of a re-run of the sample that confirms all of it, and ways in which one does not. */
import type {
  VerificationCriterion,
  VerificationRecord,
  VerificationRun,
} from '../../../src/schema/generated/types.ts';
import {
  digestOfLine,
  readVerifications,
  verificationLine,
  type Verifications,
} from '../../../src/trace/verifications.ts';

const hex = (digit: string): string => digit.repeat(64);

export const passed: VerificationRun = {
  exit: 0,
  timed_out: false,
  ms: 300,
  log: { sha256: hex('a'), bytes: 9, printed_bytes: 9 },
};
export const failed: VerificationRun = { ...passed, exit: 1, log: { ...passed.log, sha256: hex('b') } };
export const notStarted: VerificationRun = { ...failed, exit: 127 };
export const timedOut: VerificationRun = { ...failed, exit: null, signal: 'SIGKILL', timed_out: true };

const criterion = (id: string, command: string, baseline: VerificationRun): VerificationCriterion => ({
  id,
  command,
  claimed: 'met',
  result: baseline.exit === 0 ? 'kept' : 'verified',
  baseline,
  runs: [passed, passed, passed],
});

export const RECORD: VerificationRecord = {
  schema: { name: 'playhead-verification', version: 1 },
  id: '00000000-0000-4000-8000-000000000002',
  previous: null,
  at: '2026-11-24T00:00:00.000Z',
  ended: '2026-11-24T00:01:00.000Z',
  tool: { name: 'playhead', version: '0.1.0' },
  bundle_id: '8769d865-0cda-8633-ba12-7c0a2a77674f',
  bundle_digest: '8769d8650cdaa633ba127c0a2a77674ff064d35f852971e235549a8fbabf546c',
  capturer: { producer: 'playhead-capture', actors: ['engineer'], tools: [] },
  verifier: { name: 'night-shift' },
  claim: { completion: 'completed', success: 'met' },
  settings: { runs: 3, timeout_ms: 600_000, log_bytes: 1_048_576 },
  environment: {
    platform: 'linux x64',
    tools: { node: 'v20.20.2' },
    image_digest: null,
    network: 'none',
    isolation: { kind: 'namespaces', namespaces: ['user', 'network'] },
    added: [],
    digest: hex('e'),
  },
  repos: [
    {
      name: 'cron-next',
      bundle_sha256: hex('d'),
      base_commit: '3e429a7085fe30547990a7f62c5703a9db8f5d52',
      head_commit: '780c82a804d90e31130d0489c7c80875c85f1e59',
      base_tree: '91f513852cbed98bc0a5a374dc3f7d841b84c72d',
      head_tree: '33539c7d085ca13b76cbea06e970af7aeed3777e',
      diff_matches: true,
      tests_from_head: ['test/next.test.js'],
    },
  ],
  criteria: [
    criterion('tests-pass', 'npm test', failed),
    criterion(
      'regression-test',
      "node --test --test-name-pattern='both day fields' test/next.test.js",
      failed,
    ),
    criterion('lint-clean', 'npm run lint', passed),
  ],
  result: 'verified',
};

/** The record with other values for one criterion. */
export const withCriterion = (
  id: string,
  values: Partial<VerificationCriterion>,
  record: VerificationRecord = RECORD,
): VerificationRecord => ({
  ...record,
  criteria: record.criteria.map((one) => (one.id === id ? { ...one, ...values } : one)),
});

/** The records as a file of them is read, each naming the one before. */
export function chain(
  records: readonly VerificationRecord[],
  lostLogs: readonly string[] = [],
): Verifications {
  let previous: string | null = null;
  const lines = records.map((record) => {
    const line = verificationLine({ ...record, previous });
    previous = digestOfLine(line);
    return `${line}\n`;
  });
  return {
    ...readVerifications(lines.join(''), 'bug-fix.verifications.jsonl'),
    lostLogs: new Set(lostLogs),
  };
}

export interface ReRunPair {
  readonly what: string;
  readonly records: Verifications;
  /** Name of the finding, and its reason. */
  readonly found: readonly (readonly [key: string, reason: string])[];
}

const verifiedBy = (name: string): VerificationRecord => ({ ...RECORD, verifier: { name } });
const runsOf = (...runs: readonly VerificationRun[]): VerificationRecord =>
  withCriterion('tests-pass', { runs });
const tests = { baseline_passed: 7, baseline_failed: 2, passed: 8, failed: 1 };

export const RE_RUN_PAIRS: readonly ReRunPair[] = [
  {
    what: 'a criterion that fails each time, whatever the record calls it',
    records: chain([runsOf(failed, failed, failed)]),
    found: [['tests-pass', 'O-FAIL']],
  },
  {
    what: 'a criterion that does not end in time',
    records: chain([runsOf(timedOut, timedOut, timedOut)]),
    found: [['tests-pass', 'O-FAIL']],
  },
  {
    what: 'a criterion that fails now and then',
    records: chain([runsOf(passed, failed, passed)]),
    found: [['tests-pass', 'O-FLAKY']],
  },
  {
    what: 'too few runs to tell',
    records: chain([runsOf(passed, passed)]),
    found: [['tests-pass', 'O-FLAKY']],
  },
  {
    what: 'a re-run that came out otherwise in the same environment',
    records: chain([runsOf(failed, failed, failed), RECORD]),
    found: [['tests-pass', 'O-FLAKY']],
  },
  {
    what: 'a command that could not be started',
    records: chain([runsOf(notStarted, notStarted, notStarted)]),
    found: [['tests-pass', 'O-ENV']],
  },
  {
    what: 'nothing that fails on the start tree',
    records: chain([
      withCriterion(
        'regression-test',
        { baseline: passed },
        withCriterion('tests-pass', { baseline: passed }),
      ),
    ]),
    found: [['none', 'O-VACUOUS']],
  },
  {
    what: 'another command than that of the task',
    records: chain([withCriterion('tests-pass', { command: 'true' })]),
    found: [['tests-pass', 'O-VACUOUS']],
  },
  {
    what: 'other commits than those of the bundle',
    records: chain([
      { ...RECORD, repos: RECORD.repos.map((repo) => ({ ...repo, head_commit: repo.base_commit })) },
    ]),
    found: [
      ['tests-pass', 'O-VACUOUS'],
      ['regression-test', 'O-VACUOUS'],
      ['lint-clean', 'O-VACUOUS'],
      ['none', 'O-VACUOUS'],
    ],
  },
  {
    what: 'an end that the final diff of the trace does not lead to',
    records: chain([{ ...RECORD, repos: RECORD.repos.map((repo) => ({ ...repo, diff_matches: false })) }]),
    found: [
      ['tests-pass', 'O-VACUOUS'],
      ['regression-test', 'O-VACUOUS'],
      ['lint-clean', 'O-VACUOUS'],
    ],
  },
  {
    what: 'a criterion that was left out',
    records: chain([{ ...RECORD, criteria: RECORD.criteria.slice(0, 2) }]),
    found: [['lint-clean', 'O-FAIL']],
  },
  {
    what: 'a test that no longer passes, behind an exit code of 0',
    records: chain([withCriterion('tests-pass', { tests: { ...tests, regressions: ['leap years'] } })]),
    found: [['tests-pass', 'O-REGRESSION']],
  },
  {
    what: 'a log that is not there',
    records: chain([RECORD], [hex('b')]),
    found: [
      ['tests-pass', 'O-INDEPENDENCE'],
      ['regression-test', 'O-INDEPENDENCE'],
    ],
  },
  {
    what: 'a verifier who captured it, in other letters',
    records: chain([verifiedBy(' ENGINEER ')]),
    found: [['none', 'O-INDEPENDENCE']],
  },
  {
    what: 'a verifier that is the program which captured it',
    records: chain([verifiedBy('playhead-capture')]),
    found: [['none', 'O-INDEPENDENCE']],
  },
  {
    what: 'records of another bundle alone',
    records: chain([{ ...RECORD, bundle_id: '00000000-0000-4000-8000-000000000003' }]),
    found: [['none', 'O-INDEPENDENCE']],
  },
  {
    what: 'records of the bundle with other files',
    records: chain([{ ...RECORD, bundle_digest: hex('0') }]),
    found: [['none', 'O-INDEPENDENCE']],
  },
  {
    what: 'records that were changed since',
    records: {
      ...chain([RECORD]),
      broken: { line: 2, reason: 'it does not follow the line before' },
    },
    found: [['none', 'O-INDEPENDENCE']],
  },
];
