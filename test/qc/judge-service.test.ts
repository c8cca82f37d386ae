import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/base/rpc.ts';
import { lendBundle } from '../../src/bundle/lent-bundle.ts';
import type { JudgeProgress } from '../../src/qc/facts.ts';
import { JudgeService, type JudgePage, type JudgeRequest } from '../../src/qc/judge-service.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import type { Remote } from '../../src/base/rpc.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import { reportFile } from '../../src/qc/report-file.ts';
import type { QcReportFile, VerificationRecord } from '../../src/schema/generated/types.ts';
import { readVerifications, verificationLine } from '../../src/trace/verifications.ts';
import { playhead, scratch } from '../cli/helpers.ts';
import { sourceOf } from '../fixtures/build-bundle.ts';
import { failed, passed, RECORD } from './pairs/re-runs.ts';
import { judgeSample, Sample } from './sample.ts';

const REQUEST: JudgeRequest = {
  label: 'lent',
  profile: undefined,
  reviewless: false,
  compare: true,
  verifications: undefined,
};
let channel: MessageChannel | undefined;
afterEach(() => channel?.port1.close());

/** Both sides, as page and worker are. */
function pair() {
  channel = new MessageChannel();
  const told: JudgeProgress[] = [];
  const page: JudgePage = {
    ...lendBundle(sourceOf(new Sample().files), new AbortController().signal),
    progress: (progress) => told.push(progress),
  };
  const remote: Remote<JudgePage> = connect<JudgePage>(channel.port2, new JudgeService(() => remote));
  return { service: connect<JudgeService>(channel.port1, page), told };
}

describe('JudgeService', () => {
  it('comes to the same as judging where the bundle is, and tells what it does', async () => {
    const { service, told } = pair();
    const report = await service.judge(REQUEST);
    const here = await judgeSample(undefined, { listed: false });
    expect(report.rules).toEqual(here.rules);
    expect(report.bundle).toEqual({ ...here.bundle, label: 'lent' });
    expect([...new Set(told.map(({ step }) => step))]).toEqual(['layers', 'files', 'rules']);
    for (const step of ['layers', 'files', 'rules']) {
      const parts = told.filter((one) => one.step === step).map(({ done }) => done);
      expect(parts).toEqual([...parts].sort((a, b) => a - b));
      expect([parts[0], parts.at(-1)]).toEqual([0, expect.closeTo(1, 0)]);
      expect(parts.length).toBeGreaterThan(5);
    }
  });

  it('takes the records of re-runs as the command does', async () => {
    const logs = ['9 passed\n', '1 failed\n'] as const;
    const [good, bad] = logs.map((text) => sha256Hex(Buffer.from(text)));
    // The same records, with logs that can be there.
    const record = JSON.parse(
      JSON.stringify(RECORD)
        .replaceAll(passed.log.sha256, good ?? '')
        .replaceAll(failed.log.sha256, bad ?? ''),
    ) as VerificationRecord;
    const text = `${verificationLine(record)}\n`;
    const folder = await scratch();
    await cp('public/samples/bug-fix', join(folder, 'bug-fix'), { recursive: true });
    await writeFile(join(folder, 'bug-fix.verifications.jsonl'), text);
    await mkdir(join(folder, 'bug-fix.verifications'));
    for (const log of logs)
      await writeFile(join(folder, 'bug-fix.verifications', `${sha256Hex(Buffer.from(log))}.log`), log);
    const { code, out } = await playhead('qc', join(folder, 'bug-fix'), '--json');
    const command = JSON.parse(out) as QcReportFile;
    expect([code, command.result]).toEqual([0, 'pass']);

    const { service } = pair();
    const verifications = readVerifications(text, 'bug-fix.verifications.jsonl');
    const report = await service.judge({ ...REQUEST, verifications });
    const page = reportFile(report, command.tool);
    expect(page.result).toBe('pass');
    // A server has no list of files: whether there are others than the manifest's is not known there.
    const but = ({ rules }: QcReportFile) => rules.filter(({ id }) => id !== 'artifacts');
    expect(JSON.parse(JSON.stringify(but(page)))).toEqual(but(command));
    const unaided = await pair().service.judge(REQUEST);
    expect(unaided.result).toBe('fail');
  });

  it('judges by the profile that it is given, and refuses what is none', async () => {
    const { service } = pair();
    const { file } = standardProfile();
    const { gaps = {} } = file.rules;
    const text = JSON.stringify({ ...file, id: 'mine', rules: { gaps } });
    const report = await service.judge({
      ...REQUEST,
      compare: false,
      profile: { text, source: 'mine.json' },
    });
    expect([report.profile.id, report.rules.map(({ id }) => id)]).toEqual(['mine', ['gaps']]);
    await expect(
      service.judge({ ...REQUEST, profile: { text: '{', source: 'mine.json' } }),
    ).rejects.toMatchObject({
      code: 'profile-invalid',
      details: { source: 'mine.json' },
    });
  });
});
