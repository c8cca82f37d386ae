import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { taskPane } from '../../../src/panes/task/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { PaneBench } from '../steps/pane-bench.tsx';

const STATEMENT = '# Weekly report\n\n<img src=x onerror="alert(1)"> **at most** 60 columns';

const bare = buildTrace({
  duration: 60,
  commands: [
    '10-12 npm run width =1',
    '20-21 npm run width =0',
    '40-41 npm test =0',
    '50-52 npm run width =1',
  ],
});

function traceOf(read: () => Promise<string>, of: Trace = bare): Trace {
  const manifest: Trace['manifest'] = {
    ...of.manifest,
    task: {
      family: 'feature',
      title: 'A weekly report',
      statement_path: 'task/statement.md',
      criteria: [
        { id: 'tests', text: 'All tests pass.', check: 'test', command: 'npm test' },
        { id: 'width', text: 'At most 60 columns.', check: 'metric', command: 'npm run width' },
        { id: 'review', text: 'A colleague agrees.', check: 'review' },
      ],
    },
    outcome: {
      completion: 'completed',
      success: 'partly_met',
      time_to_completion_us: fromSeconds(55),
      phases: [
        { name: 'Plan', t_start: fromSeconds(5), t_end: fromSeconds(20) },
        { name: 'Implement', t_start: fromSeconds(20), t_end: fromSeconds(60) },
      ],
      criteria: [
        { id: 'tests', result: 'met', evidence: [{ t: fromSeconds(40), t_end: fromSeconds(41) }] },
        { id: 'width', result: 'not_met', evidence: [{ t: fromSeconds(50), t_end: fromSeconds(52) }] },
        { id: 'review', result: 'unknown' },
      ],
      blockers: [],
    },
  };
  return { ...of, manifest, bundle: { ...of.bundle, readText: read } };
}

const full = traceOf(() => Promise.resolve(STATEMENT));
const signs = (bench: PaneBench): readonly (string | null)[] =>
  bench.all('[data-sign]').map((one) => one.getAttribute('data-sign'));

describe('the task beside the work', () => {
  it('shows of each criterion what is known by the playhead, both ways', async () => {
    const bench = await new PaneBench(taskPane, full).ready();
    expect(bench.shown).toEqual({ text: 'read', phase: null, criteria: ['open', 'open', 'open'] });
    expect(bench.place.textContent).toContain('in none of 2 phases');
    expect(await bench.at(fromSeconds(20))).toMatchObject({
      phase: 'Implement',
      criteria: ['open', 'fails', 'open'],
    });
    expect(await bench.at(fromSeconds(30))).toMatchObject({ criteria: ['open', 'passes', 'open'] });
    expect(await bench.at(fromSeconds(52))).toMatchObject({ criteria: ['met', 'not_met', 'open'] });
    expect(bench.place.textContent).toContain('1 of 3 met by now');
    expect(await bench.at(fromSeconds(60))).toMatchObject({ criteria: ['met', 'not_met', 'unknown'] });
    expect(bench.place.textContent).toContain('as claimed at the end');
    expect(await bench.at(fromSeconds(13))).toMatchObject({
      phase: 'Plan',
      criteria: ['open', 'fails', 'open'],
    });
    expect(signs(bench)).toEqual(['open', 'bad-so-far', 'open']);
    await bench.close();
  });

  it('leads to what shows it, and to the start of the phase', async () => {
    const bench = await new PaneBench(taskPane, full).ready();
    const go = (moment: string): Promise<void> =>
      userEvent.click(bench.find(`button[aria-label="Go to ${moment}"]`));
    await bench.at(fromSeconds(55));
    await go('0:50.000');
    expect(bench.clock.now()).toBe(fromSeconds(50));
    await bench.at(fromSeconds(30));
    await go('0:20.000');
    expect(bench.clock.now()).toBe(fromSeconds(20));
    await bench.close();
  });

  it('shows the text as it stands', async () => {
    const bench = await new PaneBench(taskPane, full).ready();
    const shown = bench.find('[class*=statement]');
    expect([...shown.children].map((block) => block.textContent)).toEqual(STATEMENT.split('\n\n'));
    expect(bench.all('img')).toHaveLength(0);
    await bench.close();
  });

  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    for (const width of [700, 240]) {
      const bench = await new PaneBench(taskPane, full, width).ready();
      await bench.at(fromSeconds(55));
      await bench.expectNoFaults();
      const pane = bench.find('[class*=pane]');
      expect(pane.scrollWidth).toBeLessThanOrEqual(pane.clientWidth);
      await bench.close();
    }
    document.documentElement.dataset['theme'] = 'dark';
  });
});

describe('what is not there', () => {
  it('is no pane where nothing says what was asked', () => {
    expect(taskPane.bind(bare)).toBeUndefined();
  });

  it('shows a text without criteria, and criteria without a text', async () => {
    const { manifest } = full;
    const textAlone: Trace = {
      ...full,
      manifest: { ...manifest, task: { ...manifest.task, criteria: [] } },
    };
    const first = await new PaneBench(taskPane, textAlone).ready();
    expect(first.shown).toMatchObject({ text: 'read', criteria: [] });
    await first.expectNoFaults();
    await first.close();

    const { statement_path: _, ...task } = manifest.task;
    const second = await new PaneBench(taskPane, { ...full, manifest: { ...manifest, task } }).ready();
    expect(second.shown).toMatchObject({ text: 'none' });
    expect(second.place.textContent).toContain('The bundle holds no text of the task.');
    await second.close();
  });

  it('shows the rest where the text or the commands cannot be read, and reports why', async () => {
    const broken = buildTrace({ duration: 60, commands: ['1-2 npm test =0'], broken: ['commands'] });
    const gone = (): Promise<string> =>
      Promise.reject(new TraceError('artifact-missing', { path: 'task/statement.md' }));
    for (const [trace, path] of [
      [traceOf(gone), 'task/statement.md'],
      [traceOf(() => Promise.resolve(STATEMENT), broken), 'layers/commands'],
    ] as const) {
      const bench = await new PaneBench(taskPane, trace).ready();
      await vi.waitFor(() => expect(bench.problems.map(({ details }) => details)).toContainEqual({ path }));
      expect(await bench.at(fromSeconds(52))).toMatchObject({ criteria: ['met', 'not_met', 'open'] });
      await bench.close();
    }
  });
});
