import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STEP_OPTIONS } from '../../src/exporters/steps/step-options.ts';
import { lines, type BundleSpec, type LayerSpec } from '../fixtures/build-bundle.ts';
import { DATA } from '../cli/helpers.ts';
import { exported, seconds } from './export-trace.ts';
import { trainingSteps } from './training-steps.ts';

const SECONDS = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' } as const;
const ORDER = { domain: 'order_only', native_unit: 's', sync_quality: 'order_only' } as const;
/** With a wall-clock time. */
const MANIFEST = {
  clock: {
    unit: 'us',
    origin: { wall_utc: '2026-01-01T00:00:00Z', wall_uncertainty_us: 0 },
    duration: 10_000_000,
  },
};
const command = (seq: number, t: number, more: object = {}): object => ({
  seq,
  terminal: 'main',
  t_start: t,
  t_end: t + 1,
  cwd: '/w',
  command: `run ${seq}`,
  exit_code: null,
  exit_source: 'unknown',
  ...more,
});

const HUMAN: readonly LayerSpec[] = [
  {
    id: 'main',
    kind: 'terminal',
    clock: SECONDS,
    content:
      '{"version":2,"width":80,"height":24}\n[1,"o","$ \\u001b[1mrun 1\\u001b[0m\\r\\n"]\n[1.5,"o","done 1\\r\\n"]\n[6.5,"o","done 2"]\n',
  },
  {
    id: 'commands',
    kind: 'commands',
    clock: SECONDS,
    actor: 'dev',
    content: lines(command(1, 1, { exit_code: 0, exit_source: 'shell' }), command(2, 6)),
  },
  {
    id: 'ide',
    kind: 'ide_edits',
    clock: SECONDS,
    content: lines(
      { t: 3, type: 'open', file: 'a.ts' },
      {
        t: 3.5,
        type: 'change',
        file: 'a.ts',
        changes: [{ start: { line: 0, character: 0 }, end: { line: 0, character: 0 }, text: 'x' }],
      },
      { t: 4, type: 'save', file: 'a.ts', content: 'x' },
    ),
  },
  {
    id: 'voice',
    kind: 'transcript',
    clock: SECONDS,
    content:
      'WEBVTT\n\n00:00.500 --> 00:01.200\n<v Ada>I look first.\n\n00:03.000 --> 00:03.400\nNow I mend it.\n\n00:09.000 --> 00:09.500\nThat was it.\n',
  },
  { id: 'secret', kind: 'terminal', status: 'withheld' },
];

describe('training data', () => {
  it('are aligned steps: what was seen, said, done, and came of it', async () => {
    const steps = await trainingSteps({ layers: HUMAN });
    expect(steps.map(({ t_start_us, action, reason }) => [t_start_us, action.kind, reason?.text])).toEqual([
      [1_000_000, 'command', 'I look first.'],
      [3_500_000, 'edit', 'Now I mend it.'],
      [6_000_000, 'command', undefined],
    ]);
    expect(steps[0]).toMatchObject({
      step: 1,
      t_end_us: 2_000_000,
      sync_quality: 'measured',
      observation: { t_us: 999_999, frames: [], terminals: [], files: [] },
      reason: { said: [{ layer: 'voice', t_start_us: 500_000, t_end_us: 1_200_000, speaker: 'Ada' }] },
      action: { layer: 'commands', actor: 'dev', input: { command: 'run 1', cwd: '/w' } },
      result: { exit_code: 0, exit_source: 'shell', output: '$ run 1\ndone 1' },
    });
    expect(steps[1]?.action.input).toMatchObject({ file: 'a.ts', change: 'save', content: 'x' });
    expect(steps[2]).toMatchObject({
      observation: {
        terminals: [{ layer: 'main', output: '$ run 1\ndone 1' }],
        files: [{ layer: 'ide', file: 'a.ts' }],
      },
      result: { exit_code: null, exit_source: 'unknown', output: 'done 2' },
    });
  });

  it('begin in a half-open range', async () => {
    const steps = await trainingSteps({ layers: HUMAN }, { range: seconds(3.5, 6) });
    expect(steps.map(({ step, t_start_us }) => [step, t_start_us])).toEqual([[1, 3_500_000]]);
    await expect(trainingSteps({ layers: HUMAN }, { range: seconds(7, 9) })).rejects.toMatchObject({
      code: 'export-empty',
    });
  });

  it('keep in a range the reasons and results that they have without one', async () => {
    const steps = { ...STEP_OPTIONS, after: 10_000_000 };
    const all = await trainingSteps({ layers: HUMAN }, { steps });
    // "Now I mend it." belongs to the edit, which is not in the range.
    const late = await trainingSteps({ layers: HUMAN }, { steps, range: seconds(5, 8) });
    expect(late).toEqual([{ ...all[2], step: 1 }]);
    const early = await trainingSteps({ layers: HUMAN }, { steps, range: seconds(0, 2) });
    expect(early).toEqual([all[0]]);
  });

  it('see nothing of an action at the very beginning', async () => {
    const at = { seq: 1, t_start: 0, t_end: 1 };
    const [step] = await trainingSteps({
      layers: [
        {
          id: 'main',
          kind: 'terminal',
          clock: SECONDS,
          content: '{"version":2,"width":80,"height":24}\n[0,"o","run 1"]\n',
        },
        { id: 'commands', kind: 'commands', clock: SECONDS, content: lines(command(1, 0, at)) },
        { id: 'ide', kind: 'ide_edits', clock: SECONDS, content: lines({ t: 0, type: 'open', file: 'a' }) },
      ],
    });
    expect(step?.observation).toEqual({
      t_us: 0,
      frames: [],
      terminals: [],
      pages: [],
      files: [],
      messages: [],
    });
  });

  it('have the counts of reports only where one layer has the command that they name', async () => {
    const layer = (id: string, ...seqs: readonly number[]): LayerSpec => ({
      id,
      kind: 'commands',
      clock: SECONDS,
      content: lines(...seqs.map((seq) => command(seq, seq))),
    });
    const report = { t: 3, path: 'a.json', format: 'sarif' };
    const lint = lines({ ...report, command_seq: 1 }, { ...report, command_seq: 2 });
    const steps = await trainingSteps({
      layers: [
        layer('one', 1, 2),
        layer('two', 1),
        { id: 'lint', kind: 'diagnostics', clock: SECONDS, content: lint },
      ],
      files: { 'a.json': '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[]}]}' },
    });
    const none = { errors: 0, warnings: 0 };
    expect(steps.map(({ result }) => result?.lint)).toEqual([undefined, undefined, none]);
  });

  it('have the window, the layers and the length that are asked for', async () => {
    const steps = { ...STEP_OPTIONS, before: 400_000, after: 4_000_000, maxText: 11 };
    const found = await trainingSteps({ layers: HUMAN }, { steps });
    expect(found.map(({ reason }) => reason?.text)).toEqual(['Now  …  it.', undefined, 'That …  it.']);
    expect(found[0]?.result).toMatchObject({ output: '$ ru … ne 1', output_characters: 14 });
    const only = await trainingSteps(
      { layers: HUMAN },
      { steps: { ...STEP_OPTIONS, layers: new Set(['ide']) } },
    );
    expect(only.map(({ action, reason }) => [action.kind, reason])).toEqual([['edit', null]]);
  });

  it('say the same words once, and name all who said them', async () => {
    const note = (t: number, text: string): object => ({ t, type: 'decision', text });
    const notes: LayerSpec = {
      id: 'notes',
      kind: 'annotations',
      clock: SECONDS,
      content: lines(
        note(0.4, 'I look FIRST'),
        note(2, 'Now it is mended. I am sure!'),
        note(5, 'Now I test it, and all is green'),
        note(5.5, 'Go'),
        note(5.6, 'Go'),
      ),
    };
    const voice: LayerSpec = {
      id: 'voice',
      kind: 'transcript',
      clock: SECONDS,
      content:
        'WEBVTT\n\n00:00.500 --> 00:00.900\nI look first.\n\n00:02.000 --> 00:02.400\nNow it is mended.\n\n00:02.400 --> 00:02.800\nI am sure.\n\n00:05.000 --> 00:05.400\nNow I test it.\n',
    };
    const layers = [notes, voice, ...HUMAN.filter(({ id }) => id !== 'voice')];
    const steps = await trainingSteps({ layers });
    expect(
      steps.map(({ reason }) => [reason?.text, reason?.said.map(({ layer }) => layer).join(' ')]),
    ).toEqual([
      ['I look first.', 'notes voice'],
      ['Now it is mended.\nI am sure.', 'voice notes voice'],
      ['Now I test it, and all is green\nGo\nGo', 'voice notes notes notes'],
    ]);
  });

  it('join what is typed in one field of a page', async () => {
    const field = { selector: '#q', tag: 'input' };
    const event = (t: number, type: string, value?: string, more: object = {}): object => ({
      t,
      type,
      tab: '1',
      target: field,
      ...(value !== undefined && { value }),
      ...more,
    });
    const browser: LayerSpec = {
      id: 'browser',
      kind: 'browser_events',
      clock: SECONDS,
      content: lines(
        event(1, 'input', 'd'),
        event(1.2, 'input', 'da'),
        { t: 1.3, type: 'console', tab: '1', level: 'info', text: 'typed' },
        event(1.4, 'input', 'day'),
        event(1.6, 'change', 'day'),
        event(1.7, 'submit'),
        event(3, 'input', 'x', { masked: true }),
        event(3.5, 'input', 'xy', { masked: true }),
        event(3.6, 'input', 'a', { target: { selector: '#other' } }),
        event(6, 'input', 'ab', { target: { selector: '#other' } }),
        event(6.1, 'change', 'abc', { target: { selector: '#other' } }),
      ),
    };
    const steps = await trainingSteps({ layers: [browser] });
    expect(
      steps.map(({ t_start_us, t_end_us, action }) => ({
        at: [t_start_us / 1e6, (t_end_us ?? 0) / 1e6],
        ...(action.input as { readonly type: unknown; readonly value: unknown }),
      })),
    ).toMatchObject([
      { at: [1, 1.4], type: 'input', value: 'day' },
      { at: [1.7, 0], type: 'submit', value: null },
      { at: [3, 3.5], type: 'input', value: null },
      { at: [3.6, 0], type: 'input', value: 'a' },
      { at: [6, 0], type: 'input', value: 'ab' },
      { at: [6.1, 0], type: 'change', value: 'abc' },
    ]);
  });

  it('take clicks and keys where nothing else tells what was done', async () => {
    const input: LayerSpec = {
      id: 'input',
      kind: 'input_events',
      clock: SECONDS,
      content: lines(
        { t: 1, type: 'down', x: 5, y: 6, button: 'left' },
        { t: 1.1, type: 'up', x: 5, y: 6, button: 'left' },
        { t: 2, type: 'key_down', key: 'a' },
        { t: 2.2, type: 'key_down', key: 'b', masked: true },
        { t: 5, type: 'key_down', key: 'c' },
      ),
    };
    const steps = await trainingSteps({ layers: [input] });
    expect(steps.map(({ action }) => action.input)).toEqual([
      { x: 5, y: 6, button: 'left', mods: [] },
      {
        keys: [
          { key: 'a', mods: [] },
          { key: null, mods: [] },
        ],
      },
      { keys: [{ key: 'c', mods: [] }] },
    ]);
    expect(
      (await trainingSteps({ layers: [...HUMAN, input] })).map(({ action }) => action.kind),
    ).not.toContain('keys');
  });
});

const ATIF = {
  schema_version: 'ATIF-v1.6',
  session_id: 's',
  agent: { name: 'agent', version: '1', extra: { a: 1 } },
  steps: [
    { step_id: 1, source: 'user', message: 'Mend it' },
    {
      step_id: 2,
      source: 'agent',
      timestamp: '2026-01-01T00:00:02Z',
      message: 'I look',
      reasoning_content: 'First look',
      tool_calls: [{ tool_call_id: 'c1', function_name: 'shell', arguments: { command: 'ls' } }],
      observation: { results: [{ source_call_id: 'c1', content: 'a.ts' }] },
      vendor_field: true,
    },
    { step_id: 3, source: 'agent', timestamp: '2026-01-01T00:00:04Z', message: 'Done' },
  ],
  final_metrics: { total_steps: 48 },
};
const AGENT: LayerSpec = {
  id: 'agent',
  kind: 'agent_steps',
  content: `${JSON.stringify(ATIF)}\n`,
  clock: {
    domain: 'wall',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [{ native: Date.parse('2026-01-01T00:00:00Z'), trace_us: 0 }],
  },
};

describe('ATIF', () => {
  it('of an agent goes out byte for byte', async () => {
    expect((await exported('atif', { layers: [AGENT] })).text).toBe(AGENT.content);
  });

  it('is cut to a range, numbered anew, and says what it left out', async () => {
    const { text, remarks } = await exported('atif', { layers: [AGENT] }, { range: seconds(2, 4) });
    const { steps, ...rest } = JSON.parse(text) as typeof ATIF;
    expect(steps).toEqual([{ ...ATIF.steps[1], step_id: 1, extra: { 'x-step-id': 2 } }]);
    expect(rest).not.toHaveProperty('final_metrics');
    expect(remarks).toHaveLength(1);
  });

  it('is made of what a person did', async () => {
    const { text } = await exported('atif', { layers: HUMAN });
    const document = JSON.parse(text) as typeof ATIF;
    expect(document).toMatchObject({
      schema_version: 'ATIF-v1.7',
      agent: { name: 'human', version: 'unknown' },
    });
    expect(document.steps.map(({ step_id, source }) => [step_id, source])).toEqual([
      [1, 'user'],
      [2, 'agent'],
      [3, 'agent'],
      [4, 'agent'],
    ]);
    expect(document.steps[1]).toMatchObject({
      reasoning_content: 'I look first.',
      tool_calls: [{ function_name: 'command', arguments: { command: 'run 1' } }],
      observation: { results: [{ content: '$ run 1\ndone 1\nExit code: 0' }] },
    });
    expect(document.steps[3]?.observation?.results[0]?.content).toBe('done 2');
  });

  it('has no times where the order alone is known', async () => {
    const spec: BundleSpec = {
      layers: [
        { id: 'ordered', kind: 'commands', clock: ORDER, content: lines(command(1, 1)) },
        { id: 'timed', kind: 'commands', clock: SECONDS, content: lines(command(1, 9)) },
      ],
      manifest: MANIFEST,
    };
    const { text } = await exported('atif', spec);
    const { steps } = JSON.parse(text) as { steps: { timestamp?: string; extra?: object }[] };
    expect(steps.map(({ timestamp }) => timestamp)).toEqual([
      '2026-01-01T00:00:00.000Z',
      undefined,
      '2026-01-01T00:00:09.000Z',
    ]);
    expect(steps[1]?.extra).toEqual({ 'x-layer': 'ordered', 'x-result': expect.anything() as unknown });
  });

  it('is of the layers that are asked for', async () => {
    const layers = [AGENT, { ...AGENT, id: 'second' }, ...HUMAN];
    const of = async (...ids: readonly string[]) =>
      exported('atif', { layers }, { steps: { ...STEP_OPTIONS, layers: new Set(ids) } });
    expect(await of('second', 'ide')).toEqual({ text: AGENT.content, remarks: [] });
    const { steps } = JSON.parse((await of('ide')).text) as typeof ATIF;
    expect(steps[1]?.tool_calls?.map((call) => call.function_name)).toEqual(['edit']);
  });

  it('of an agent is training data, too, and layers made of it are not counted twice', async () => {
    const derived: LayerSpec = {
      id: 'commands',
      kind: 'commands',
      clock: SECONDS,
      derived_from: ['agent'],
      content: lines(command(1, 2)),
    };
    const steps = await trainingSteps({ layers: [AGENT, derived] });
    expect(
      steps.map(({ action, reason, result }) => [action.kind, action.call, reason?.text, result]),
    ).toEqual([
      ['tool_call', 'c1', 'First look\n\nI look', { frames: [], output: 'a.ts' }],
      ['message', undefined, undefined, null],
    ]);
  });

  const real = join(DATA, 'atif', 'claude_code.synthetic.trajectory.json');
  it.skipIf(!existsSync(real))('keeps every field of a real document', async () => {
    const content = readFileSync(real, 'utf8');
    expect((await exported('atif', { layers: [{ ...AGENT, content }] })).text).toBe(content);
  });
});
