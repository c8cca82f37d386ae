/** Training data of agents: what they were asked, why they did what they did, and what came of it. */
import { describe, expect, it } from 'vitest';
import { STEP_OPTIONS } from '../../src/exporters/steps/step-options.ts';
import { lines, type LayerSpec } from '../fixtures/build-bundle.ts';
import { exported, seconds } from './export-trace.ts';
import { trainingSteps } from './training-steps.ts';

const ORIGIN = '2026-01-01T00:00:00Z';
const WALL: NonNullable<LayerSpec['clock']> = {
  domain: 'wall',
  native_unit: 'ms',
  sync_quality: 'measured',
  map: [{ native: Date.parse(ORIGIN), trace_us: 0 }],
};
const SECONDS = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' } as const;

const at = (second: number): string => new Date(Date.parse(ORIGIN) + second * 1_000).toISOString();
const said = (second: number, source: string, message: string): object => ({
  source,
  timestamp: at(second),
  message,
});
const calls = (second: number, ids: readonly string[], more: object = {}): object => ({
  ...said(second, 'agent', ''),
  tool_calls: ids.map((id) => ({ tool_call_id: id, function_name: 'shell', arguments: { command: id } })),
  observation: { results: ids.map((id) => ({ source_call_id: id, content: `out of ${id}` })) },
  ...more,
});

function agent(steps: readonly object[], id = 'agent'): LayerSpec {
  const numbered = steps.map((step, index) => ({ step_id: index + 1, ...step }));
  const document = {
    schema_version: 'ATIF-v1.7',
    session_id: 's',
    agent: { name: 'agent', version: '1' },
    steps: numbered,
  };
  return { id, kind: 'agent_steps', content: JSON.stringify(document), clock: WALL };
}

describe('what an agent was told', () => {
  const TALK = agent([
    said(0, 'system', 'You are an agent.'),
    said(1, 'user', 'Mend it, please'),
    calls(2, ['c1', 'c2']),
    said(3, 'agent', 'Done.'),
    { ...said(4, 'user', ''), observation: { results: [{ content: 'A file was opened' }] } },
    said(5, 'agent', 'I see.'),
    said(6, 'user', 'Thanks'),
  ]);
  const message = (second: number, source: string, text: string): object => ({
    layer: 'agent',
    source,
    t_us: second * 1_000_000,
    text,
  });

  it('is part of the observation of the step that follows', async () => {
    const steps = await trainingSteps({ layers: [TALK] });
    expect(steps.map(({ action, observation }) => [action.kind, observation.messages])).toEqual([
      ['tool_call', [message(0, 'system', 'You are an agent.'), message(1, 'user', 'Mend it, please')]],
      ['tool_call', []],
      ['message', []],
      ['message', [message(4, 'user', 'A file was opened')]],
    ]);
  });

  it('came of the last step where none follows', async () => {
    const steps = await trainingSteps({ layers: [TALK] });
    expect(steps.map(({ result }) => result?.messages)).toEqual([
      undefined,
      undefined,
      undefined,
      [message(6, 'user', 'Thanks')],
    ]);
  });

  it('belongs to its own agent, however a range cuts', async () => {
    const other = agent([said(1.5, 'user', 'Look around'), said(2.5, 'agent', 'I looked')], 'other');
    const steps = await trainingSteps({ layers: [TALK, other] }, { range: seconds(2.5, 6) });
    expect(steps.map(({ action, observation }) => [action.layer, observation.messages])).toEqual([
      ['other', [{ ...message(1.5, 'user', 'Look around'), layer: 'other' }]],
      ['agent', []],
      ['agent', [message(4, 'user', 'A file was opened')]],
    ]);
  });

  it('is left out where it came after the range', async () => {
    const of = async (end: number) =>
      (await trainingSteps({ layers: [TALK] }, { range: seconds(5, end) })).map(({ result }) => result);
    expect(await of(6)).toEqual([null]);
    expect(await of(7)).toEqual([{ frames: [], messages: [message(6, 'user', 'Thanks')] }]);
  });

  it('belongs to its own side-chain', async () => {
    const side = { extra: { is_sidechain: true } };
    const layers = [
      agent([
        said(0, 'user', 'Ask around'),
        { ...said(1, 'user', 'Who are you?'), ...side },
        { ...said(2, 'agent', 'Nobody'), ...side },
        { ...said(3, 'user', 'And you?'), ...side },
        said(4, 'agent', 'Nobody is there'),
      ]),
    ];
    const texts = (list: readonly { readonly text: string }[] | undefined) => list?.map(({ text }) => text);
    const steps = await trainingSteps({ layers });
    expect(
      steps.map(({ observation, result }) => [texts(observation.messages), texts(result?.messages)]),
    ).toEqual([
      [['Who are you?'], ['And you?']],
      [['Ask around'], undefined],
    ]);
  });

  it('is bounded as other texts are', async () => {
    const layers = [agent([said(0, 'system', 'You are an agent.'), said(1, 'agent', 'Yes')])];
    const [step] = await trainingSteps({ layers }, { steps: { ...STEP_OPTIONS, maxText: 11 } });
    expect(step?.observation.messages).toEqual([{ ...message(0, 'system', 'You  … ent.'), characters: 17 }]);
  });

  it('is named where no step of the agent has a place for it', async () => {
    const silent = agent([said(0, 'user', 'Is anybody there?')], 'silent');
    const { remarks } = await exported('training', { layers: [TALK, silent] });
    expect(remarks).toEqual([expect.stringContaining('silent') as string]);
  });
});

it('says the words once that an agent both thinks and writes', async () => {
  const layers = [
    agent([
      {
        ...calls(1, ['c1']),
        message: 'First I look there.\n```\nls\n```',
        reasoning_content: ' First I  look there ',
      },
      { ...calls(2, ['c2']), message: 'Look', reasoning_content: 'I look again' },
      { ...said(3, 'agent', 'All is done.'), reasoning_content: 'All is done' },
    ]),
  ];
  const steps = await trainingSteps({ layers });
  expect(steps.map(({ reason }) => reason?.text)).toEqual([
    'First I look there.\n```\nls\n```',
    'I look again\n\nLook',
    'All is done',
  ]);
});

describe('commands that tool calls ran', () => {
  const ran = (seq: number, start: number, call: string, more: object = {}): object => ({
    seq,
    terminal: 'main',
    t_start: start,
    t_end: start + 0.5,
    cwd: '/w',
    command: call,
    exit_code: seq - 1,
    exit_source: 'parsed',
    'x-call': { layer: 'agent', call },
    ...more,
  });
  const commands = (records: readonly object[], more: Partial<LayerSpec> = {}): LayerSpec => ({
    id: 'commands',
    kind: 'commands',
    clock: SECONDS,
    content: lines(...records),
    ...more,
  });
  const MADE = { derived_from: ['agent'] };
  const STEPS = agent([calls(1, ['c1']), calls(3, ['c2', 'c3'])]);

  it.each([
    ['made of its steps', MADE],
    ['recorded by themselves', {}],
  ])('give the call their exit code and end, and are no steps of their own: %s', async (_what, more) => {
    const layers = [STEPS, commands([ran(1, 1, 'c1'), ran(2, 3, 'c3')], more)];
    const steps = await trainingSteps({ layers });
    expect(
      steps.map(({ action, t_end_us, result }) => [action.call, t_end_us, result?.exit_code, result?.output]),
    ).toEqual([
      ['c1', 1_500_000, 0, 'out of c1'],
      ['c2', null, undefined, 'out of c2'],
      ['c3', 3_500_000, 1, 'out of c3'],
    ]);
    expect(steps[0]?.result?.exit_source).toBe('parsed');
    const named = { ...STEP_OPTIONS, layers: new Set(['agent', 'commands']) };
    expect(await trainingSteps({ layers }, { steps: named })).toEqual(steps);
  });

  it('stay unknown where nobody recorded it', async () => {
    const unknown = ran(1, 1, 'c1', { t_end: null, exit_code: null, exit_source: 'unknown' });
    const [step] = await trainingSteps({ layers: [STEPS, commands([unknown], MADE)] });
    expect([step?.t_end_us, step?.result?.exit_code, step?.result?.exit_source]).toEqual([
      null,
      null,
      'unknown',
    ]);
  });

  it('are steps of their own where no call is known that ran them', async () => {
    const records = [ran(1, 1, 'c1'), ran(2, 4, 'elsewhere')];
    const steps = await trainingSteps({ layers: [STEPS, commands(records)] });
    expect(steps.map(({ action }) => action.kind)).toEqual([
      'tool_call',
      'tool_call',
      'tool_call',
      'command',
    ]);
    const made = await trainingSteps({ layers: [STEPS, commands(records, MADE)] });
    expect(made.map(({ action }) => action.kind)).not.toContain('command');
  });

  it('are not read where their layer is not asked for', async () => {
    const layers = [STEPS, commands([ran(1, 1, 'c1')], MADE)];
    const steps = await trainingSteps({ layers }, { steps: { ...STEP_OPTIONS, layers: new Set(['agent']) } });
    expect([steps[0]?.t_end_us, steps[0]?.result]).toEqual([null, { frames: [], output: 'out of c1' }]);
  });

  it('may be known from the answer alone', async () => {
    const answer = (extra: object): object => ({
      observation: { results: [{ source_call_id: 'c1', content: 'no', extra }] },
    });
    const layers = [agent([calls(1, ['c1'], answer({ exit_code: 2 })), calls(2, ['c2'])])];
    const steps = await trainingSteps({ layers });
    expect(steps.map(({ result }) => [result?.exit_code, result?.exit_source])).toEqual([
      [2, 'shell'],
      [undefined, undefined],
    ]);
  });

  it('belong to no call where several have the id that they name', async () => {
    const again = agent([calls(1, ['call_0']), calls(3, ['call_0', 'call_1'])]);
    const records = [ran(1, 1, 'call_0'), ran(2, 3, 'call_0'), ran(3, 3, 'call_1')];
    const outcomes = async (more: Partial<LayerSpec>) =>
      (await trainingSteps({ layers: [again, commands(records, more)] })).map(({ action, result }) => [
        action.call,
        result?.exit_code,
      ]);
    expect(await outcomes(MADE)).toEqual([
      ['call_0', undefined],
      ['call_0', undefined],
      ['call_1', 2],
    ]);
    expect(await outcomes({})).toEqual([
      ['call_0', undefined],
      [undefined, 0],
      ['call_0', undefined],
      ['call_1', 2],
      [undefined, 1],
    ]);
  });

  it('leave the exit code of the answer where they have none', async () => {
    const answer = { source_call_id: 'c1', content: 'no', extra: { exit_code: 2 } };
    const answered = agent([calls(1, ['c1'], { observation: { results: [answer] } })]);
    const unknown = { exit_code: null, exit_source: 'unknown' };
    const records = [ran(1, 1, 'c1'), ran(2, 1.2, 'c1', unknown)];
    const [step] = await trainingSteps({ layers: [answered, commands(records, MADE)] });
    expect([step?.t_end_us, step?.result?.exit_code, step?.result?.exit_source]).toEqual([
      1_700_000,
      2,
      'shell',
    ]);
  });

  it('of several the last one says how it ended', async () => {
    const layers = [STEPS, commands([ran(1, 1, 'c1'), ran(2, 2, 'c1')], MADE)];
    const [step] = await trainingSteps({ layers });
    expect([step?.t_end_us, step?.result?.exit_code]).toEqual([2_500_000, 1]);
  });
});
