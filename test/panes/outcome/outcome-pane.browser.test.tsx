import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { outcomePane } from '../../../src/panes/outcome/index.ts';
import type { Manifest } from '../../../src/panes/outcome/outcome-data.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { PaneBench } from '../steps/pane-bench.tsx';

const bare = buildTrace({
  duration: 60,
  commands: ['1-2 ls'],
  absent: ['network not_captured No proxy was set', 'speech_audio lost', 'terminal withheld'],
});

const manifest: Manifest = {
  ...bare.manifest,
  session: {
    mode: 'replayed',
    actors: [{ id: 'dev', kind: 'script', pseudonym: 'Dev' }],
    environment: { os: 'Debian 12', arch: 'x64', tools: { git: '2.39' } },
  },
  task: {
    family: 'bug_fix',
    title: 'Jobs run too rarely',
    statement_path: 'task/statement.md',
    repos: [{ name: 'cron-next', url: null, base_commit: '3e429a7', head_commit: null }],
    criteria: [
      { id: 'tests', text: 'All tests pass.', check: 'test', command: 'npm test' },
      { id: 'lint', text: 'The linter is silent.', check: 'test' },
      { id: 'fast', text: 'It is fast.', check: 'metric' },
    ],
  },
  outcome: {
    completion: 'completed',
    success: 'partly_met',
    time_to_completion_us: fromSeconds(55),
    phases: [
      { name: 'Understand', t_start: 0, t_end: fromSeconds(20) },
      { name: 'Fix', t_start: fromSeconds(20), t_end: fromSeconds(60) },
    ],
    criteria: [
      {
        id: 'tests',
        result: 'met',
        evidence: [
          { layer: 'commands', t: fromSeconds(50), note: 'exit code 0' },
          { layer: 'absent-0', path: 'log.txt' },
          { layer: 'nowhere' },
        ],
      },
      { id: 'lint', result: 'not_met' },
    ],
    blockers: [
      { t: fromSeconds(10), kind: 'spec', text: 'The rule is not clear.', resolved_t: fromSeconds(30) },
      { t: fromSeconds(40), kind: 'tool', text: 'No debugger.', resolved_t: null },
    ],
  },
};

function traceOf(read: () => Promise<string>, changes: Partial<Manifest> = {}): Trace {
  return { ...bare, manifest: { ...manifest, ...changes }, bundle: { ...bare.bundle, readText: read } };
}

const STATEMENT = '# Issue 17\n\n<img src=x onerror="alert(1)"> **bold**';
const full = traceOf(() => Promise.resolve(STATEMENT));

const button = (bench: PaneBench, name: string): HTMLElement => {
  const found = bench
    .all('button')
    .find((one) => (one.getAttribute('aria-label') ?? one.textContent).includes(name));
  if (!found) throw new Error(`there is no button ${name}`);
  return found;
};
const section = (bench: PaneBench, title: string): HTMLElement => {
  const found = bench
    .all('details')
    .find((one) => one.querySelector('summary')?.textContent.startsWith(title));
  if (!found) throw new Error(`there is no section ${title}`);
  return found;
};
const openAll = (bench: PaneBench): void =>
  bench.all('details').forEach((one) => one.setAttribute('open', ''));

describe('the outcome', () => {
  it('tells success and completion apart, and follows the playhead both ways', async () => {
    const bench = await new PaneBench(outcomePane, full).ready();
    const constant = {
      success: 'partly_met',
      completion: 'completed',
      criteriaMet: 1,
      criteria: 3,
      blockers: 2,
    };
    expect(bench.shown).toEqual({ ...constant, phase: 'Understand' });
    expect(await bench.at(fromSeconds(45))).toEqual({ ...constant, phase: 'Fix' });
    expect(bench.find('[aria-current]').textContent).toContain('Fix');
    expect(bench.all('[data-open=true]').map((one) => one.textContent)).toEqual([
      expect.stringContaining('No debugger.'),
    ]);
    expect(await bench.at(fromSeconds(12))).toEqual({ ...constant, phase: 'Understand' });
    expect(bench.find('[aria-current]').textContent).toContain('Understand');
    expect(bench.find('[data-open=true]').textContent).toContain('The rule is not clear.');
    expect(await bench.at(fromSeconds(60))).toEqual({ ...constant, phase: 'Fix' });
    await bench.close();
  });

  it('seeks to evidence, phases and blockers', async () => {
    const bench = await new PaneBench(outcomePane, full).ready();
    await userEvent.click(button(bench, 'Go to 0:50.000'));
    expect(bench.clock.now()).toBe(fromSeconds(50));
    await userEvent.click(button(bench, 'Go to 0:10.000'));
    expect(bench.clock.now()).toBe(fromSeconds(10));
    await userEvent.click(button(bench, 'Go to 0:30.000'));
    expect(bench.clock.now()).toBe(fromSeconds(30));
    button(bench, 'Understand').focus();
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(0));
    await bench.close();
  });

  it('shows the text of the task as it stands', async () => {
    const bench = await new PaneBench(outcomePane, full).ready();
    const shown = bench.find('[class*=statement]');
    expect([...shown.children].map((block) => block.textContent)).toEqual(STATEMENT.split('\n\n'));
    expect(shown.firstElementChild?.getAttribute('data-kind')).toBe('heading');
    expect(bench.all('img')).toHaveLength(0);
    await bench.close();
  });

  it('says what is not known, and never fills it in', async () => {
    const bench = await new PaneBench(outcomePane, full).ready();
    openAll(bench);
    const criteria = section(bench, 'Criteria').textContent;
    expect(criteria).toContain('1 of 3 met, 1 unknown');
    expect(criteria).toContain('unknown: no result was recorded');
    // Evidence that nobody can look at says so.
    expect(criteria).toContain('absent-0 (not captured) · log.txt');
    expect(criteria).toContain('nowhere (no such layer)');
    expect(bench.find('dl').textContent).toContain('Active timeUnknown');
    expect(section(bench, 'Blockers').textContent).toContain('never overcome');
    expect(section(bench, 'Repositories').textContent).toContain('Head commitunknown');
    expect(section(bench, 'Repositories').textContent).toContain('Addressonly in the bundle');
    expect(section(bench, 'Provenance').textContent).toContain('a script drove real programs');
    expect(section(bench, 'Privacy').textContent).toContain('Personal data insideunknown');
    const layers = section(bench, 'Layers').textContent;
    expect(layers).toContain('1 of 4 present');
    expect(layers).toContain('not captured');
    expect(layers).toContain('No proxy was set');
    expect(layers).toContain('withheld');
    await bench.close();
  });

  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    for (const width of [700, 320]) {
      const bench = await new PaneBench(outcomePane, full, width).ready();
      openAll(bench);
      await bench.at(fromSeconds(45));
      await bench.expectNoFaults();
      const pane = bench.find('[class*=pane]');
      expect(pane.scrollWidth).toBeLessThanOrEqual(pane.clientWidth);
      await bench.close();
    }
    document.documentElement.dataset['theme'] = 'dark';
  });
});

describe('what is not there', () => {
  it('has words for a trace that knows nothing of its outcome', async () => {
    const bench = await new PaneBench(outcomePane, bare).ready();
    expect(bench.shown).toEqual({
      success: 'unknown',
      completion: 'unknown',
      criteriaMet: 0,
      criteria: 0,
      phase: null,
      blockers: 0,
    });
    const text = bench.place.textContent;
    expect(text).toContain('The task names no criteria.');
    expect(text).toContain('SuccessUnknownnothing was claimed');
    expect(text).toContain('No phases were recorded.');
    expect(text).toContain('No blockers were recorded.');
    expect(text).toContain('The bundle holds no text of the task.');
    openAll(bench);
    await bench.expectNoFaults();
    await bench.close();
  });

  it('holds until the text is read, and not when it is closed before', async () => {
    let read = (_text: string): void => undefined;
    const slow = traceOf(() => new Promise((resolve) => (read = resolve)));
    const bench = new PaneBench(outcomePane, slow);
    await vi.waitFor(() => expect(bench.clock.holders).toEqual(['outcome']));
    expect(bench.shown).toBeUndefined();
    read('Do it.');
    await bench.ready();
    expect(bench.find('[class*=statement]').textContent).toBe('Do it.');
    await bench.close();
    const early = new PaneBench(outcomePane, slow);
    await vi.waitFor(() => expect(early.clock.holders).toEqual(['outcome']));
    await early.close();
  });

  it('shows the rest where the text cannot be read, and reports why', async () => {
    const broken = traceOf(() =>
      Promise.reject(new TraceError('artifact-missing', { path: 'task/statement.md' })),
    );
    const bench = await new PaneBench(outcomePane, broken).ready();
    await vi.waitFor(() => {
      expect(section(bench, 'Task').textContent).toContain('task/statement.md is missing from the bundle.');
      expect(bench.problems.map(({ code }) => code)).toContain('artifact-missing');
    });
    expect(bench.shown).toMatchObject({ criteria: 3 });
    await bench.close();
  });
});
