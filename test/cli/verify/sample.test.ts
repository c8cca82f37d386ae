/** The real sample, run again: its claim holds. A copy whose fix was taken out of the end: its claim does not. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/base/hash.ts';
import { MANIFEST_PATH } from '../../../src/bundle/bundle-source.ts';
import type { QcReportFile, VerificationRecord } from '../../../src/schema/generated/types.ts';
import * as validators from '../../../src/schema/generated/verification-validators.js';
import { contents, playhead, scratch } from '../helpers.ts';
import { git } from './made-bundle.ts';

const SAMPLE = 'public/samples/bug-fix';
/** The linter that the project asks for is one of ours, too: nothing is downloaded. */
const LINTER = ['node_modules/oxlint', 'node_modules/@oxlint', 'node_modules/.bin/oxlint'].flatMap(
  (place) => ['--add', `${place}=${resolve(place)}`],
);

let folder: string;
beforeAll(async () => {
  folder = await scratch();
});

const recordIn = (out: string): VerificationRecord => JSON.parse(out) as VerificationRecord;

async function hashesIn(bundle: string): Promise<readonly string[]> {
  return [...(await contents(bundle))].map(([path, bytes]) => `${sha256Hex(bytes)}  ${path}`);
}

async function outcomeOf(bundle: string): Promise<QcReportFile['rules'][number] | undefined> {
  const { rules } = JSON.parse((await playhead('qc', bundle, '--json')).out) as QcReportFile;
  return rules.find(({ id }) => id === 'outcome-verified');
}

describe('playhead verify, on the sample', () => {
  it('confirms what it claims, and quality control then passes it', async () => {
    const bundle = join(folder, 'bug-fix');
    cpSync(SAMPLE, bundle, { recursive: true });
    const before = await hashesIn(bundle);
    const args = [bundle, '--run', '--verifier', 'night-shift', '--json', ...LINTER];
    const { code, out } = await playhead('verify', ...args);
    const record = recordIn(out);
    expect([code, validators.verification(record)]).toEqual([0, true]);
    expect(record).toMatchObject({ result: 'verified', previous: null, verifier: { name: 'night-shift' } });
    expect(
      record.criteria.map(({ id, result, baseline, runs }) => [
        id,
        result,
        baseline?.exit,
        ...runs.map(({ exit }) => exit),
      ]),
    ).toEqual([
      ['tests-pass', 'verified', 1, 0, 0, 0],
      ['regression-test', 'verified', 1, 0, 0, 0],
      ['lint-clean', 'kept', 0, 0, 0, 0],
    ]);
    expect(record.criteria[0]?.tests).toEqual({
      baseline_passed: 7,
      baseline_failed: 2,
      passed: 9,
      failed: 0,
      regressions: [],
    });
    expect(record.repos).toMatchObject([{ diff_matches: true, tests_from_head: ['test/next.test.js'] }]);
    // The bundle itself is as it was.
    expect(await hashesIn(bundle)).toEqual(before);
    for (const { log } of record.criteria.flatMap(({ runs }) => runs))
      expect(sha256Hex(readFileSync(join(folder, 'bug-fix.verifications', `${log.sha256}.log`)))).toBe(
        log.sha256,
      );
    const { code: judged, out: report } = await playhead('qc', bundle);
    expect([judged, report.split('\n').at(-1)]).toEqual([0, 'Result: passes, 18 gates.']);
  });

  it('prints the plan that docs/QC.md shows', async () => {
    const { out } = await playhead('verify', SAMPLE);
    const docs = readFileSync('docs/QC.md', 'utf8');
    // What keeps the commands from the rest is another thing on each machine.
    for (const line of out.split('\n').filter((one) => !one.startsWith('Isolation: ')))
      expect(docs).toContain(line === '' ? '\n\n' : `\n${line}\n`);
  });

  it('catches a claim that is false', async () => {
    const bundle = join(folder, 'false-claim');
    cpSync(SAMPLE, bundle, { recursive: true });
    takeOutTheFix(bundle);
    const args = [bundle, '--run', '--verifier', 'night-shift', '--runs', '1', '--json', ...LINTER];
    const { code, out } = await playhead('verify', ...args);
    const { result, criteria, repos } = recordIn(out);
    expect(repos[0]?.diff_matches).toBe(false);
    expect([code, result, criteria.map((criterion) => criterion.result)]).toEqual([
      1,
      'failed',
      ['failed', 'failed', 'kept'],
    ]);
    const outcome = await outcomeOf(bundle);
    expect(outcome?.result).toBe('fail');
    expect(outcome?.findings.map(({ id, reason }) => [id, reason])).toContainEqual([
      'outcome-verified/tests-pass',
      'O-FAIL',
    ]);
  });
});

/** The end has its tests, but the code as it was; everything is listed as it should be. */
function takeOutTheFix(bundle: string): void {
  const file = join(bundle, 'task/repo.bundle');
  const work = join(folder, 'work');
  git(folder, 'clone', '-q', '-b', 'main', file, work);
  git(work, 'checkout', '-q', 'HEAD~1', '--', 'src');
  git(work, 'commit', '-q', '-m', 'Days: either field is enough when both are given');
  git(work, 'bundle', 'create', '-q', file, 'main');
  const bytes = readFileSync(file);
  const place = join(bundle, MANIFEST_PATH);
  const manifest = JSON.parse(readFileSync(place, 'utf8')) as {
    task: { repos: { head_commit: string }[] };
    files: { path: string; bytes: number; sha256: string }[];
  };
  for (const repo of manifest.task.repos) repo.head_commit = git(work, 'rev-parse', 'HEAD');
  for (const listed of manifest.files)
    if (listed.path === 'task/repo.bundle')
      Object.assign(listed, { bytes: bytes.length, sha256: sha256Hex(bytes) });
  writeFileSync(place, JSON.stringify(manifest));
}
