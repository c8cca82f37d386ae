import { describe, expect, it } from 'vitest';
import { recaptureFile, recaptureText } from '../../src/qc/recapture-file.ts';
import { recaptureList, recaptureSource, type RecaptureMark } from '../../src/qc/recapture-list.ts';
import { withWaivers } from '../../src/qc/waivers.ts';
import * as validators from '../../src/schema/generated/qc-validators.js';
import { finding, range, report, rule, waiver } from './made-report.ts';

const AT = '2026-11-26T12:00:00.000Z';

function mark(more: Partial<RecaptureMark> = {}): RecaptureMark {
  return {
    id: 'mark',
    range: range(500_000, 600_000),
    reason: 'V-INAUDIBLE',
    note: '',
    finding: undefined,
    by: 'Ada',
    at: AT,
    ...more,
  };
}

const judged = report(
  rule('speech', [
    finding('speech/late', { range: range(7_000_000, 8_000_000) }),
    finding('speech/early', { range: range(1_000_000, 2_000_000), severity: 'S2', reason: 'V-SILENCE' }),
  ]),
  rule('files', [finding('files/gone', { reason: 'A-MISSING', range: range(3_000_000, 4_000_000) })]),
  rule('secrets', [finding('secrets/key', { reason: 'P-SECRET' })]),
);

describe('recaptureList', () => {
  it('lists what the rules ask for in time order, what concerns the whole trace first, and nothing else', () => {
    const [trace] = recaptureList([recaptureSource(judged, [])]);
    expect(trace?.bundle).toBe(`sha256:${'b'.repeat(64)}`);
    expect(trace?.entries.map((entry) => [entry.finding, entry.range?.start, entry.action])).toEqual([
      ['files/gone', undefined, 'recapture-trace'],
      ['speech/early', 1_000_000, 'recapture-segment'],
      ['speech/late', 7_000_000, 'recapture-segment'],
    ]);
  });

  it('leaves out what is waived, and lists what is marked once, with who marked it', () => {
    const waived = withWaivers(judged, [waiver('speech/late')]);
    const marks = [
      mark({ note: 'mumbled' }),
      mark({ finding: 'speech/early', reason: 'V-SILENCE', range: range(1_000_000, 2_000_000), by: 'Bob' }),
      mark({ finding: 'secrets/key', reason: 'P-SECRET' }),
    ];
    const [trace] = recaptureList([recaptureSource(waived, marks)]);
    expect(
      trace?.entries.map(({ finding: id, severity, marked, message }) => [id, severity, marked?.by, message]),
    ).toEqual([
      ['files/gone', 'S1', undefined, 'files/gone is wrong.'],
      [undefined, 'S2', 'Ada', 'speech that cannot be understood'],
      ['secrets/key', 'S1', 'Ada', 'secrets/key is wrong.'],
      ['speech/early', 'S2', 'Bob', 'speech/early is wrong.'],
    ]);
  });

  it('counts steps where only an order is known', () => {
    const steps = { ...judged, bundle: { ...judged.bundle, steps: 10 } };
    const list = recaptureList([recaptureSource(steps, [])]);
    expect(recaptureFile(list).traces[0]).toMatchObject({ duration_us: 10_000_000, steps: 10 });
    expect(validators.qc_recapture(recaptureFile(list))).toBe(true);
    expect(recaptureText(list, 'md')).toMatch(/, 10 steps, /);
    expect(recaptureText(list, 'md')).toContain('| step 8 | step 8 |');
    expect(recaptureText(list, 'csv')).toContain('"step 2","step 2","1000000","2000000"');
  });

  it('puts the traces of a batch into one list, judged or not', () => {
    const plain = {
      label: 'other',
      bundle: `sha256:${'c'.repeat(64)}`,
      family: 'tdd',
      duration: judged.bundle.duration,
      steps: undefined,
    };
    const list = recaptureList([
      { ...plain, report: undefined, marks: [mark()] },
      recaptureSource(judged, []),
    ]);
    expect(list.map(({ label, entries }) => [label, entries.length])).toEqual([
      ['other', 1],
      ['made', 3],
    ]);
    expect(validators.qc_recapture(recaptureFile(list))).toBe(true);
  });
});

describe('recaptureText', () => {
  const [trace] = recaptureList([recaptureSource(judged, [mark({ note: 'mumbled' })])]);
  const traces = trace ? [trace] : [];

  it('writes Markdown for people', () => {
    const text = recaptureText(traces, 'md');
    expect(text.split('\n').slice(0, 9)).toEqual([
      '# To be captured again',
      '',
      '4 entries.',
      '',
      '## made',
      '',
      `bug\\_fix, 10.0 s, sha256:${'b'.repeat(64)}`,
      '',
      '| from | to | severity | reason | what is wrong | to do | who | note | asked for by |',
    ]);
    expect(text).toContain('| 0:00.500 | 0:00.600 | S2 | V-INAUDIBLE | speech that cannot be understood |');
    expect(recaptureText([], 'md')).toBe('# To be captured again\n\nNothing.\n');
  });

  it('writes JSON that follows its schema', () => {
    const file = JSON.parse(recaptureText(traces, 'json')) as unknown;
    expect(validators.qc_recapture(file)).toBe(true);
    expect(file).toMatchObject({
      traces: [
        {
          label: 'made',
          entries: [{ reason: 'A-MISSING' }, { range_us: [500_000, 600_000], note: 'mumbled' }, {}, {}],
        },
      ],
    });
  });

  it('writes CSV', () => {
    const [head = '', first = '', second = ''] = recaptureText(traces, 'csv').split('\r\n');
    expect(head.startsWith('"trace","bundle_id","family","from","to","from_us"')).toBe(true);
    expect(first).toContain('"made","sha256:');
    expect(first).toContain(',"","","","","S1","A-MISSING",');
    expect(second).toContain('"0:00.500","0:00.600","500000","600000","S2"');
    expect(second.endsWith(`"mumbled","Ada","${AT}",""`)).toBe(true);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\uFEFF=1',
    '＝1',
    '"=1',
    "'=1",
    '\u200B-1',
  ])('lets no spreadsheet compute %j', (note) => {
    const [one] = recaptureList([recaptureSource(report(), [mark({ note, by: note })])]);
    const text = recaptureText(one ? [{ ...one, label: note }] : [], 'csv');
    const cells = [...text.matchAll(/(?:^|,|\r\n)"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
    const shown = cells.filter((cell) => cell.replaceAll('""', '"').endsWith(note));
    expect(shown).toHaveLength(3);
    expect(shown.every((cell) => cell.startsWith("'"))).toBe(true);
  });

  it('keeps text text in Markdown', () => {
    const note = '| <b>a</b> | [x](javascript:1)\n# b ![p](http://a/b.png) `c` https://a.b';
    const [one] = recaptureList([recaptureSource(report(), [mark({ note })])]);
    const text = recaptureText(one ? [one] : [], 'md');
    const row = text.split('\n').find((line) => line.includes('V-INAUDIBLE')) ?? '';
    expect(row.replace(/\\[\s\S]/g, '').match(/\|/g)).toHaveLength(10);
    expect(row).not.toMatch(/(?<!\\)[<[`!#]/);
    expect(row).not.toMatch(/https?:/);
  });
});
