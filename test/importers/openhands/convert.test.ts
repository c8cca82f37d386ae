import { describe, expect, it, onTestFinished } from 'vitest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../../src/base/hash.ts';
import { unitAt } from '../../../src/cli/import/foreign-disk.ts';
import { recognizeAll } from '../../../src/importers/detect.ts';
import type { ForeignUnit } from '../../../src/importers/foreign.ts';
import { importUnit } from '../../../src/importers/import-unit.ts';
import { IMPORT_TOOLS } from '../../../src/trace/import-tools.ts';
import { counts, imported, jsonl, lookedAt } from '../agent/imported.ts';
import { foreignUnit } from '../foreign-files.ts';

const at = (second: number): string => `2025-04-30T16:32:${String(second).padStart(2, '0')}.500000`;
const META = (call: string, response: string) => ({
  function_name: 'execute_bash',
  tool_call_id: call,
  model_response: { id: response, model: 'm', usage: { prompt_tokens: 8, completion_tokens: 2 } },
});
const EVENTS = [
  { id: 0, timestamp: at(1), source: 'user', action: 'message', args: { content: 'Do it' } },
  {
    id: 2,
    timestamp: at(2),
    source: 'agent',
    action: 'run',
    args: { command: 'ls', thought: 'I look', is_input: false },
    tool_call_metadata: META('t1', 'r1'),
  },
  {
    id: 3,
    timestamp: at(3),
    source: 'agent',
    action: 'run',
    args: { command: 'sleep 99', thought: 'I look' },
    tool_call_metadata: META('t2', 'r1'),
  },
  {
    id: 4,
    timestamp: at(4),
    source: 'agent',
    observation: 'run',
    cause: 2,
    content: 'a',
    extras: { metadata: { exit_code: 0 } },
  },
  {
    id: 5,
    timestamp: at(5),
    source: 'agent',
    observation: 'run',
    cause: 3,
    content: '',
    extras: { metadata: { exit_code: -1 } },
  },
  {
    id: 6,
    timestamp: at(6),
    source: 'agent',
    action: 'edit',
    args: { path: '/workspace/a.c', command: 'str_replace', old_str: 'x', new_str: 'y' },
    tool_call_metadata: META('t3', 'r2'),
  },
  {
    id: 7,
    timestamp: at(7),
    source: 'agent',
    observation: 'edit',
    cause: 6,
    content: 'edited',
    extras: { path: '/workspace/a.c', prev_exist: true, old_content: 'x x\n', new_content: 'y x\n' },
  },
  {
    id: 8,
    timestamp: at(8),
    source: 'environment',
    observation: 'agent_state_changed',
    content: '',
    extras: { agent_state: 'finished' },
  },
];
const row = (more: object) => ({
  instance_id: 'i',
  instruction: 'Please',
  metadata: { agent_class: 'C' },
  history: EVENTS,
  ...more,
});

/** A folder of one file, as the command reads it. */
async function onDisk(name: string, text: string): Promise<ForeignUnit> {
  const folder = await mkdtemp(join(tmpdir(), 'openhands-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), text);
  return unitAt(folder);
}

describe('OpenHands 0.x', () => {
  it('of a row: calls of one answer are one step, and no exit code is invented', async () => {
    const text = jsonl(row({ test_result: { git_patch: '' }, error: null }));
    const it = await imported({ 'output.jsonl': text });
    expect(
      it.agents[0]?.steps.map(({ source, message, tool_calls: calls }) => [source, message, calls?.length]),
    ).toEqual([
      ['user', 'Do it', undefined],
      ['agent', 'I look', 2],
      ['agent', '', 1],
    ]);
    expect(
      it.records('commands').map((one) => [one['command'], one['exit_code'], one['exit_source']]),
    ).toEqual([
      ['ls', 0, 'shell'],
      ['sleep 99', null, 'unknown'],
    ]);
    const [edit] = it.records('ide_edits');
    expect(edit).toMatchObject({ type: 'save', file: 'a.c' });
    expect(it.text(String(edit?.['content']))).toBe('y x\n');
    expect(it.manifest).toMatchObject({
      clock: { duration: 6_000_000, origin: { wall_utc: null } },
      outcome: { completion: 'completed', success: 'unknown' },
    });
  });

  it.each([
    ['lines', (rows: readonly string[]) => `\uFEFF${rows.join('\n')}\n \r\n`],
    ['a list', (rows: readonly string[]) => `\uFEFF [\n${rows.join(' ,\n')}\n]\n`],
  ])('of several rows in %s makes as many traces, of a broken one none', async (_, joined) => {
    const says = (more: object): string => JSON.stringify(row({ instruction: 'Mind "[{" \\', ...more }));
    const rows = [says({ instance_id: 'a/1' }), '{"history":1}', says({ instance_id: 'a/1' })];
    for (const unit of [
      foreignUnit('dropped', { 'output.jsonl': joined(rows) }),
      await onDisk('output.jsonl', joined(rows)),
    ]) {
      const { recognized, refused } = await recognizeAll(unit);
      expect(refused).toEqual([]);
      expect(recognized.map(({ unit: { label } }) => label)).toEqual([
        'output.jsonl/a-1',
        'output.jsonl/row-2',
        'output.jsonl/a-1-3',
      ]);
      const made = await Promise.allSettled(
        recognized.map(async (one) => lookedAt(await importUnit(one, IMPORT_TOOLS))),
      );
      expect(made).toMatchObject([
        { value: { manifest: { task: { title: 'a/1' } } } },
        { reason: { code: 'format-broken', details: { reason: 'it has no history', foreign: true } } },
        { value: { manifest: { task: { title: 'a/1' } } } },
      ]);
      // Byte for byte what stands in the whole, and told as that.
      const last = made[2]?.status === 'fulfilled' ? made[2].value.manifest.provenance : undefined;
      expect(last?.chain[0]?.inputs).toEqual(['output.jsonl row 3']);
      expect(last?.imported_from?.[0]?.original_sha256).toBe(sha256Hex(new TextEncoder().encode(rows[2])));
    }
  });

  it.each([
    ['a line', jsonl(row({}))],
    ['several lines', `${JSON.stringify(row({}), null, 2)}\n`],
    ['a list', `${JSON.stringify([row({})], null, 2)}\n`],
  ])('of one row in %s is one trace, of the whole file', async (_, text) => {
    const { agents, manifest } = await imported({ 'row.json': text });
    expect(agents).toHaveLength(1);
    expect(manifest.provenance.chain[0]?.inputs).toEqual(['row.json']);
    expect(manifest.provenance.imported_from?.[0]?.original_sha256).toBe(
      sha256Hex(new TextEncoder().encode(text)),
    );
  });

  it('of a folder: one file an event, in the order of their numbers', async () => {
    const files = Object.fromEntries(
      EVENTS.map((event) => [`events/${event.id}.json`, JSON.stringify(event)]),
    );
    const it = await imported({
      ...files,
      'metadata.json': '{"title":"A coin","llm_model":"m"}',
      'agent.log': 'started',
    });
    expect(counts(it, 'dropped')).toMatchObject({ 'A file beside the conversation is not taken over': 1 });
    expect(it.agents[0]?.steps).toHaveLength(3);
    expect(it.manifest.task.title).toBe('A coin');
  });
});

describe('OpenHands 1.x', () => {
  it('joins an observation to the call that it answers', async () => {
    const events = [
      {
        id: 'a',
        timestamp: at(1),
        source: 'user',
        kind: 'MessageEvent',
        llm_message: { role: 'user', content: [{ type: 'text', text: 'Go' }] },
      },
      {
        id: 'b',
        timestamp: at(2),
        source: 'agent',
        kind: 'ActionEvent',
        thought: [{ type: 'text', text: 'I go' }],
        action: { kind: 'TerminalAction', command: 'ls' },
        tool_name: 'terminal',
        tool_call_id: 'c1',
        tool_call: { arguments: '{"command": "ls"}' },
        llm_response_id: 'r',
      },
      {
        id: 'c',
        timestamp: at(3),
        source: 'environment',
        kind: 'ObservationEvent',
        tool_call_id: 'c1',
        action_id: 'b',
        observation: {
          kind: 'TerminalObservation',
          content: [{ type: 'text', text: 'x' }],
          exit_code: 3,
          is_error: false,
        },
      },
      {
        id: 'd',
        timestamp: at(4),
        source: 'environment',
        kind: 'ConversationStateUpdateEvent',
        key: 'k',
        value: 1,
      },
    ];
    const files = Object.fromEntries(
      events.map((event, index) => [`events/event-0000${index}-${event.id}.json`, JSON.stringify(event)]),
    );
    const it = await imported({ ...files, 'base_state.json': '{"execution_status":"finished"}' });
    expect(it.records('commands')).toMatchObject([{ command: 'ls', exit_code: 3, exit_source: 'shell' }]);
    expect(it.manifest.outcome.completion).toBe('completed');
    expect(counts(it, 'dropped')).toEqual({ 'An event of the kind ConversationStateUpdateEvent': 1 });
  });

  it('of a single event says that the folder is needed', async () => {
    const text = JSON.stringify({ id: 'a', timestamp: at(1), source: 'agent', kind: 'ActionEvent' });
    await expect(imported({ 'odd__event-00006.json': text })).rejects.toMatchObject({
      code: 'import-refused',
      details: {
        refusals: expect.arrayContaining([
          { format: 'OpenHands evaluation', reason: expect.stringContaining('open the folder') as string },
        ]) as unknown,
      },
    });
  });
});
