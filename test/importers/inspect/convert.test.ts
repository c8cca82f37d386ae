import { describe, expect, it } from 'vitest';
import { hostileZip } from '../../bundle/hostile-zip.ts';
import { counts, imported } from '../agent/imported.ts';

const at = (second: number): string => `2026-03-01T10:00:0${second}.000000+00:00`;
const HEADER = {
  version: 2,
  status: 'success',
  eval: { task: 'guess', model: 'm', packages: { inspect_ai: '0.3' } },
  results: { scores: [{ name: 'match', metrics: { accuracy: { name: 'accuracy', value: 0.5 } } }] },
};
const sample = (id: number, value: unknown, more: object = {}) => ({
  id,
  epoch: 1,
  input: 'attachment://aa',
  messages: [
    { role: 'user', content: 'attachment://aa' },
    {
      role: 'assistant',
      id: 'm1',
      content: [
        { type: 'reasoning', reasoning: 'hm' },
        { type: 'text', text: 'I look' },
      ],
      tool_calls: [{ id: 'c1', function: 'bash', arguments: { cmd: 'ls' } }],
    },
    {
      role: 'tool',
      tool_call_id: 'c1',
      function: 'bash',
      content: '',
      error: { type: 'timeout', message: 'too slow' },
    },
    { role: 'assistant', content: 'done' },
  ],
  scores: { match: { value } },
  attachments: { aa: 'Guess the number' },
  events: [
    { event: 'sample_init', timestamp: at(0) },
    {
      event: 'model',
      timestamp: at(1),
      completed: at(2),
      output: {
        choices: [{ message: { id: 'm1', content: 'x' } }],
        usage: { input_tokens: 5, output_tokens: 2 },
      },
    },
    { event: 'tool', id: 'c1', timestamp: at(3), completed: at(4) },
    { event: 'model', timestamp: at(5), output: { choices: [{ message: { content: 'done' } }] } },
    { event: 'state', timestamp: at(6) },
  ],
  ...more,
});
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

function log(...samples: readonly ReturnType<typeof sample>[]): Uint8Array {
  return hostileZip([
    { name: '_journal/start.json', data: bytes({ version: 2, eval: HEADER.eval }), deflate: true },
    ...samples.map((one) => ({ name: `samples/${one.id}_epoch_1.json`, data: bytes(one), deflate: true })),
    { name: 'header.json', data: bytes(HEADER), deflate: true },
  ]);
}

describe('an Inspect log', () => {
  it('is the conversation of its sample, timed by its events, with what was scored', async () => {
    const it = await imported({ 'a.eval': log(sample(1, 'C')) });
    const [only] = it.agents;
    expect(only?.steps).toMatchObject([
      { source: 'user', message: 'Guess the number', timestamp: at(0) },
      {
        source: 'agent',
        message: 'I look',
        reasoning_content: 'hm',
        timestamp: at(2),
        metrics: { prompt_tokens: 5 },
      },
      { source: 'agent', message: 'done', timestamp: at(5) },
    ]);
    expect(only?.steps[1]?.observation?.results).toMatchObject([
      { source_call_id: 'c1', content: 'too slow', extra: { is_error: true, error_type: 'timeout' } },
    ]);
    expect(it.records('commands')).toMatchObject([
      { command: 'ls', exit_code: null, t_start: Date.parse(at(3)), t_end: Date.parse(at(4)) },
    ]);
    expect(it.manifest).toMatchObject({
      task: { title: 'guess', criteria: [{ id: 'sample-1-match', check: 'metric' }] },
      outcome: {
        completion: 'completed',
        success: 'met',
        rewards: { match: 1 },
        criteria: [{ result: 'met' }],
      },
    });
    expect(counts(it, 'dropped')).toEqual({ 'An event of the kind state': 1 });
  });

  it('of several samples is a lane for each, in their order; a number is no verdict', async () => {
    const it = await imported({ 'a.eval': log(sample(10, 0.0), sample(9, 'I')) });
    expect(it.layers('agent_steps').map(({ title }) => title)).toEqual(['Sample 9', 'Sample 10']);
    expect(it.manifest.outcome).toMatchObject({ success: 'unknown', rewards: { 'match accuracy': 0.5 } });
    expect(it.manifest.outcome.criteria.map(({ result }) => result)).toEqual(['not_met', 'unknown']);
  });

  it('may be one JSON, is refused in versions that are not read, and may have broken off', async () => {
    const whole = await imported({
      'a.json': JSON.stringify({ ...HEADER, status: 'cancelled', samples: [sample(1, 'P')] }),
    });
    expect(whole.manifest.outcome).toMatchObject({
      completion: 'stopped_by_operator',
      rewards: { match: 0.5 },
    });
    await expect(imported({ 'a.json': JSON.stringify({ ...HEADER, version: 9 }) })).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: 'version 9', supported: 'versions 2 and 3' },
    });
    const start = hostileZip([
      { name: '_journal/start.json', data: bytes({ version: 3, eval: HEADER.eval }) },
    ]);
    const broken = await imported({ 'a.eval': start });
    expect(broken.manifest.outcome.completion).toBe('unknown');
    expect(Object.keys(counts(broken, 'unreadable'))).toEqual([expect.stringContaining('was not finished')]);
  });
});
