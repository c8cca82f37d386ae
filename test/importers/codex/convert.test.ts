import { describe, expect, it } from 'vitest';
import { counts, imported, jsonl } from '../agent/imported.ts';

let second = 0;
function record(type: string, payload: object): object {
  second += 1;
  return { timestamp: new Date(Date.UTC(2026, 1, 1, 0, 0, second)).toISOString(), type, payload };
}
const item = (payload: object) => record('response_item', payload);
const event = (payload: object) => record('event_msg', payload);
const usage = (input: number, output: number) => ({
  input_tokens: input,
  output_tokens: output,
  cached_input_tokens: 1,
});

describe('a Codex rollout', () => {
  it('shows each text once, joins calls and answers, and reads exit codes where they are told', async () => {
    second = 0;
    const tokens = {
      type: 'token_count',
      info: { total_token_usage: usage(9, 3), last_token_usage: usage(9, 3) },
    };
    const text = jsonl(
      record('session_meta', {
        id: 'x',
        cwd: '/w',
        cli_version: '0.104.0',
        git: { commit_hash: '1cdfa7b17410' },
      }),
      item({
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: '<environment_context>' }],
      }),
      item({ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Mend it' }] }),
      event({ type: 'user_message', message: 'Mend it' }),
      record('turn_context', { model: 'gpt', cwd: '/w' }),
      event({ type: 'agent_reasoning', text: 'think' }),
      item({ type: 'reasoning', summary: [{ type: 'summary_text', text: 'think' }] }),
      item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I run it' }] }),
      item({
        type: 'function_call',
        name: 'exec_command',
        call_id: 'c1',
        arguments: '{"cmd":"ls","workdir":"/w/src"}',
      }),
      event(tokens),
      event(tokens),
      item({
        type: 'function_call_output',
        call_id: 'c1',
        output: 'Chunk ID: a\nWall time: 0.1 seconds\nProcess exited with code 0\nOutput:\na.ts\n',
      }),
      item({
        type: 'function_call',
        name: 'shell',
        call_id: 'c2',
        arguments: '{"command":["bash","-lc","false"]}',
      }),
      item({
        type: 'function_call_output',
        call_id: 'c2',
        output: '{"output":"bad","metadata":{"exit_code":1,"duration_seconds":0.5}}',
      }),
      item({
        type: 'custom_tool_call',
        name: 'apply_patch',
        call_id: 'c3',
        input:
          '*** Begin Patch\n*** Add File: b.ts\n+one\n+two\n*** End Patch\n*** Begin Patch\n*** Update File: b.ts\n@@\n one\n-two\n+2\n*** End Patch',
      }),
      item({
        type: 'custom_tool_call_output',
        call_id: 'c3',
        output: '{"output":"Success.","metadata":{"exit_code":0}}',
      }),
      item({ type: 'function_call', name: 'exec_command', call_id: 'c4', arguments: '{"cmd":"sleep 9"}' }),
      record('compacted', { message: 'so far' }),
    );
    const it = await imported({ 'rollout.jsonl': text });
    const [main] = it.agents;
    expect(main?.steps.map(({ source, message }) => [source, message])).toEqual([
      ['system', '<environment_context>'],
      ['user', 'Mend it'],
      ['agent', 'I run it'],
      ['agent', ''],
      ['agent', ''],
      ['agent', ''],
      ['system', 'so far'],
    ]);
    expect(main?.steps[2]).toMatchObject({
      reasoning_content: 'think',
      metrics: { prompt_tokens: 9, completion_tokens: 3 },
    });
    expect(
      it
        .records('commands')
        .map((one) => [one['command'], one['cwd'], one['exit_code'], one['exit_source'], one['t_end']]),
    ).toEqual([
      ['ls', '/w/src', 0, 'parsed', Date.UTC(2026, 1, 1, 0, 0, 12)],
      ['false', null, 1, 'shell', Date.UTC(2026, 1, 1, 0, 0, 14)],
      ['sleep 9', null, null, 'unknown', null],
    ]);
    expect(it.records('ide_edits').map((one) => [one['type'], it.text(String(one['content']))])).toEqual([
      ['create', 'one\ntwo\n'],
      ['save', 'one\n2\n'],
    ]);
    expect(counts(it, 'changed')).toEqual({
      'A text that was recorded twice, as an item and as an event, is shown once': 2,
    });
    expect(it.manifest.task).toMatchObject({ title: 'Mend it', repos: [{ base_commit: '1cdfa7b17410' }] });
  });

  it('is not the stream of codex exec --json, which is refused by name', async () => {
    const stream = jsonl({ type: 'thread.started', thread_id: 't' }, { type: 'turn.started' });
    await expect(imported({ 'out.jsonl': stream })).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: 'the stream of codex exec --json, which has no times' },
    });
  });
});
