import { describe, expect, it } from 'vitest';
import { importedTrace } from '../foreign-files.ts';
import { counts, imported } from '../agent/imported.ts';

const STEPS = [
  { step_id: 1, source: 'user', message: 'Look around', timestamp: '2026-01-02T03:04:05.500Z' },
  {
    step_id: 2,
    source: 'agent',
    message: 'I will',
    timestamp: '2026-01-02T04:04:07+01:00',
    tool_calls: [
      { tool_call_id: 'c1', function_name: 'run_shell_command', arguments: { command: 'ls nowhere' } },
    ],
    observation: { results: [{ source_call_id: 'c1', content: 'no such file\nExit Code: 2' }] },
    metrics: { prompt_tokens: 10, completion_tokens: 4 },
    novelty: 1,
  },
];

function document(more: object = {}): string {
  return JSON.stringify({
    schema_version: 'ATIF-v1.7',
    agent: { name: 'gemini-cli', version: '1' },
    steps: STEPS,
    ...more,
  });
}

describe('an ATIF trajectory', () => {
  it('is kept byte for byte, with its commands beside it', async () => {
    const text = document();
    const { trace } = await importedTrace('run.json', text);
    const [agent] = trace.manifest.layers;
    expect(await trace.bundle.readText(agent?.paths?.[0] ?? '')).toBe(text);
    expect(trace.manifest).toMatchObject({
      task: { title: 'Look around' },
      clock: { duration: 1_500_000, origin: { wall_utc: '2026-01-02T03:04:05.500Z' } },
      outcome: { completion: 'unknown', success: 'unknown' },
    });
    expect(agent).toMatchObject({
      kind: 'agent_steps',
      records: 2,
      format: { name: 'atif', version: '1.7' },
    });
    expect(trace.problems.all).toEqual([]);
    const it = await imported({ 'run.json': text });
    expect(it.records('commands')).toEqual([
      {
        seq: 1,
        terminal: 'terminal',
        t_start: Date.parse('2026-01-02T03:04:07Z'),
        t_end: null,
        cwd: null,
        command: 'ls nowhere',
        exit_code: 2,
        exit_source: 'parsed',
        cast_from: 1,
        cast_to: 2,
        'x-call': { layer: 'agent-steps', call: 'c1' },
      },
    ]);
    const [, typed, output] = it.text(it.layers('terminal')[0]?.paths?.[0]).split('\n');
    expect([typed, output]).toEqual([
      '[1.5,"o","$ ls nowhere\\r\\n"]',
      '[1.5,"o","no such file\\r\\nExit Code: 2\\r\\n"]',
    ]);
    expect(counts(it, 'dropped')).toEqual({
      'A field that ATIF 1.8 does not have is kept in the file, and not shown': 1,
    });
  });

  it('of an unknown major version is refused by name; an unknown minor one is read, and said', async () => {
    await expect(imported({ 'a.json': document({ schema_version: 'ATIF-v2.0' }) })).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: 'version 2.0', supported: 'ATIF 1.0 to 1.8' },
    });
    const newer = await imported({ 'a.json': document({ schema_version: 'ATIF-v1.12' }) });
    expect(Object.keys(counts(newer, 'inferred'))).toContainEqual(
      expect.stringContaining('newer minor version'),
    );
  });

  it('names totals that its steps do not add up to, and keeps both', async () => {
    const it = await imported({
      'a.json': document({ final_metrics: { total_prompt_tokens: 48, total_steps: 2 } }),
    });
    expect(it.losses.entries).toContainEqual(
      expect.objectContaining({ kind: 'changed', example: 'prompt_tokens: 48, not 10' }),
    );
  });

  it('gives each agent that it started a lane of its own', async () => {
    const inner = {
      schema_version: 'ATIF-v1.7',
      trajectory_id: 'sub',
      agent: { name: 'helper', version: '1' },
      steps: [STEPS[0]],
    };
    const it = await imported({ 'a.json': document({ subagent_trajectories: [inner] }) });
    expect(
      it.layers('agent_steps').map((layer) => [layer.title, layer.actor, layer['x-parent-layer']]),
    ).toEqual([
      ['gemini-cli', 'agent', undefined],
      ['helper sub', 'agent-2', 'agent-steps'],
    ]);
  });

  it('without times plays by step, and one without a zone tells no wall time', async () => {
    const bare = STEPS.map((step) => ({ ...step, timestamp: undefined }));
    const none = await imported({ 'a.json': document({ steps: bare }) });
    expect(none.manifest.clock).toMatchObject({ duration: 2_000_000, sync_quality: 'order_only' });
    expect(none.records('commands')[0]).toMatchObject({ t_start: 1, t_end: null });
    const naive = STEPS.map((step, index) => ({ ...step, timestamp: `2026-01-02T03:04:0${index}.25` }));
    const it = await imported({ 'a.json': document({ steps: naive }) });
    expect(it.manifest.clock).toMatchObject({
      duration: 1_000_000,
      origin: { wall_utc: null },
      sync_quality: 'measured',
    });
  });

  it('cut off anywhere is a coded refusal, never a crash', async () => {
    const text = document();
    for (let end = 0; end < text.length; end += 37)
      await expect(imported({ 'a.json': text.slice(0, end) })).rejects.toMatchObject({
        code: expect.stringMatching(/^(?:import-refused|format-broken)$/) as string,
      });
  });
});
