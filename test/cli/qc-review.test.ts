/** `playhead qc --review` and `--recapture`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QcRecaptureFile, QcReportFile, ReviewFile } from '../../src/schema/generated/types.ts';
import * as validators from '../../src/schema/generated/qc-validators.js';
import { playhead, scratch } from './helpers.ts';

const SAMPLE = 'public/samples/bug-fix';
const FINDING = 'outcome-verified/none';
const AT = '2026-11-26T12:00:00.000Z';
let review = '';
let foreign = '';

beforeAll(async () => {
  const folder = await scratch();
  const { out } = await playhead('qc', SAMPLE, '--json');
  const { bundle } = JSON.parse(out) as QcReportFile;
  const file: ReviewFile = {
    schema: { name: 'playhead-review', version: 1 },
    bundle_id: `sha256:${bundle.digest}`,
    events: [
      {
        id: '00000000-0000-4000-8000-000000000001',
        clock: 1,
        at: AT,
        by: 'Ada',
        kind: 'waive',
        finding: FINDING,
        reason: 'Re-run by\nthe client.',
        replaces: [],
      },
      {
        id: '00000000-0000-4000-8000-000000000002',
        clock: 2,
        at: AT,
        by: 'Bob',
        kind: 'mark_recapture',
        range_us: [1_000_000, 2_000_000],
        code: 'V-INAUDIBLE',
        note: '=HYPERLINK("http://a.example")',
      },
    ],
  };
  review = join(folder, 'bug-fix.review.json');
  await writeFile(review, JSON.stringify(file));
  foreign = join(folder, 'foreign.review.json');
  await writeFile(foreign, JSON.stringify({ ...file, bundle_id: `sha256:${'0'.repeat(64)}` }));
});

describe('playhead qc --review', () => {
  it('lets the waivers of a review count, and shows them', async () => {
    const { code, out } = await playhead('qc', SAMPLE, '--review', review);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines).toContain('  FAIL ◊ outcome-verified   VERIFIED 0 < 1, waived');
    expect(out).toContain('it is not verified. → waived by Ada: Re-run by the client.');
    expect(lines.at(-1)).toBe('Result: passes, 18 gates, of which 1 by waivers: outcome-verified.');
  });

  it('puts them into the document', async () => {
    const { code, out } = await playhead('qc', SAMPLE, '--review', review, '--json');
    const report = JSON.parse(out) as QcReportFile;
    expect([code, validators.qc_report(report), report.result]).toEqual([0, true, 'pass']);
    const rule = report.rules.find(({ id }) => id === 'outcome-verified');
    expect(rule).toMatchObject({
      result: 'fail',
      stops: false,
      lifted: true,
      findings: [{ id: FINDING, waiver: { by: 'Ada', at: AT } }],
    });
  });

  it('refuses a review of another bundle', async () => {
    const { code, err } = await playhead('qc', SAMPLE, '--review', foreign);
    expect(code).toBe(3);
    expect(err).toContain('foreign.review.json');
  });
});

describe('playhead qc --recapture', () => {
  it('prints what is to be captured again in each format', async () => {
    const json = await playhead('qc', SAMPLE, '--review', review, '--recapture', 'json');
    const file = JSON.parse(json.out) as QcRecaptureFile;
    expect([json.code, validators.qc_recapture(file)]).toEqual([0, true]);
    expect(file.traces[0]?.entries).toMatchObject([{ reason: 'V-INAUDIBLE', marked: { by: 'Bob', at: AT } }]);
    const csv = await playhead('qc', SAMPLE, '--review', review, '--recapture', 'csv');
    expect(csv.out.split('\r\n')[1]).toContain('"\'=HYPERLINK(""http://a.example"")"');
    const markdown = await playhead('qc', SAMPLE, '--review', review, '--recapture', 'md');
    expect(markdown.out).toContain('| 0:01.000 | 0:02.000 | S2 | V-INAUDIBLE |');
  });

  it.each([
    ['a format that is none', ['--recapture', 'xls'], '--recapture is one of md, csv, json'],
    ['two documents', ['--recapture', 'md', '--json'], 'print one document each'],
  ])('refuses %s', async (_what, args, words) => {
    const { code, out, err } = await playhead('qc', SAMPLE, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});
