/** What of the rules keeps a trace from passing, and how findings are named. */
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import type { Artifact } from '../../src/bundle/bundle-source.ts';
import { judge } from '../../src/qc/judge.ts';
import { readProfile, standardProfile } from '../../src/qc/profile.ts';
import { reportFile } from '../../src/qc/report-file.ts';
import * as validators from '../../src/schema/generated/qc-validators.js';
import { openTrace } from '../../src/trace/open-trace.ts';
import { sourceOf } from '../fixtures/build-bundle.ts';
import { buildTrace } from '../fixtures/build-trace.ts';
import { judgeBy, profileOf } from './one-rule.ts';
import { judgeSample, put, ruleOf, Sample } from './sample.ts';

const withoutCodes = () => buildTrace({ commands: ['1-2 npm test', '4-5 npm run lint'] });

describe('judge', () => {
  it('lets a gate that fails stop a trace, and no other rule', async () => {
    const gate = await judgeBy(withoutCodes(), 'exit-codes');
    const shown = await judgeBy(withoutCodes(), 'exit-codes', { gate: false });
    expect([gate.result, gate.stops]).toEqual(['fail', true]);
    expect([shown.result, shown.stops]).toEqual(['fail', false]);
  });

  it.each([
    ['allow', false],
    ['fail', true],
  ] as const)('follows the profile where something is not measured: %s', async (unmeasured, stops) => {
    const report = await judgeBy(buildTrace({ commands: ['1-2 npm test =0'] }), 'steps-assigned', {
      unmeasured,
    });
    expect([report.result, report.why, report.stops]).toEqual([
      'not_measured',
      'the manifest names no phases',
      stops,
    ]);
  });

  it('says why a rule does not apply, which stops nothing', async () => {
    const report = await judgeBy(buildTrace({ cues: ['1-2 Hello.'] }), 'exit-codes', { unmeasured: 'fail' });
    expect(report).toMatchObject({
      result: 'not_applicable',
      why: 'the trace holds no command that ended',
      stops: false,
    });
  });

  it('leaves rules that wait for a person out of the result, if asked to', async () => {
    const report = await judgeSample(undefined, { reviewless: true });
    expect(report.result).toBe('pass');
    expect(ruleOf(report, 'outcome-verified')).toMatchObject({
      result: 'fail',
      stops: false,
      needsReview: true,
    });
  });

  it('says that files were not compared, or could not be listed', async () => {
    const report = await judgeSample(undefined, { compare: false, listed: false });
    expect(ruleOf(report, 'artifacts')).toMatchObject({ result: 'not_measured', findings: [] });
    expect(ruleOf(report, 'artifacts').unmeasured.map(({ item }) => item)).toEqual(['ART', 'unlisted']);
  });

  it('runs only the rules of the profile', async () => {
    const { rules } = await judge(withoutCodes(), {
      profile: profileOf('gaps'),
      reviewless: false,
      compare: false,
    });
    expect(rules.map(({ id }) => id)).toEqual(['gaps']);
  });

  it.each([
    ['bug_fix', 'fail'],
    ['x-other', 'pass'],
  ])('asks of the family %s what its profile asks of it', async (family, result) => {
    const report = await judgeSample((sample) =>
      sample.manifest((manifest) => {
        put(manifest['task'], { family });
        put(manifest, { layers: manifest.layers.filter((layer) => (layer['id'] as unknown) !== 'input') });
      }),
    );
    expect([report.bundle.family, ruleOf(report, 'layers-declared').result]).toEqual([family, result]);
  });

  it('reads the texts of a bundle once, however many rules look for something in them', async () => {
    const { file } = standardProfile();
    const opened = async (...ids: readonly string[]): Promise<readonly string[]> => {
      const rules = Object.fromEntries(ids.flatMap((id) => (file.rules[id] ? [[id, file.rules[id]]] : [])));
      const source = sourceOf(new Sample().files);
      const paths: string[] = [];
      const open = (path: string): Promise<Artifact> => {
        paths.push(path);
        return source.open(path);
      };
      const report = await judge(await openTrace({ ...source, open }), {
        profile: readProfile({ ...file, rules, families: {} }, 'test'),
        reviewless: false,
        compare: false,
      });
      expect(report.rules.map(({ id }) => id)).toEqual(ids);
      return paths.toSorted();
    };
    const both = await opened('secrets', 'personal-data');
    expect(both).toContain('layers/edits/03.diff');
    expect(both).toEqual(await opened('secrets'));
  });

  it.each([
    new TraceError('network-failed', { url: 'https://x.example/', crossOrigin: false }),
    new TraceError('address-expired', { url: 'https://x.example/', status: 403, expires: 1 }),
  ])('says nothing of a trace of which a layer could not be reached: $code', async (lost) => {
    const source = sourceOf(new Sample().files);
    const open = (path: string): Promise<Artifact> =>
      path.startsWith('layers/commands/') ? Promise.reject(lost) : source.open(path);
    await expect(
      judge(await openTrace({ ...source, open }), {
        profile: standardProfile(),
        reviewless: false,
        compare: false,
      }),
    ).rejects.toMatchObject({ code: lost.code });
  });

  it('refuses a broken profile before it reads anything', async () => {
    const { file } = standardProfile();
    const gaps = { gate: true, unmeasured: 'allow', parameters: {} };
    const profile = readProfile({ ...file, rules: { gaps } }, 'test');
    const trace = buildTrace({ commands: ['1-2 a =0'], broken: ['commands'] });
    await expect(judge(trace, { profile, reviewless: false, compare: false })).rejects.toMatchObject({
      code: 'profile-invalid',
    });
  });

  it('gives each finding a name of its own, the same each time, in time order', async () => {
    const alter = ({ files }: { readonly files: Map<string, Uint8Array> }): void => {
      for (const path of [...files.keys()])
        if (path.endsWith('.diff') || path.endsWith('.html')) files.delete(path);
    };
    const [first, second] = [await judgeSample(alter), await judgeSample(alter)];
    const findings = first.rules.flatMap((rule) => rule.findings);
    const ids = findings.map(({ id }) => id);
    expect(findings.length).toBeGreaterThan(12);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.rules.flatMap((rule) => rule.findings.map(({ id }) => id))).toEqual(ids);
    expect(ids.every((id) => id.includes('/'))).toBe(true);
    const starts = ruleOf(first, 'artifacts').findings.map(({ range }) => range?.start ?? -1);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('tells two findings of one key apart', async () => {
    // Both have the same report.
    const report = await judgeBy(buildTrace({ tests: ['1-2 1/0/0 unit', '3-4 1/0/0 unit'] }), 'cross-layer');
    expect(report.findings.map(({ id }) => id)).toEqual([
      'cross-layer/orphan:tests:tests.xml',
      'cross-layer/orphan:tests:tests.xml#2',
    ]);
  });

  it('makes a document that follows its schema', async () => {
    const report = await judgeSample(({ files }) => files.delete('layers/edits/03.diff'));
    const file: unknown = JSON.parse(JSON.stringify(reportFile(report, { name: 'playhead', version: '0' })));
    expect(validators.qc_report(file)).toBe(true);
    expect(validators.qc_report.errors).toBeNull();
  });
});
