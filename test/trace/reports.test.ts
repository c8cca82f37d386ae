import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ctrfCounts, junitCounts, sarifCounts } from '../../src/trace/reports.ts';

const DATA = '../shared/data';

describe('junitCounts', () => {
  it.each([
    ['<testsuites/>', [0, 0, 0]],
    [
      '<testsuite><testcase/><testcase><failure/></testcase><testcase><skipped/></testcase></testsuite>',
      [1, 1, 1],
    ],
    [
      '<testsuites><testsuite><testsuite><testcase><error/></testcase></testsuite><testcase/></testsuite></testsuites>',
      [1, 1, 0],
    ],
    ['<testsuite tests="5" failures="1" errors="1" skipped="1"/>', [2, 2, 1]],
    ['<testsuites><testcase name="a &amp; b"/></testsuites>', [1, 0, 0]],
  ])('%s', (xml, [passed, failed, skipped]) => {
    expect(junitCounts(xml, 'a.xml')).toEqual({ passed, failed, skipped });
  });

  it.each(['', '<html/>', 'nothing', '<testsuite><testcase>'])('refuses %j', (xml) => {
    expect(() => junitCounts(xml, 'a.xml')).toThrow(
      expect.objectContaining({ code: 'format-broken' }) as Error,
    );
  });

  it('does not expand the entities of a document type', () => {
    const bomb =
      '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><testsuite><testcase name="&y;"/></testsuite>';
    expect(junitCounts(bomb, 'a.xml').passed).toBe(1);
  });
});

describe('ctrfCounts', () => {
  it('counts by status', () => {
    const tests = ['passed', 'failed', 'skipped', 'pending', 'other'].map((status) => ({ status }));
    expect(ctrfCounts(JSON.stringify({ results: { tests } }), 'a')).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
    });
    expect(() => ctrfCounts('{}', 'a')).toThrow(expect.objectContaining({ code: 'format-broken' }) as Error);
  });
});

describe('sarifCounts', () => {
  it('takes a result without a level for a warning and leaves out suppressed ones', () => {
    const results = [
      { level: 'error' },
      {},
      { level: 'note' },
      { level: 'error', suppressions: [{ kind: 'inSource' }] },
    ];
    expect(sarifCounts(JSON.stringify({ version: '2.1.0', runs: [{ results }, {}] }), 'a')).toEqual({
      errors: 1,
      warnings: 1,
    });
  });
});

describe.skipIf(!existsSync(DATA))('real reports', () => {
  const files = (folder: string, ending: string): readonly string[] =>
    existsSync(DATA)
      ? readdirSync(`${DATA}/${folder}`)
          .filter((name) => name.endsWith(ending))
          .map((name) => `${DATA}/${folder}/${name}`)
      : [];

  it.each(files('junit-xml', '.xml'))('%s is counted, or refused as broken', (path) => {
    const text = readFileSync(path, 'utf8');
    if (text.trim() === '')
      expect(() => junitCounts(text, path)).toThrow(
        expect.objectContaining({ code: 'format-broken' }) as Error,
      );
    else expect(junitCounts(text, path).passed).toBeGreaterThanOrEqual(0);
  });

  it.each(files('sarif', '.sarif'))('%s is counted, or does not tell', (path) => {
    const counts = sarifCounts(readFileSync(path, 'utf8'), path);
    if (path.includes('No-runs')) expect(counts).toBeUndefined();
    else expect((counts?.errors ?? NaN) + (counts?.warnings ?? NaN)).toBeGreaterThan(0);
  });

  it.each(files('ctrf', '.json'))('%s is counted', (path) => {
    const counts = ctrfCounts(readFileSync(path, 'utf8'), path);
    expect(counts.passed + counts.failed + counts.skipped).toBeGreaterThan(0);
  });
});
