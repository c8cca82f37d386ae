import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { createQcStore } from '../../src/app/qc-store.ts';
import { EVERYTHING, listedFindings, summaryOf } from '../../src/app/qc-findings.ts';
import type { QcReport } from '../../src/qc/judge.ts';
import { withWaivers } from '../../src/qc/waivers.ts';
import { ReRunRecords } from '../../src/trace/re-run-records.ts';
import { verificationLine } from '../../src/trace/verifications.ts';
import { RECORD } from '../qc/pairs/re-runs.ts';
import { finding, range, report, rule, waiver } from '../qc/made-report.ts';

/** A store whose judging a test ends by hand. */
function setup(compare = false, records = new ReRunRecords('bundle')) {
  const asked: { profile: unknown; compare: boolean; records: number; signal: AbortSignal }[] = [];
  const ends: { resolve: (value: QcReport) => void; reject: (error: Error) => void }[] = [];
  const store = createQcStore(
    (request, onProgress, signal) => {
      asked.push({
        profile: request.profile?.source,
        compare: request.compare,
        records: request.verifications?.records.length ?? 0,
        signal,
      });
      onProgress({ step: 'layers', name: 'screen', done: 0.5 });
      return new Promise((resolve, reject) => ends.push({ resolve, reject }));
    },
    compare,
    records,
  );
  const end = async (index: number, how: QcReport | Error): Promise<void> => {
    if (how instanceof Error) ends[index]?.reject(how);
    else ends[index]?.resolve(how);
    await new Promise((done) => setTimeout(done));
  };
  return { store, asked, end };
}

const judged = report(rule('one', [finding('one/a')]));

describe('createQcStore', () => {
  it('judges once, however often it is asked, and tells how far it is', async () => {
    const { store, asked, end } = setup();
    store.getState().judge();
    store.getState().judge();
    expect(store.getState().run).toMatchObject({
      status: 'running',
      progress: { name: 'screen', done: 0.5 },
    });
    await end(0, judged);
    store.getState().judge();
    expect(asked).toHaveLength(1);
    expect(store.getState().run).toEqual({ status: 'ready', report: judged });
  });

  it('gives up, and what comes of it then is nobody’s', async () => {
    const { store, asked, end } = setup();
    store.getState().judge();
    store.getState().cancel();
    expect(asked[0]?.signal.aborted).toBe(true);
    await end(0, judged);
    expect(store.getState().run).toEqual({ status: 'none' });
  });

  it('goes by the profile that was picked last, and says that one cannot be read', async () => {
    const { store, asked } = setup();
    const { pickProfile } = store.getState();
    let late: (text: string) => void = () => undefined;
    const slow = pickProfile({
      name: 'slow.json',
      size: 2,
      text: () => new Promise((resolve) => (late = resolve)),
    });
    await pickProfile({ name: 'quick.json', size: 2, text: () => Promise.resolve('{}') });
    late('{}');
    await slow;
    expect(asked.map(({ profile }) => profile)).toEqual(['quick.json']);
    await pickProfile({ name: 'gone.json', size: 2, text: () => Promise.reject(new Error('gone')) });
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(store.getState().run).toMatchObject({
      status: 'failed',
      error: { code: 'profile-invalid', details: { source: 'gone.json', reason: 'it cannot be read' } },
    });
  });

  it('keeps what another profile came to, and judges by each once', async () => {
    const { store, asked, end } = setup();
    store.getState().judge();
    await end(0, judged);
    await store.getState().pickProfile({ name: 'mine.json', size: 2, text: () => Promise.resolve('{}') });
    const other = report();
    await end(1, other);
    expect(store.getState().run).toEqual({ status: 'ready', report: other });
    store.getState().useStandard();
    expect(store.getState().run).toEqual({ status: 'ready', report: judged });
    store.getState().compareAll();
    expect(asked.map(({ profile, compare }) => [profile, compare])).toEqual([
      [undefined, false],
      ['mine.json', false],
      [undefined, true],
    ]);
  });

  it('tells why it failed, refuses a profile that is too large unread, and tries again', async () => {
    const { store, asked, end } = setup();
    store.getState().judge();
    await end(0, new TraceError('artifact-missing', { path: 'a' }));
    expect(store.getState().run).toMatchObject({ status: 'failed', error: { code: 'artifact-missing' } });
    store.getState().judge();
    expect(asked).toHaveLength(2);
    const text = (): Promise<string> => Promise.reject(new Error('read'));
    await store.getState().pickProfile({ name: 'huge.json', size: 1e9, text });
    expect(store.getState().run).toMatchObject({ status: 'failed', error: { code: 'profile-invalid' } });
  });
});

describe('createQcStore with records of re-runs', () => {
  const text = (record = RECORD): string => `${verificationLine(record)}\n`;
  const file = (content: string): File => new File([content], 'bug-fix.verifications.jsonl');

  it('looks beside the bundle before it judges, and judges all the same where that cannot be read', async () => {
    const answers = [new Response(text()), new Response(null, { status: 403 })];
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(() => Promise.resolve(answers.shift() ?? Response.error()));
    for (const [count, state] of [
      [1, 'read'],
      [0, 'failed'],
    ] as const) {
      const records = new ReRunRecords('https://example.org/traces/bug-fix/');
      const { store, asked } = setup(false, records);
      expect(records.found()).toEqual({ state: 'unasked' });
      store.getState().judge();
      expect(store.getState().run).toEqual({ status: 'running', progress: undefined });
      await vi.waitFor(() => expect(asked.map((one) => one.records)).toEqual([count]));
      expect(records.found().state).toBe(state);
    }
    expect(fetched.mock.calls.map(([url]) => String(url as URL))).toEqual(
      Array(2).fill('https://example.org/traces/bug-fix.verifications.jsonl'),
    );
    vi.restoreAllMocks();
  });

  it('judges anew where other records come, and not for the same ones', async () => {
    const records = new ReRunRecords('bug-fix');
    const { store, asked, end } = setup(false, records);
    await records.read(file(text()));
    expect(asked).toEqual([]);
    store.getState().judge();
    await end(0, judged);
    await records.read(file(text()));
    expect(store.getState().run).toEqual({ status: 'ready', report: judged });
    await records.read(file(text({ ...RECORD, verifier: { name: 'day-shift' } })));
    expect(asked).toHaveLength(2);
    await records.read(file(''));
    expect(asked[1]?.signal.aborted).toBe(true);
    expect(asked.map((one) => one.records)).toEqual([1, 1, 0]);
  });
});

describe('what is shown of a report', () => {
  const late = finding('one/late', { range: range(5, 6), severity: 'S3' });
  const timeless = finding('one/timeless', { range: undefined, severity: 'S2' });
  const secret = finding('two/secret', { range: range(1, 2), reason: 'P-SECRET' });
  const all = report(rule('one', [late, timeless]), rule('two', [secret], { group: 'privacy' }));
  const ids = (filter: Partial<typeof EVERYTHING>, of = all): readonly string[] =>
    listedFindings(of, { ...EVERYTHING, ...filter }).map(({ id }) => id);

  it('lists findings in time order, by severity, group and rule', () => {
    expect(ids({})).toEqual(['one/timeless', 'two/secret', 'one/late']);
    expect(ids({ severities: new Set(['S1']) })).toEqual(['two/secret']);
    expect(ids({ groups: new Set(['verbalization']) })).toEqual(['one/timeless', 'one/late']);
    expect(ids({ rule: 'two' })).toEqual(['two/secret']);
  });

  it('lists findings of one moment by severity, and equal ones as the rules gave them', () => {
    const at = range(5, 6);
    const same = report(
      rule('b', [
        finding('b/2', { range: at, severity: 'S2' }),
        finding('b/1', { range: at, severity: 'S2' }),
      ]),
      rule('a', [
        finding('a/3', { range: at, severity: 'S2' }),
        finding('a/4', { range: at, severity: 'S1' }),
      ]),
    );
    expect(ids({}, same)).toEqual(['a/4', 'b/2', 'b/1', 'a/3']);
  });

  it('never hides what is waived unless it is asked to', () => {
    const waived = withWaivers(all, [waiver('two/secret')]);
    expect(ids({}, waived)).toHaveLength(3);
    expect(ids({ waived: false }, waived)).toEqual(['one/timeless', 'one/late']);
    expect(summaryOf(waived)).toEqual({
      result: 'fail',
      title: 'Does not pass, 1 of 2 gates',
      remark: '1 gate is waived',
    });
  });
});
