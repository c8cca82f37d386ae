import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asTraceError, type Problem } from '../../src/base/errors.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { orderSteps } from '../../src/trace/order-only.ts';
import { parseAtif } from '../../src/trace/atif.ts';
import { buildBundle, lines, type LayerSpec } from '../fixtures/build-bundle.ts';

const START = Date.parse('2026-01-02T03:04:05Z');

const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

interface DocumentParts {
  readonly steps?: readonly unknown[];
  readonly [more: string]: unknown;
}

function atif({ steps = [], ...more }: DocumentParts = {}): string {
  return JSON.stringify({
    schema_version: 'ATIF-v1.7',
    session_id: 's1',
    agent: { name: 'aider', version: '1' },
    steps,
    ...more,
  });
}

const parsed = (...steps: readonly unknown[]) => parseAtif(atif({ steps }), 'a.json');
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return asTraceError(error).code;
  }
  return 'nothing';
};
const reasons = (problems: readonly Problem[]): readonly string[] =>
  problems.flatMap((problem) => (problem.code === 'agent-step-invalid' ? [problem.details.reason] : []));

describe('parseAtif', () => {
  it('reads messages, reasoning, calls with their results, and what was used', () => {
    const { run, steps, problems } = parseAtif(
      atif({
        final_metrics: { total_prompt_tokens: 10, total_cost_usd: 0.5 },
        steps: [
          { step_id: 1, source: 'user', message: 'Fix it', timestamp: at(1) },
          {
            step_id: 2,
            source: 'agent',
            timestamp: at(2),
            message: [
              { type: 'text', text: 'I look' },
              { type: 'image', source: { media_type: 'image/png', path: './shots/a.png' } },
              { type: 'image', source: { path: 'https://evil.example/a.png' } },
            ],
            reasoning_content: 'Where is it?',
            tool_calls: [
              { tool_call_id: 'c1', function_name: 'bash', arguments: { cmd: 'ls' } },
              { tool_call_id: 'c2', function_name: 'read', arguments: {} },
            ],
            observation: {
              results: [
                { source_call_id: 'c2', content: 'text', extra: { exit_code: 2 } },
                { source_call_id: 'c1', content: null },
                { content: 'for all' },
              ],
            },
            metrics: { prompt_tokens: 10, completion_tokens: 3, cached_tokens: 4, cost_usd: 0.01 },
          },
        ],
      }),
      'a.json',
    );
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ version: 'ATIF-v1.7', agent: 'aider', session: 's1' });
    expect(run.final).toMatchObject({ prompt: 10, completion: undefined, cost: 0.5 });
    expect(steps.map(({ at: time }) => time)).toEqual([START + 1000, START + 2000]);
    const [, step] = steps;
    expect(step?.message).toEqual([
      { type: 'text', text: 'I look' },
      { type: 'image', path: 'shots/a.png', source: './shots/a.png' },
      { type: 'image', path: undefined, source: 'https://evil.example/a.png' },
    ]);
    expect(step?.reasoning).toBe('Where is it?');
    expect(step?.usage).toEqual({ prompt: 10, completion: 3, cached: 4, cost: 0.01 });
    expect(step?.calls.map(({ name, args, results }) => [name, args, results.length])).toEqual([
      ['bash', '{\n  "cmd": "ls"\n}', 1],
      ['read', '{}', 1],
    ]);
    // A failure is what a field says; no words are taken for one.
    expect(step?.calls.map(({ results }) => results[0]?.failed)).toEqual([undefined, true]);
    expect(step?.results.map(({ parts }) => parts)).toEqual([[{ type: 'text', text: 'for all' }]]);
  });

  it('takes 1.0 to what will come after 1.8, counts what it does not know, and refuses another major version', () => {
    for (const minor of [0, 1, 6, 8, 12])
      expect(parseAtif(atif({ schema_version: `ATIF-v1.${minor}` }), 'a.json').run.version).toBe(
        `ATIF-v1.${minor}`,
      );
    const { problems } = parseAtif(
      atif({ mood: 1, steps: [{ step_id: 1, source: 'user', message: '', colour: 2 }] }),
      'a.json',
    );
    expect(problems).toEqual([
      {
        severity: 'info',
        code: 'unknown-fields',
        details: { where: 'a.json', count: 2, examples: ['mood', 'colour'] },
      },
    ]);
    expect(codeOf(() => parseAtif(atif({ schema_version: 'ATIF-v2.0' }), 'a.json'))).toBe(
      'format-unsupported',
    );
    expect(codeOf(() => parseAtif('{"steps":[]}', 'a.json'))).toBe('format-broken');
    expect(codeOf(() => parseAtif(atif().replace('"steps":[]', '"steps":{}'), 'a.json'))).toBe(
      'format-broken',
    );
    expect(codeOf(() => parseAtif('[', 'a.json'))).toBe('format-broken');
  });

  it('says what does not follow the standard, once each, and shows the rest', () => {
    const { steps, problems } = parsed(
      'no step',
      {
        step_id: 9,
        source: 'agent',
        timestamp: 'yesterday',
        message: 1,
        observation: { results: [{ source_call_id: 'gone' }] },
      },
      {
        step_id: 3,
        source: 'robot',
        message: 'x',
        tool_calls: [{ tool_call_id: 'c', function_name: 'a' }, { tool_call_id: 'c' }],
      },
    );
    expect(steps.map(({ message }) => message)).toEqual([
      [{ type: 'text', text: '1' }],
      [{ type: 'text', text: 'x' }],
    ]);
    expect(reasons(problems)).toEqual([
      'is no object, and is left out',
      'is numbered 9, and is the 2. in the file',
      'has a timestamp that is no ISO 8601 date with a time',
      'names the source “robot”, which is none of user, agent and system',
      'has a tool call without a function_name',
      'has a tool call of the id “c”, like one before',
      'answers the tool call “gone”, and there is none of that id',
    ]);
  });

  it('leaves times without a zone out where others have one, and takes them where none has', () => {
    const naive = { step_id: 1, source: 'user', message: 'a', timestamp: '2026-01-02T03:04:05' };
    expect(parsed(naive).steps[0]?.at).toBe(START);
    const mixed = parsed(naive, { step_id: 2, source: 'user', message: 'b', timestamp: at(0) });
    expect(mixed.steps.map((step) => step.at)).toEqual([undefined, START]);
    expect(reasons(mixed.problems)).toHaveLength(1);
  });

  it('is not filled by arguments that nest without end', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 3000; level++) deep = [deep];
    const call = { tool_call_id: 'c', function_name: 'a', arguments: deep };
    const [step] = parsed({ step_id: 1, source: 'agent', message: '', tool_calls: [call] }).steps;
    expect(step?.calls[0]?.args.length).toBeLessThan(10_000);
  });
});

const WALL = {
  domain: 'wall',
  native_unit: 'ms',
  sync_quality: 'measured',
  map: [{ native: START, trace_us: 0 }],
} as const;
const ORDER = {
  domain: 'order_only',
  native_unit: 's',
  sync_quality: 'order_only',
  map: [{ native: 0, trace_us: 0 }],
} as const;

const step = (id: number, timestamp?: string) => ({
  step_id: id,
  source: 'agent',
  message: `m${id}`,
  timestamp,
});

async function opened(duration: number, ...layers: readonly LayerSpec[]) {
  const trace = await openTrace(buildBundle({ duration: duration * 1e6, layers }));
  const tracks = await Promise.all(
    trace.agents.map(async ({ content }) => (await content.get()).track.items),
  );
  return { trace, times: tracks.map((items) => items.map(({ time }) => time / 1e6)), tracks };
}

describe('layers of agent steps', () => {
  it('stand at their own times, in the order of the file, and never before the step before', async () => {
    const content = atif({ steps: [step(1), step(2, at(2)), step(3, at(2.7)), step(4), step(5, at(2))] });
    const { trace, times, tracks } = await opened(10, { id: 'a', kind: 'agent_steps', clock: WALL, content });
    expect(times).toEqual([[2, 2, 2.7, 2.7, 2.7]]);
    expect(tracks[0]?.map(({ untimed }) => untimed)).toEqual([true, false, false, true, false]);
    expect(trace.problems.all.map(({ code }) => code)).toEqual(['unsupported-here', 'time-backwards']);
    expect(orderSteps(trace.manifest)).toBeUndefined();
  });

  it('stand a second apart where nothing has times', async () => {
    const content = atif({ steps: [step(1), step(2, at(50)), step(3)] });
    const { trace, times } = await opened(3, { id: 'a', kind: 'agent_steps', clock: ORDER, content });
    expect(times).toEqual([[0, 1, 2]]);
    expect(orderSteps(trace.manifest)).toBe(3);
    expect(trace.problems.all).toEqual([
      { severity: 'info', code: 'trace-order-only', details: { steps: 3 } },
    ]);
  });

  it('are only in order beside layers that have times', async () => {
    const agent = {
      id: 'a',
      kind: 'agent_steps',
      clock: ORDER,
      content: atif({ steps: [step(1)] }),
    } as const;
    const note = { id: 'n', kind: 'annotations', content: lines({ t: 1, type: 'note', text: 'x' }) } as const;
    const { trace } = await opened(3, agent, note);
    expect(orderSteps(trace.manifest)).toBeUndefined();
    expect(trace.problems.all.map(({ code }) => code)).toEqual(['order-only']);
  });
});

const REAL = '../shared/data/atif/claude_code.synthetic.trajectory.json';

describe.skipIf(!existsSync(REAL))('a real document (needs ../shared)', () => {
  it('reads as its producer wrote it: a step of a side chain goes back in time', async () => {
    const content = readFileSync(REAL, 'utf8');
    const map = [{ native: Date.parse('2026-08-22T00:00:00Z'), trace_us: 0 }];
    const clock = { ...WALL, map };
    const { trace, tracks } = await opened(10, { id: 'a', kind: 'agent_steps', clock, content });
    const [steps = []] = tracks;
    expect(steps.map(({ source }) => source)).toEqual(['user', 'user', 'agent', 'user', 'agent', 'agent']);
    expect(steps.filter(({ sideChain }) => sideChain)).toHaveLength(3);
    expect(steps[4]?.calls[0]?.results[0]?.parts[0]).toMatchObject({ type: 'text' });
    expect(trace.problems.all.map(({ code }) => code)).toEqual(['time-backwards']);
  });
});
