/** Files by other people: what comes of each, against counts that are made in another way, or the reason why it is refused. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateBundle } from '../../../src/cli/validate-bundle.ts';
import { manifestText } from '../../../src/importers/import-unit.ts';
import { foreignFile } from '../foreign-files.ts';
import { imported, type Imported } from './imported.ts';

const DATA = '../shared/data';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agents-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(path: string): Promise<Imported> {
  return imported({
    [path.slice(path.lastIndexOf('/') + 1)]: new Uint8Array(readFileSync(join(DATA, path))),
  });
}

/** Errors that `playhead validate` finds in the bundle on disk. */
async function errorsOf({ bundle }: Imported, name: string): Promise<readonly unknown[]> {
  const root = join(folder, name.replaceAll(/\W/g, '-'));
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  await write('trace_schema_v2.json', manifestText(bundle));
  for (const [path, content] of bundle.files)
    await write(path, content instanceof Uint8Array ? content : await content.artifact.bytes());
  const { problems } = await validateBundle(root);
  return problems.filter(({ severity }) => severity === 'error');
}

function json(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(DATA, path), 'utf8')) as Readonly<Record<string, unknown>>;
}

/** Values of lines, as text tools would count them: by what stands in each. */
function countLines(path: string, pattern: RegExp): number {
  return readFileSync(join(DATA, path), 'utf8')
    .split('\n')
    .filter((line) => pattern.test(line)).length;
}

const kindsOf = ({ manifest }: Imported): readonly string[] => manifest.layers.map(({ kind }) => kind);
const callsOf = ({ agents }: Imported): number =>
  agents.flatMap(({ steps }) => steps.flatMap(({ tool_calls: calls }) => calls ?? [])).length;

describe.skipIf(!existsSync(DATA))('real files of agents (skipped where ../shared/data is absent)', () => {
  it('ATIF: kept as it is, its order before its times', async () => {
    const path = 'atif/claude_code.synthetic.trajectory.json';
    const it = await open(path);
    const [layer] = it.layers('agent_steps');
    const kept = it.bundle.files.get(layer?.paths?.[0] ?? '');
    if (kept === undefined || kept instanceof Uint8Array) throw new Error('not kept');
    expect(await kept.text()).toBe(readFileSync(join(DATA, path), 'utf8'));
    expect(layer).toMatchObject({ records: 6, clock: { backsteps: { count: 1, max_us: 700_000 } } });
    expect(it.manifest.clock.duration).toBe(5_000_000);
    expect(await errorsOf(it, path)).toEqual([]);
  });

  it.each([
    [
      'claude-code-jsonl/representative_messages.jsonl',
      240_000_000,
      ['agent_steps', 'terminal', 'commands', 'ide_edits'],
    ],
    ['claude-code-jsonl/todowrite_examples.jsonl', 241_000_000, ['agent_steps']],
  ])('%s', async (path, duration, kinds) => {
    const it = await open(path);
    expect(kindsOf(it)).toEqual(kinds);
    expect(it.manifest.clock.duration).toBe(duration);
    // A step each, but for lines that answer a call.
    const spoken = countLines(path, /"type": ?"(?:user|assistant)"/) - countLines(path, /"tool_use_id"/);
    expect(it.agents[0]?.steps).toHaveLength(spoken);
    expect(await errorsOf(it, path)).toEqual([]);
  });

  it.each([
    '12-40-23-019c8a4c-ed82-79a1-aa28-7738fc5ab61a',
    '12-41-04-019c8a4d-8f45-7010-8b5d-7fad920aa6f9',
    '13-19-38-019c8a70-dda7-7f33-98ea-f30553347322',
  ])('Codex rollout %s', async (name) => {
    const path = `codex-rollout/rollout-2026-02-23T${name}.jsonl`;
    const it = await open(path);
    expect(callsOf(it)).toBe(countLines(path, /"type":"(?:function_call|custom_tool_call|web_search_call)"/));
    const answers = it.agents.flatMap(({ steps }) =>
      steps.flatMap(({ observation }) => observation?.results ?? []),
    );
    expect(answers).toHaveLength(countLines(path, /"type":"(?:function|custom_tool)_call_output"/));
    const said = it.agents.flatMap(({ steps }) =>
      steps.filter(({ source, message }) => source === 'agent' && message !== ''),
    );
    expect(said).toHaveLength(countLines(path, /"type":"message","role":"assistant"/));
    const times = [
      ...readFileSync(join(DATA, path), 'utf8').matchAll(/"timestamp":"([^"]+)","type":"response_item"/g),
    ].map(([, time]) => Date.parse(time ?? ''));
    expect(it.manifest.clock.duration).toBe((Math.max(...times) - Math.min(...times)) * 1_000);
    expect(await errorsOf(it, path)).toEqual([]);
  });

  it.each([
    ['ctf-networking_1', 4, 2, 'completed', ['agent_steps', 'terminal', 'commands']],
    [
      'marshmallow-function_calling_replace',
      11,
      2,
      'completed',
      ['agent_steps', 'terminal', 'commands', 'file_diffs'],
    ],
    ['pydicom-1458', 12, 3, 'completed', ['agent_steps', 'terminal', 'commands', 'file_diffs']],
    ['test-repo-i1', 5, 3, 'completed', ['agent_steps', 'terminal', 'commands', 'file_diffs']],
  ])('SWE-agent %s', async (name, actions, before, completion, kinds) => {
    const path = `swe-agent/${name}.traj`;
    const it = await open(path);
    expect(json(path)['trajectory']).toHaveLength(actions);
    expect(it.agents[0]?.steps).toHaveLength(actions + before);
    expect(callsOf(it)).toBe(actions);
    expect(kindsOf(it)).toEqual(kinds);
    expect(it.manifest).toMatchObject({
      clock: { duration: (actions + before) * 1_000_000, sync_quality: 'order_only' },
      outcome: { completion, success: 'unknown' },
    });
    expect(await errorsOf(it, path)).toEqual([]);
  });

  it('SWE-agent: a history alone; predictions and patches are none', async () => {
    const it = await open('swe-agent/function_calling_simple.traj');
    expect(it.agents[0]?.steps).toHaveLength(7);
    expect(callsOf(it)).toBe(5);
    expect(await errorsOf(it, 'history')).toEqual([]);
    await expect(open('swe-agent/all_preds.jsonl')).rejects.toMatchObject({ code: 'import-refused' });
  });

  it('mini-swe-agent: a bare list of messages', async () => {
    const it = await open('mini-swe-agent/local.traj.json');
    expect(it.agents[0]?.steps).toHaveLength(4);
    expect(it.records('commands').map(({ exit_code: code, exit_source: source }) => [code, source])).toEqual([
      [0, 'parsed'],
      [null, 'unknown'],
    ]);
    expect(await errorsOf(it, 'mini')).toEqual([]);
  });

  it('OpenHands: rows of evaluations', async () => {
    const bench = await open('openhands/multi_swe_bench-line1.jsonl');
    const history = (json('openhands/multi_swe_bench-line1.jsonl')['history'] ?? []) as readonly Readonly<
      Record<string, unknown>
    >[];
    const runs = history.filter(({ action }) => action === 'run');
    expect(bench.records('commands')).toHaveLength(runs.length);
    expect(callsOf(bench)).toBe(
      history.filter(
        ({ action, source }) =>
          source === 'agent' && action !== undefined && action !== 'system' && action !== 'message',
      ).length,
    );
    expect(bench.manifest).toMatchObject({
      clock: { origin: { wall_utc: null } },
      outcome: { completion: 'completed', success: 'unknown' },
    });
    expect(await errorsOf(bench, 'bench')).toEqual([]);
    const resolver = await open('openhands/resolver-line1.jsonl');
    expect(resolver.manifest).toMatchObject({
      clock: { duration: 5_000_000, sync_quality: 'order_only' },
      outcome: { success: 'met' },
    });
    expect(resolver.records('commands').map(({ command }) => command)).toEqual([
      'touch LICENSE',
      'cat LICENSE',
    ]);
    expect(await errorsOf(resolver, 'resolver')).toEqual([]);
  });

  it('OpenHands: conversations of one file an event, of both versions', async () => {
    const session = 'openhands/session-63b4';
    const files = Object.fromEntries(
      readdirSync(join(DATA, session, 'events')).map((name) => [
        `events/${name}`,
        new Uint8Array(readFileSync(join(DATA, session, 'events', name))),
      ]),
    );
    const coin = await imported({
      ...files,
      'metadata.json': readFileSync(join(DATA, session, 'metadata.json'), 'utf8'),
    });
    expect(coin.manifest).toMatchObject({
      task: { title: 'Coin Flip Simulation' },
      clock: { duration: 173_974_348 },
      outcome: { completion: 'completed' },
    });
    expect(callsOf(coin)).toBe(3);
    expect(await errorsOf(coin, 'coin')).toEqual([]);
    const two = ['6', '7'].map(
      (number) =>
        [
          `events/event-0000${number}.json`,
          readFileSync(join(DATA, `openhands/v1_49_1_mcp__event-0000${number}.json`), 'utf8'),
        ] as const,
    );
    const recent = await imported(Object.fromEntries(two));
    expect(recent.agents[0]?.steps[0]).toMatchObject({
      tool_calls: [{ tool_call_id: 'call_read_file' }],
      observation: { results: [{ source_call_id: 'call_read_file' }] },
    });
    expect(await errorsOf(recent, 'recent')).toEqual([]);
    await expect(open('openhands/v1_49_1_mcp__event-00006.json')).rejects.toMatchObject({
      code: 'import-refused',
    });
  });

  it.each(['log_formats.eval', 'log_message_deduplication.eval', 'popularity-2025.eval'])(
    'Inspect %s',
    async (name) => {
      const path = `inspect-eval/${name}`;
      const it = await open(path);
      const zip = await foreignFile(name, new Uint8Array(readFileSync(join(DATA, path)))).zipped();
      const summaries = JSON.parse((await zip.get('summaries.json')?.text()) ?? '[]') as readonly {
        readonly message_count?: number;
      }[];
      expect(it.agents).toHaveLength(summaries.length);
      // Where the log itself counts messages: each is a step, or the answer to a call.
      const [told] = summaries.map(({ message_count: count }) => count);
      const [first] = it.agents;
      const answers = first?.steps.flatMap(({ observation }) => observation?.results ?? []).length ?? 0;
      if (told !== undefined) expect((first?.steps.length ?? 0) + answers).toBe(told);
      else expect(first?.steps).toHaveLength(3);
      expect(it.manifest.outcome.completion).toBe('completed');
      expect(await errorsOf(it, path)).toEqual([]);
    },
  );

  it('Inspect: one JSON, and its twin in a zip, are the same steps', async () => {
    const [one, twin] = [
      await open('inspect-eval/log_formats.json'),
      await open('inspect-eval/log_formats.eval'),
    ];
    expect(one.agents.map(({ steps }) => steps)).toEqual(twin.agents.map(({ steps }) => steps));
    const errors = await open('inspect-eval/log_tool_call_error.json');
    expect(errors.agents[0]?.steps).toHaveLength(11);
    expect(errors.manifest.clock.sync_quality).toBe('order_only');
    expect(await errorsOf(errors, 'errors')).toEqual([]);
  });
});
