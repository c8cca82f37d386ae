import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/base/rpc.ts';
import { lendBundle } from '../../src/bundle/lent-bundle.ts';
import type { JudgeProgress } from '../../src/qc/facts.ts';
import { JudgeService, type JudgePage, type JudgeRequest } from '../../src/qc/judge-service.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import type { Remote } from '../../src/base/rpc.ts';
import { sourceOf } from '../fixtures/build-bundle.ts';
import { judgeSample, Sample } from './sample.ts';

const REQUEST: JudgeRequest = { label: 'lent', profile: undefined, reviewless: false, compare: true };
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
