import { describe, expect, it } from 'vitest';
import { counts, imported, jsonl } from '../agent/imported.ts';

let count = 0;
function line(type: string, message: unknown, more: object = {}): Readonly<Record<string, unknown>> {
  count += 1;
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, count)).toISOString();
  return {
    type,
    uuid: `u${count}`,
    parentUuid: `u${count - 1}`,
    sessionId: 's',
    timestamp: at,
    cwd: '/w',
    version: '2.1.0',
    isSidechain: false,
    message,
    ...more,
  };
}
const said = (text: string, more?: object) => line('user', { role: 'user', content: text }, more);
const answer = (id: string, block: unknown, more?: object) =>
  line(
    'assistant',
    {
      id,
      role: 'assistant',
      model: 'm',
      content: [block],
      usage: { input_tokens: 3, output_tokens: 5, cache_read_input_tokens: 7 },
    },
    more,
  );
const use = (id: string, name: string, input: object) => ({ type: 'tool_use', id, name, input });
const result = (id: string, content: string, more?: object, isError = false) =>
  line(
    'user',
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content, is_error: isError }] },
    more,
  );

describe('a Claude Code session', () => {
  it('is one chain of steps: parts of a message belong together, and its usage counts once', async () => {
    count = 0;
    const first = said('Fix it', { parentUuid: null });
    const lines = [
      first,
      answer('m1', { type: 'thinking', thinking: 'hm' }),
      answer('m1', { type: 'text', text: 'I look' }),
      answer('m1', { type: 'text', text: 'I look' }),
      answer('m1', use('t1', 'Bash', { command: 'npm test' })),
      result('t1', 'Exit code 1\n2 failed', {}, true),
      answer('m2', use('t2', 'Edit', { file_path: '/w/src/a.ts', old_string: 'b', new_string: 'B' })),
      result('t2', 'done', {
        toolUseResult: { filePath: '/w/src/a.ts', originalFile: 'a\nb\n', structuredPatch: [] },
      }),
      { type: 'summary', summary: 'A fix', leafUuid: 'u8' },
      { type: 'teleport', uuid: 'x1', odd: 1 },
      first,
    ];
    const it = await imported({ 's.jsonl': jsonl(...lines) });
    const [main] = it.agents;
    expect(
      main?.steps.map(({ source, message, reasoning_content: thought }) => [source, message, thought]),
    ).toEqual([
      ['user', 'Fix it', undefined],
      ['agent', 'I look', 'hm'],
      ['agent', '', undefined],
    ]);
    expect(main?.steps.map(({ metrics }) => metrics?.prompt_tokens)).toEqual([undefined, 10, 10]);
    // The session tells no totals.
    expect(main).not.toHaveProperty('final_metrics');
    expect(it.manifest.task.title).toBe('A fix');
    expect(it.records('commands')).toMatchObject([
      {
        command: 'npm test',
        exit_code: 1,
        exit_source: 'parsed',
        t_start: Date.UTC(2026, 0, 1, 0, 0, 5),
        t_end: Date.UTC(2026, 0, 1, 0, 0, 6),
      },
    ]);
    const [edit] = it.records('ide_edits');
    expect(edit).toMatchObject({ type: 'save', file: 'src/a.ts', 'x-call': { call: 't2' } });
    expect(it.text(String(edit?.['content']))).toBe('a\nB\n');
    expect(it.text(String(edit?.['diff']))).toContain('-b\n+B\n');
    expect(counts(it, 'changed')).toMatchObject({
      'A line that was written again, as when a session is resumed, is read once': 1,
      'A part of a message that stands twice is read once': 1,
    });
    expect(counts(it, 'dropped')).toMatchObject({
      'A line of an unknown kind': 1,
      'A field of a line is not known': 1,
    });
  });

  it('puts what was given up, and other agents, into lanes of their own', async () => {
    count = 0;
    const lines = [
      said('One', { parentUuid: null }),
      answer('m1', { type: 'text', text: 'wrong way' }),
      said('Two, instead', { parentUuid: 'u1' }),
      answer('m2', use('t1', 'Task', { description: 'Read all', prompt: 'Read it' })),
      said('Read it', { parentUuid: null, isSidechain: true, agentId: 'a1' }),
      answer('m3', { type: 'text', text: 'read' }, { isSidechain: true, agentId: 'a1' }),
      result('t1', 'read', { parentUuid: 'u4', toolUseResult: { agentId: 'a1' } }),
    ];
    const it = await imported({ 's.jsonl': jsonl(...lines) });
    expect(
      it.layers('agent_steps').map((layer) => [layer.title, layer.records, layer['x-parent-layer']]),
    ).toEqual([
      ['Claude Code', 3, undefined],
      ['Given up 1', 1, 'agent-steps'],
      ['Read all', 2, 'agent-steps'],
    ]);
    expect(it.agents[0]?.steps[2]?.observation?.results[0]?.subagent_trajectory_ref).toEqual([
      { trajectory_id: 'a1' },
    ]);
  });

  it('takes a folder of a session and its agents as one trace', async () => {
    count = 0;
    const main = jsonl(said('Go', { parentUuid: null }), answer('m1', { type: 'text', text: 'gone' }));
    const side = jsonl(said('Help', { parentUuid: null, isSidechain: true, agentId: 'b' }));
    const it = await imported({
      's/subagents/agent-b.jsonl': side,
      's.jsonl': main,
      's/tool-results/1.txt': 'long',
    });
    expect(it.layers('agent_steps').map(({ title }) => title)).toEqual(['Claude Code', 'Sub-agent b']);
    expect(it.manifest.provenance.imported_from).toHaveLength(2);
    expect(counts(it, 'dropped')).toEqual({ 'A file beside the session is not taken over': 1 });
  });
});
