/** `playhead qc`: what it prints, and its exit codes. */
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { standardProfile } from '../../src/qc/profile.ts';
import type { QcReportFile } from '../../src/schema/generated/types.ts';
import * as validators from '../../src/schema/generated/qc-validators.js';
import { zipOf } from '../bundle/sources.ts';
import { contents, playhead, scratch } from './helpers.ts';

const SAMPLE = 'public/samples/bug-fix';
const VIDEO = 'layers/screen/screen.mp4';
const TASK = 'task/statement.md';

let folder: string;
beforeAll(async () => {
  folder = await scratch();
});

async function json(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly report: QcReportFile }> {
  const { code, out } = await playhead('qc', ...args, '--json');
  return { code, report: JSON.parse(out) as QcReportFile };
}

const resultOf = ({ rules }: QcReportFile, id: string) => rules.find((rule) => rule.id === id);

describe('playhead qc', () => {
  it('shows each rule with its numbers, each finding with its time, and what could not be measured', async () => {
    const { code, out, err } = await playhead('qc', SAMPLE);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const lines = out.split('\n');
    expect(lines).toContain('  pass   artifacts          ART 1 ≥ 1, unlisted 0 ≤ 0');
    expect(lines).toContain('  pass ◊ duration-coverage  COV 0.9979 ≥ 0.995 (screen)');
    expect(lines).toContain('  FAIL ◊ outcome-verified   VERIFIED 0 < 1');
    expect(lines).toContain(
      '  S1 3:50.594–3:50.594   O-INDEPENDENCE: Success is claimed, and nobody has run it again: it is not verified. → re-run',
    );
    expect(lines).toContain(
      '  state-chain: tree: the schema records no hash of the whole tree, at the start or the end',
    );
    expect(lines.at(-1)).toBe('Result: does not pass, 1 of 18 gates: outcome-verified.');
  });

  it('passes what holds every gate', async () => {
    const { code, out } = await playhead('qc', SAMPLE, '--reviewless');
    expect(code).toBe(0);
    expect(out).toContain('Rules that wait for a person or a verifier did not count.');
    expect(out.split('\n').at(-1)).toBe('Result: passes, 18 gates.');
  });

  it('prints a document that follows its schema', async () => {
    const { code, report } = await json(SAMPLE);
    expect([code, validators.qc_report(report)]).toEqual([1, true]);
    expect(report).toMatchObject({
      tool: { name: 'playhead' },
      profile: { id: 'standard', digest: standardProfile().digest },
      bundle: { label: 'bug-fix', family: 'bug_fix', duration_us: 230_594_319 },
      result: 'fail',
    });
    expect(resultOf(report, 'outcome-verified')?.findings).toMatchObject([
      {
        id: 'outcome-verified/none',
        severity: 'S1',
        action: 're-run',
        owner: 'verifier',
        range_us: [230_594_318, 230_594_319],
      },
    ]);
  });

  it('judges by another profile', async () => {
    const { file } = standardProfile();
    const strict = join(folder, 'strict.json');
    const gaps = { ...file.rules['gaps'], unmeasured: 'fail' };
    await writeFile(strict, `\uFEFF${JSON.stringify({ ...file, id: 'strict', rules: { gaps } })}`);
    const { code, report } = await json(SAMPLE, '--profile', strict);
    expect([
      code,
      report.profile.id,
      report.rules.map(({ id, result, stops }) => [id, result, stops]),
    ]).toEqual([1, 'strict', [['gaps', 'pass', true]]]);
  });

  it('judges a zip alike, and finds what its manifest does not list', async () => {
    const files = new Map<string, Uint8Array>(await contents(SAMPLE));
    const sound = join(folder, 'sound.trace.zip');
    await writeFile(sound, await zipOf(files));
    const stuffed = join(folder, 'stuffed.trace.zip');
    const inside = [...files].map(([path, bytes]) => [`bug-fix/${path}`, bytes] as const);
    await writeFile(
      stuffed,
      await zipOf(
        new Map([
          ...inside,
          ['bug-fix/draft.txt', new Uint8Array([65])],
          ['other.txt', new Uint8Array([65])],
        ]),
      ),
    );
    const { report } = await json(sound);
    const { report: fromFolder } = await json(SAMPLE);
    expect(report.rules).toEqual(fromFolder.rules);
    const extra = resultOf((await json(stuffed)).report, 'artifacts')?.findings ?? [];
    expect(extra.map(({ reason, items }) => [reason, items[0]?.name])).toEqual([
      ['A-EXTRA', 'draft.txt'],
      ['A-EXTRA', 'other.txt'],
    ]);
  });

  it('finds a damaged entry of a zip, and one that cannot be opened', async () => {
    const files = new Map<string, Uint8Array>(await contents(SAMPLE));
    const bytes = await zipOf(files);
    // A byte in the midst of the video, which is stored as it is and of which only parts are read.
    const video = Buffer.from(bytes.buffer).indexOf(Buffer.from(files.get(VIDEO) ?? []).subarray(0, 4096));
    const at = video + 1_000_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const damaged = join(folder, 'damaged.trace.zip');
    await writeFile(damaged, bytes);
    const { code, report } = await json(damaged, '--reviewless');
    const found = resultOf(report, 'artifacts');
    expect([code, found?.result]).toEqual([1, 'fail']);
    expect(found?.findings.map(({ reason, items }) => [reason, items[0]?.name])).toEqual([['A-HASH', VIDEO]]);

    const looped = join(folder, 'looped');
    await cp(SAMPLE, looped, { recursive: true });
    await rm(join(looped, TASK));
    await symlink('statement.md', join(looped, TASK));
    const { report: fromLoop } = await json(looped, '--reviewless');
    expect(
      resultOf(fromLoop, 'artifacts')?.findings.map(({ reason, items }) => [reason, items[0]?.name]),
    ).toEqual([['A-MISSING', TASK]]);
  });

  it.each([
    ['no bundle', [], 2, 'The bundle is missing'],
    ['an unknown option', [SAMPLE, '--fast'], 2, "Unknown option '--fast'"],
    ['a bundle that is not there', ['nowhere'], 3, 'nowhere does not exist'],
    ['a folder that is no bundle', ['src'], 3, 'holds no trace_schema_v2.json'],
    ['a profile that is not there', [SAMPLE, '--profile', 'nowhere.json'], 3, 'nowhere.json does not exist'],
    [
      'a profile that is no JSON',
      [SAMPLE, '--profile', 'README.md'],
      3,
      'README.md cannot be used as a profile',
    ],
    [
      'a profile of another kind',
      [SAMPLE, '--profile', 'package.json'],
      3,
      'package.json cannot be used as a profile',
    ],
  ])('judges nothing for %s', async (_what, args, code, message) => {
    const ran = await playhead('qc', ...args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(message);
  });

  it('writes nothing', async () => {
    const copy = join(folder, 'copy');
    await mkdir(copy);
    await cp(SAMPLE, copy, { recursive: true });
    const before = [...(await contents(copy)).keys()];
    await playhead('qc', copy);
    expect([...(await contents(copy)).keys()]).toEqual(before);
  });
});
