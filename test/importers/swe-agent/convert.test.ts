import { describe, expect, it } from 'vitest';
import { imported } from '../agent/imported.ts';

const DIFF = 'diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-a\n+b\n';
const HISTORY = [
  { role: 'system', content: 'SETTING', agent: 'main' },
  { role: 'user', content: 'a demonstration', agent: 'main', is_demo: true },
  { role: 'user', content: 'ISSUE:\nIt breaks\nISSUE_END', agent: 'main' },
  { role: 'assistant', content: 'I look', agent: 'main' },
];

describe('a SWE-agent trajectory', () => {
  it('becomes steps in order, commands without exit codes, and the submitted change', async () => {
    const trajectory = [
      {
        action: 'open a.py\n',
        observation: 'text',
        response: 'I look',
        state: '{"working_dir": "/r"}',
        thought: 'I look',
      },
      {
        action: 'python a.py\n',
        observation: 'oops',
        response: 'run',
        state: { working_dir: '/r' },
        execution_time: 0.5,
        query: [{}],
      },
    ];
    const info = {
      exit_status: 'submitted',
      submission: `\r\n${DIFF.replaceAll('\n', '\r\n')}`,
      model_stats: { instance_cost: 0.5 },
    };
    const it = await imported({
      'x.traj': JSON.stringify({ environment: 'main', trajectory, history: HISTORY, info }),
    });
    expect(it.agents[0]?.steps.map(({ source, message }) => [source, message])).toEqual([
      ['system', 'SETTING'],
      ['system', 'a demonstration'],
      ['user', 'ISSUE:\nIt breaks\nISSUE_END'],
      ['agent', 'I look'],
      ['agent', 'run'],
    ]);
    expect(it.records('commands')).toMatchObject([
      { command: 'python a.py', cwd: '/r', t_start: 4, t_end: null, exit_code: null, exit_source: 'unknown' },
    ]);
    expect(it.text(it.layers('file_diffs')[0]?.paths?.[0])).toBe(DIFF);
    expect(it.manifest).toMatchObject({
      clock: { duration: 5_000_000, sync_quality: 'order_only' },
      task: { title: 'It breaks' },
      outcome: { completion: 'completed', success: 'unknown' },
    });
  });

  it('of a history alone is its messages', async () => {
    const calls = [
      { id: 'c', type: 'function', function: { name: 'find_file', arguments: '{"file_name":"a"}' } },
    ];
    const history = [
      HISTORY[0],
      { ...HISTORY[3], tool_calls: calls },
      { role: 'tool', content: 'found', agent: 'main', tool_call_ids: ['c'] },
    ];
    const it = await imported({ 'x.traj': JSON.stringify({ history }) });
    expect(it.agents[0]?.steps[1]).toMatchObject({
      tool_calls: [{ tool_call_id: 'c', function_name: 'find_file', arguments: { file_name: 'a' } }],
      observation: { results: [{ source_call_id: 'c', content: 'found' }] },
    });
  });
});
