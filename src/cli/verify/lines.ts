/** What `playhead verify` prints for people. */
import type {
  VerificationCriterion,
  VerificationRecord,
  VerificationRun,
} from '../../schema/generated/types.ts';
import { agreementOf, isPartlyShown, isPass } from '../../trace/verification-results.ts';
import type { Plan } from './plan.ts';
import type { Sandbox } from './sandbox.ts';

const RESULTS: Readonly<Record<VerificationCriterion['result'], string>> = {
  verified: 'fails at the start, passes at the end',
  kept: 'passes at the start and at the end',
  failed: 'fails at the end',
  flaky: 'passes now and then',
  error: 'could not be run',
  not_run: 'not run: it has no command, people judge it',
};

const CLAIMED = { met: 'met', not_met: 'not met', unknown: 'unknown' } as const;

const SUMS: Readonly<Record<VerificationRecord['result'], string>> = {
  verified: 'verified: what is claimed holds',
  failed: 'failed',
  flaky: 'flaky: the runs do not agree',
  vacuous: 'vacuous: nothing fails on the start tree, so that nothing shows what was done',
  error: 'error: not everything could be run',
};

const PARTLY = 'as claimed: a part is met, and nothing fails that is said to be met';

function isAsClaimed(criteria: readonly VerificationCriterion[]): boolean {
  return isPartlyShown(criteria) && criteria.every(({ tests }) => (tests?.regressions.length ?? 0) === 0);
}

/** What would be run, and how it would be kept from the rest of the machine. */
export function planLines(label: string, { repos, criteria }: Plan, sandbox: Sandbox): readonly string[] {
  const width = widthOf(criteria);
  return [
    `${shown(label)}: commands of its criteria. Nothing was run.`,
    '',
    ...criteria.map(
      ({ id, command }) =>
        `  ${shown(id).padEnd(width)}  ${command === undefined ? RESULTS.not_run : shown(command)}`,
    ),
    '',
    ...repos.map(
      ({ name, base, head }) => `On ${shown(name)}, from ${base.slice(0, 12)} to ${head.slice(0, 12)}.`,
    ),
    `Isolation: ${isolationWords(sandbox)}.`,
    'They come with the bundle and would run as you. To run them: --run --verifier NAME',
  ];
}

/** What came of it. */
export function recordLines(
  label: string,
  { criteria, result, environment, repos }: VerificationRecord,
): readonly string[] {
  const width = widthOf(criteria);
  const tests = repos.flatMap(({ tests_from_head: files }) => files);
  return [
    `${shown(label)}: ${isolationWords({ isolation: environment.isolation, network: environment.network, imageDigest: environment.image_digest })}`,
    ...(tests.length > 0 ? [`The start tree has the tests of the end: ${someOf(tests)}`] : []),
    ...repos
      .filter(({ diff_matches: matches }) => matches === false)
      .map(
        ({ name }) =>
          `THE FINAL DIFF OF THE TRACE DOES NOT LEAD TO THIS END of ${shown(name)}: another work was run.`,
      ),
    '',
    ...criteria.flatMap((criterion) => criterionLines(criterion, width)),
    '',
    `Result: ${result === 'failed' && isAsClaimed(criteria) ? PARTLY : SUMS[result]}.`,
  ];
}

function criterionLines(criterion: VerificationCriterion, width: number): readonly string[] {
  const { id, baseline, runs, result, claimed, tests, why } = criterion;
  const exits = baseline ? `start ${exitWord(baseline)}, end ${runs.map(exitWord).join(' ')}: ` : '';
  const agreement = agreementOf(claimed, result);
  const claim = {
    agrees: `as claimed (${CLAIMED[claimed]})`,
    contradicts: `CONTRADICTS THE CLAIM (${CLAIMED[claimed]})`,
    open: `claimed as ${CLAIMED[claimed]}`,
  }[agreement];
  const lost = tests?.regressions ?? [];
  return [
    `  ${shown(id).padEnd(width)}  ${exits}${RESULTS[result]}; ${claim}`,
    ...(tests
      ? [
          `  ${' '.repeat(width)}  tests passed: ${tests.baseline_passed} of ${tests.baseline_passed + tests.baseline_failed} at the start, ${tests.passed} of ${tests.passed + tests.failed} at the end`,
        ]
      : []),
    // Of what has no command, that stands behind it already.
    ...(why !== undefined && result !== 'not_run' ? [`  ${' '.repeat(width)}  ${shown(why)}`] : []),
    ...(lost.length > 0 ? [`  ${' '.repeat(width)}  no longer passed: ${someOf(lost)}`] : []),
  ];
}

function exitWord(run: VerificationRun): string {
  if (run.timed_out) return 'timeout';
  return isPass(run) ? '0' : String(run.exit ?? run.signal ?? 'killed');
}

function isolationWords({ isolation, network, imageDigest }: Omit<Sandbox, 'wrap'>): string {
  const from = network === 'none' ? 'network off' : 'network ON';
  switch (isolation.kind) {
    case 'container':
      return `a container of ${imageDigest ?? 'an unknown image'}, ${from}`;
    case 'namespaces':
      return `namespaces (${isolation.namespaces.join(', ')}), ${from}${isolation.loopback === false ? ', localhost off, too' : ''}; files of yours can be reached`;
    case 'process':
      return `a process group, ${from}; files of yours can be reached`;
  }
}

const SOME = 5;

function someOf(names: readonly string[]): string {
  const more = names.length - SOME;
  return `${names.slice(0, SOME).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function widthOf(criteria: readonly { readonly id: string }[]): number {
  return Math.max(...criteria.map(({ id }) => shown(id).length));
}

/** Text of a bundle on a terminal: no sign of it may move the cursor. */
export function shown(text: string): string {
  return text.replace(/\p{C}/gu, (sign) =>
    JSON.stringify(sign)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]/gu, '\uFFFD'),
  );
}
