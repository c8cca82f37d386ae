import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { length } from '../../../src/app/batch/words.ts';
import { capturerOf, describeBundle } from '../../../src/review/batch/describe-bundle.ts';
import { qcSummary } from '../../../src/review/batch/qc-summary.ts';
import { readManifest } from '../../../src/schema/read-manifest.ts';
import { playhead } from '../../cli/helpers.ts';
import type { QcReportFile } from '../../../src/schema/generated/types.ts';

const SAMPLE = 'public/samples/bug-fix';

describe('the row of a bundle', () => {
  it('says what the manifest of the sample says', () => {
    const json = JSON.parse(readFileSync(`${SAMPLE}/trace_schema_v2.json`, 'utf8')) as unknown;
    const { manifest } = readManifest(json, 'sample');
    const row = describeBundle(manifest, 'f'.repeat(64), undefined);
    expect(row).toMatchObject({
      manifest_sha256: 'f'.repeat(64),
      family: 'bug_fix',
      title: 'Cron expressions with both day fields run too rarely',
      mode: 'replayed',
      capturer: { name: 'Dev', kind: 'script' },
      duration_us: 230_594_319,
      outcome: { completion: 'completed', success: 'met' },
    });
    expect(row.bundle_id).toMatch(/^sha256:8769d8650cdaa633/);
    expect(row.bytes).toBe(manifest.files.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(describeBundle(manifest, 'f'.repeat(64), 5).bytes).toBe(5);
  });

  it('counts steps where no layer knows a time', () => {
    const json = JSON.parse(readFileSync(`${SAMPLE}/trace_schema_v2.json`, 'utf8')) as unknown;
    const { manifest } = readManifest(json, 'sample');
    const layers = manifest.layers
      .filter(({ kind }) => kind === 'commands')
      .map((layer) => ({ ...layer, clock: { ...layer.clock, domain: 'order_only' as const } }));
    const clock = { ...manifest.clock, duration: 6_000_000 };
    const row = describeBundle({ ...manifest, layers, clock }, 'f'.repeat(64), undefined);
    expect(row).toMatchObject({ duration_us: 6_000_000, steps: 6 });
    expect(length({ name: 'a', href: 'a/', ...row })).toBe('6 steps');
    expect(describeBundle(manifest, 'f'.repeat(64), undefined)).not.toHaveProperty('steps');
  });

  it('tells engineers from agents', () => {
    const human = { id: 'p1', kind: 'human' } as const;
    const agent = { id: 'a1', kind: 'agent', agent: { name: 'Coder' } } as const;
    const machine = { id: 'env', kind: 'environment' } as const;
    const script = { id: 's', kind: 'script' } as const;
    // As importers write it where the original tells nobody.
    const nobody = { id: 'unknown', kind: 'human' } as const;
    const casts = [[human, machine], [agent, script], [human, agent], [script], [machine], [nobody]];
    expect(casts.map(capturerOf)).toEqual([
      { name: 'p1', kind: 'human' },
      { name: 'Coder', kind: 'agent' },
      { name: 'p1, Coder', kind: 'human+agent' },
      { name: 's', kind: 'script' },
      { name: '', kind: 'unknown' },
      { name: 'unknown', kind: 'unknown' },
    ]);
  });
});

describe('who worked in a bundle', () => {
  it('is never cut: it is refused where it is too long', () => {
    const actors = Array.from({ length: 90 }, (_, index) => ({ id: `p-${index}`, kind: 'human' }) as const);
    expect(capturerOf(actors.slice(0, 60)).name).toContain('p-59');
    expect(() => capturerOf(actors)).toThrow(expect.objectContaining({ code: 'manifest-invalid' }) as Error);
  });
});

describe('the summary of a report', () => {
  it('says what the report of the sample says', async () => {
    const { out } = await playhead('qc', SAMPLE, '--json');
    const report = JSON.parse(out) as QcReportFile;
    expect(qcSummary(report, '2026-01-01T00:00:00Z')).toEqual({
      result: 'fail',
      at: '2026-01-01T00:00:00Z',
      tool: report.tool,
      profile: report.profile,
      reviewless: false,
      coverage: 1,
      outcome_verified: 'fail',
      stops: ['outcome-verified'],
      findings: { S1: 1, S2: 0, S3: 0 },
      waivable: [{ id: 'outcome-verified/none', rule: 'outcome-verified', severity: 'S1' }],
      liftable: ['outcome-verified'],
    });
  });
});
