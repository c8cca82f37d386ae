/** The drawer of quality control: what it shows of a report, and what people say of that. */
import { cleanup, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { useMemo } from 'react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useStore } from 'zustand';
import { createQcStore, type QcStore } from '../../src/app/qc-store.ts';
import { QcDrawer } from '../../src/app/QcDrawer.tsx';
import type { TraceSession } from '../../src/app/session-store.ts';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds, toSeconds } from '../../src/base/time.ts';
import type { QcReport } from '../../src/qc/judge.ts';
import { withWaivers } from '../../src/qc/waivers.ts';
import { openReviewStore, type ReviewStore } from '../../src/review/review-store.ts';
import { reviewState } from '../../src/review/state.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { createViewStore } from '../../src/timeline/view-store.ts';
import { reRunRecords } from '../../src/trace/re-run-records.ts';
import { verificationLine } from '../../src/trace/verifications.ts';
import '../../src/ui/theme.css';
import { buildTrace } from '../fixtures/build-trace.ts';
import { RECORD } from '../qc/pairs/re-runs.ts';
import { finding, range, report, rule } from '../qc/made-report.ts';
import { MemoryReviews } from '../review/memory-reviews.ts';

const late = finding('speech/late', { range: range(3_000_000, 4_000_000), severity: 'S2' });
const early = finding('speech/early', { range: range(1_000_000, 2_000_000), severity: 'S1' });
const timeless = finding('files/none', { range: undefined, severity: 'S3', reason: 'A-MISSING' });
const whole = rule('whole', [], { result: 'pass', stops: false, group: 'completeness' });
const made = report(
  rule('speech', [late, early]),
  rule('files', [timeless], { group: 'completeness' }),
  whole,
);

interface Judging {
  tell(name: string): void;
  end(how: QcReport | TraceError): void;
}

/** The drawer of a trace whose judging a test ends by hand. */
class DrawerBench {
  readonly trace = buildTrace({ duration: 10, cues: ['1-4 The test fails.'] });
  readonly clock = createClock(this.trace.duration);
  readonly view = createViewStore(this.trace.duration);
  readonly closed = vi.fn();
  readonly judgings: Judging[] = [];
  readonly qc: QcStore;
  reviews: ReviewStore | undefined;

  constructor() {
    this.qc = createQcStore(
      (_request, onProgress) =>
        new Promise((resolve, reject) =>
          this.judgings.push({
            tell: (name) => onProgress({ step: 'rules', name, done: 0.5 }),
            end: (how) => (how instanceof TraceError ? reject(how) : resolve(how)),
          }),
        ),
      true,
      reRunRecords(this.trace.bundle),
    );
  }

  async open(by = ''): Promise<this> {
    const reviews = await openReviewStore('made', new MemoryReviews());
    reviews.getState().setName(by);
    this.reviews = reviews;
    render(<Shown bench={this} reviews={reviews} />);
    return this;
  }

  async judged(of: QcReport = made, by = 'Ada'): Promise<this> {
    await this.open(by);
    this.qc.getState().judge();
    this.judgings.at(-1)?.end(of);
    await screen.findByRole('tablist');
    return this;
  }

  get session(): TraceSession {
    const { trace, clock, view } = this;
    // All that the drawer takes of one.
    return { trace, clock, view } as unknown as TraceSession;
  }
}

/** As `Quality` puts it there. */
function Shown({ bench, reviews }: { readonly bench: DrawerBench; readonly reviews: ReviewStore }) {
  const { qc, session, closed } = bench;
  const run = useStore(qc, (state) => state.run);
  const review = useStore(reviews, (state) => state.review);
  const said = useMemo(() => reviewState(review), [review]);
  const judged = run.status === 'ready' ? run.report : undefined;
  const shown = judged && withWaivers(judged, [...said.waivers.values()]);
  return (
    <div style={{ display: 'grid', width: 420, height: 760 }}>
      <QcDrawer session={session} qc={qc} report={shown} reviews={reviews} said={said} onClose={closed} />
    </div>
  );
}

const drawer = (): HTMLElement => screen.getByRole('complementary', { name: 'Quality' });
const button = (name: string | RegExp): HTMLElement => within(drawer()).getByRole('button', { name });
const tab = (name: RegExp): HTMLElement => within(drawer()).getByRole('tab', { name });
const rows = (): readonly string[] =>
  within(drawer())
    .queryAllByRole('option')
    .map(({ textContent }) => textContent);

async function expectNoFaults(): Promise<void> {
  const { violations } = await axe.run(drawer(), {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

beforeAll(() => page.viewport(900, 800));
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('the drawer of quality control', () => {
  it('says that nobody has judged the trace, how far judging is, and lets it be given up', async () => {
    const bench = await new DrawerBench().open();
    expect(drawer().textContent).toContain('Nobody has judged this trace here yet.');
    await expectNoFaults();
    await userEvent.click(button('Judge it'));
    expect(drawer().textContent).toContain('Starting');
    bench.judgings[0]?.tell('Every step has evidence');
    await vi.waitFor(() => expect(drawer().textContent).toContain('Every step has evidence'));
    expect(within(drawer()).getByRole('progressbar', { name: 'Run the rules' })).toHaveProperty('value', 0.5);
    await expectNoFaults();
    await userEvent.click(button('Cancel'));
    expect(button('Judge it')).toBeTruthy();
  });

  it('says why it failed, and tries again', async () => {
    const bench = await new DrawerBench().open();
    await userEvent.click(button('Judge it'));
    bench.judgings[0]?.end(new TraceError('artifact-missing', { path: 'layers/a.jsonl' }));
    await vi.waitFor(() => expect(drawer().textContent).toContain('layers/a.jsonl'));
    await expectNoFaults();
    await userEvent.click(button('Try again'));
    expect(bench.judgings).toHaveLength(2);
    bench.judgings[1]?.end(made);
    await screen.findByRole('tablist');
  });

  it('shows each rule with its numbers, and leads from a severity and a rule to their findings', async () => {
    await new DrawerBench().judged();
    expect(drawer().textContent).toContain('Does not pass, 2 of 3 gates');
    expect(drawer().textContent).toContain('VC_A 0.5 < 0.9');
    expect(within(drawer()).getByRole('region', { name: 'Completeness' }).textContent).toContain(
      '1 of 2 pass',
    );
    await expectNoFaults();
    await userEvent.click(button('1 finding of files: show them'));
    await vi.waitFor(() => expect(rows()).toEqual([expect.stringContaining('files/none is wrong.')]));
    await userEvent.click(button(/^S2 1/));
    await vi.waitFor(() => expect(rows()).toEqual([expect.stringContaining('speech/late is wrong.')]));
    await expectNoFaults();
  });

  it('seeks to the time of a finding, by pointer and by keyboard alone', async () => {
    const bench = await new DrawerBench().judged();
    await userEvent.click(tab(/Findings/));
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    expect(rows().map((row) => /(\S+) is wrong/.exec(row)?.[1])).toEqual(
      expect.arrayContaining([expect.stringContaining('files/none')]),
    );
    await userEvent.click(within(drawer()).getAllByRole('option')[2] ?? drawer());
    expect(toSeconds(bench.clock.now())).toBe(3);
    within(drawer()).getByRole('listbox', { name: 'Findings' }).focus();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(toSeconds(bench.clock.now())).toBe(1);
    expect(within(drawer()).getByRole('region', { name: 'The finding' }).textContent).toContain(
      'speech/early',
    );
    // One without a time leaves the moment alone.
    bench.clock.seek(fromSeconds(7));
    within(drawer()).getByRole('listbox', { name: 'Findings' }).focus();
    await userEvent.keyboard('{Home}{Enter}');
    expect(toSeconds(bench.clock.now())).toBe(7);
  });

  it('waives a finding with a reason and a name, all of a rule at once, and takes it back', async () => {
    const bench = await new DrawerBench().judged(made, '');
    await userEvent.click(tab(/Findings/));
    await userEvent.click((await within(drawer()).findAllByRole('option'))[1] ?? drawer());
    await userEvent.click(button('Waive …'));
    const form = within(drawer()).getByRole('form', { name: 'Waive the finding' });
    expect(document.activeElement).toBe(within(form).getByLabelText('Why it may pass'));
    await userEvent.keyboard('The client agreed.');
    expect(within(form).getByRole('button', { name: 'Waive' })).toHaveProperty('disabled', true);
    await userEvent.click(within(form).getByLabelText('The other finding of this rule, too'));
    await userEvent.type(within(form).getByLabelText('Your name, which stands beside it'), 'Ada');
    await expectNoFaults();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(drawer().textContent).toContain('Does not pass, 1 of 3 gates'));
    expect(drawer().textContent).toContain('1 gate is waived');
    expect(rows().filter((row) => row.includes('waived by Ada: The client agreed.'))).toHaveLength(2);
    expect(document.activeElement?.getAttribute('role')).toBe('listbox');
    expect(bench.reviews?.getState().by).toBe('Ada');
    await userEvent.click(button('Take the waiver back'));
    expect(rows().filter((row) => row.includes('waived by Ada'))).toHaveLength(1);
    expect(drawer().textContent).toContain('Does not pass, 2 of 3 gates');
  });

  it('marks a finding and a range for re-capture, lists both, and takes a mark back', async () => {
    const bench = await new DrawerBench().judged();
    const before = tab(/Re-capture/).textContent;
    await userEvent.click(tab(/Findings/));
    await userEvent.click((await within(drawer()).findAllByRole('option'))[2] ?? drawer());
    await userEvent.click(button('Re-capture …'));
    const form = within(drawer()).getByRole('form', { name: 'Mark for re-capture' });
    await userEvent.selectOptions(within(form).getByLabelText('Reason'), 'V-INAUDIBLE');
    await userEvent.type(within(form).getByLabelText('Note (may be left empty)'), 'Too quiet.');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() =>
      expect(drawer().textContent).toContain('To be captured again, says Ada: V-INAUDIBLE, Too quiet.'),
    );
    await userEvent.click(tab(/Re-capture/));
    expect(button('Mark the range …').getAttribute('aria-disabled')).toBe('true');
    bench.view.getState().setIn(fromSeconds(5));
    bench.view.getState().setOut(fromSeconds(6));
    await vi.waitFor(() => expect(button('Mark the range …').getAttribute('aria-disabled')).toBe('false'));
    await userEvent.click(button('Mark the range …'));
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button('Mark'));
    const marked = (): readonly string[] => rows().filter((row) => row.includes('Ada'));
    await vi.waitFor(() => expect(marked()).toHaveLength(2));
    await expectNoFaults();
    for (let left = 2; left > 0; left -= 1) {
      const own = within(drawer())
        .getAllByRole('option')
        .find(({ textContent }) => textContent.includes('Ada'));
      await userEvent.click(own ?? drawer());
      await userEvent.click(button('Take the mark back'));
      await vi.waitFor(() => expect(marked()).toHaveLength(left - 1));
    }
    expect(tab(/Re-capture/).textContent).toBe(before);
  });

  it('says by which records of re-runs it is judged, and judges anew by others', async () => {
    const bench = await new DrawerBench().judged();
    expect(drawer().textContent).toContain('Re-runs: no records given');
    const file = new File([`${verificationLine(RECORD)}\n`], 'made.verifications.jsonl');
    await userEvent.upload(within(drawer()).getByLabelText('Records of re-runs'), file);
    await vi.waitFor(() => expect(bench.judgings).toHaveLength(2));
    bench.judgings[1]?.end(report(whole));
    await vi.waitFor(() => expect(drawer().textContent).toContain('Passes, 1 gate'));
    expect(drawer().textContent).toContain('Re-runs: 1 record');
    await expectNoFaults();
  });

  it('takes the focus, and is left by Escape', async () => {
    const bench = await new DrawerBench().judged();
    expect(document.activeElement).toBe(drawer());
    await userEvent.keyboard('{Escape}');
    expect(bench.closed).toHaveBeenCalledOnce();
  });
});
