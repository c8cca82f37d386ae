import { describe, expect, it } from 'vitest';
import { faultsOf, foreignUnit, importedFolder } from './foreign-files.ts';

const cast = (timestamp: number | undefined, ...events: readonly unknown[]): string =>
  [{ version: 2, width: 160, height: 40, timestamp }, ...events]
    .map((line) => JSON.stringify(line))
    .join('\n');

const trial = (results: object, began = 1_700_000_000) =>
  foreignUnit('a-task.1-of-1', {
    'results.json': JSON.stringify({ task_id: 'a-task', instruction: 'Do it.', ...results }),
    'commands.txt': "['clear', 'Enter']\n",
    'panes/post-agent.txt': '$ \n',
    'sessions/tests.cast': cast(began + 20, [1, 'o', 'x'], [0.25, 'o', 'y'], [5.5, 'o', 'z']),
    'sessions/agent.cast': cast(began, [0.5, 'o', '$ '], [12, 'i', 'q']),
  });

describe('a trial of terminal-bench', () => {
  it('has its terminals on one clock, in the order of their file', async () => {
    const { trace, losses, bundle } = await importedFolder(
      trial({
        is_resolved: true,
        failure_mode: 'unset',
        parser_results: { 'test_a::[x]': 'passed', test_b: 'failed' },
      }),
    );
    expect(trace.manifest).toMatchObject({
      clock: {
        duration: 25_500_000,
        sync_quality: 'order_only',
        origin: { wall_utc: '2023-11-14T22:13:20.000Z' },
      },
      task: { title: 'a-task' },
      outcome: {
        completion: 'unknown',
        success: 'met',
        criteria: [
          { id: 'test_a::[x]', result: 'met' },
          { id: 'test_b', result: 'not_met' },
        ],
      },
    });
    expect(
      trace.terminals.map(({ layer }) => [layer.id, layer.clock.map?.[0]?.trace_us, layer.clock.backsteps]),
    ).toEqual([
      ['terminal-agent', 0, undefined],
      ['terminal-tests', 20_000_000, { count: 1, max_us: 750_000 }],
    ]);
    expect((await trace.tests[0]?.content.get())?.items[0]?.counts).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
    expect(losses.entries.map(({ kind, count, example }) => [kind, count, example])).toEqual([
      ['changed', 1, 'tests.cast'],
      ['changed', 2, undefined],
      ['dropped', 3, 'commands.txt'],
    ]);
    expect(await faultsOf(bundle)).toEqual([]);
  });

  it('tells phases where newer results do', async () => {
    const at = (second: number): string => new Date(1_700_000_000_000 + second * 1_000).toISOString();
    const { trace } = await importedFolder(
      trial({
        is_resolved: null,
        failure_mode: 'parse_error',
        parser_results: { a: 'passed' },
        trial_started_at: at(-5),
        agent_started_at: at(0.5),
        agent_ended_at: at(15),
        test_started_at: at(19),
        test_ended_at: at(26),
        trial_ended_at: at(30),
      }),
    );
    expect(trace.manifest).toMatchObject({
      clock: { duration: 35_000_000, sync_quality: 'estimated' },
      outcome: {
        completion: 'unknown',
        success: 'unknown',
        time_to_completion_us: null,
        phases: [
          { name: 'agent', t_start: 5_500_000, t_end: 20_000_000 },
          { name: 'tests', t_start: 24_000_000, t_end: 31_000_000 },
        ],
      },
    });
    expect((await trace.tests[0]?.content.get())?.items[0]).toMatchObject({
      time: 24_000_000,
      end: 31_000_000,
    });
  });

  it.each([
    ['agent_timeout', true, 'timed_out', 'met'],
    ['none', false, 'completed', 'not_met'],
    ['context_length_exceeded', null, 'errored', 'unknown'],
    ['something_new', 'yes', 'unknown', 'unknown'],
  ])(
    'of which %s and %s are told keeps completion and success apart',
    async (failure_mode, is_resolved, completion, success) => {
      const { trace } = await importedFolder(trial({ failure_mode, is_resolved }));
      expect(trace.manifest.outcome).toMatchObject({ completion, success });
    },
  );
});
