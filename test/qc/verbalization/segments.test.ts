/** When an agent says what it says, and whose act a record is. */
import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { AgentStep } from '../../../src/trace/agent-steps.ts';
import type { Command, Layer, TimedEdit } from '../../../src/trace/layers.ts';
import { Track, type Timed } from '../../../src/trace/track.ts';
import { doersOf } from '../../../src/qc/verbalization/doers.ts';
import { segmentsOf } from '../../../src/qc/verbalization/segments.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';

const SPEECH = 'I do it this way because it holds';
const layerOf = (id: string, more: Partial<Layer> = {}): Layer => ({
  id,
  kind: 'commands',
  status: 'present',
  clock: { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' },
  ...more,
});

function held<T extends Timed>(layer: Layer, items: readonly T[]) {
  return { layer, clock: buildTrace().manifest, holds: new Track(items) };
}

describe('segmentsOf', () => {
  const step = (time: number, ids: readonly string[]): AgentStep =>
    ({
      index: 0,
      source: 'agent',
      message: [{ type: 'text', text: SPEECH }],
      reasoning: undefined,
      calls: ids.map((id) => ({ id, name: 'shell', args: '', results: [] })),
      time: fromSeconds(time),
    }) as unknown as AgentStep;
  const command = (time: number, call: string): Command => ({
    time: fromSeconds(time),
    end: undefined,
    seq: 1,
    terminal: 'main',
    cwd: undefined,
    command: 'make',
    exitCode: undefined,
    exitSource: 'unknown',
    call: { layer: 'agent', call },
  });
  const edit = (time: number, call: string): TimedEdit => ({
    time: fromSeconds(time),
    event: { t: time, type: 'save', file: 'a', 'x-call': { layer: 'agent', call } },
  });
  const rangesOf = (
    agent: Layer,
    steps: readonly AgentStep[],
    commands: readonly Command[],
    edits: readonly TimedEdit[] = [],
  ): readonly (readonly [number, number])[] =>
    segmentsOf(
      {
        transcripts: [],
        notes: [],
        agents: [{ ...held(agent, steps), holds: { run: {}, track: new Track(steps) } }],
        commands: [held(layerOf('commands'), commands)],
        edits: [held(layerOf('edits'), edits)],
        browsers: [],
      } as unknown as Parameters<typeof segmentsOf>[0],
      { minWords: 5, fillers: [] },
    ).map(({ range: { start, end } }) => [start / 1e6, Math.floor(end / 1e6)]);

  it('stand from the step to the last of its calls', () => {
    const agent = layerOf('agent', { kind: 'agent_steps' });
    expect(rangesOf(agent, [step(5, ['a', 'b'])], [command(6, 'a')], [edit(40, 'b')])).toEqual([[5, 40]]);
    expect(rangesOf(agent, [step(5, ['a'])], [command(60, 'other')])).toEqual([[5, 5]]);
  });

  it('stand at the step where several calls have the id that records name', () => {
    const agent = layerOf('agent', { kind: 'agent_steps' });
    const ran = [command(6, 'a'), command(51, 'a'), command(8, 'b')];
    const expected = [
      [5, 8],
      [50, 50],
    ];
    expect(rangesOf(agent, [step(5, ['a', 'b']), step(50, ['a'])], ran)).toEqual(expected);
  });

  it('stand at one place however many calls of one id and records of it there are', () => {
    const agent = layerOf('agent', { kind: 'agent_steps' });
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    const calls = [step(5, [...many.map(() => 'a'), 'b'])];
    const ran = many.map((index) => command(6 + index / 1_000, index % 2 === 0 ? 'a' : 'b'));
    expect(rangesOf(agent, calls, ran)).toEqual([[5, 25]]);
  });

  it('stand where the calls do in a layer without times', () => {
    const clock = { domain: 'order_only', native_unit: 's', sync_quality: 'order_only' } as const;
    const agent = layerOf('agent', { kind: 'agent_steps', clock });
    expect(rangesOf(agent, [step(1, ['a']), step(2, [])], [command(60, 'a')])).toEqual([[60, 60]]);
  });
});

describe('doersOf', () => {
  const agent = (id: string, more: Partial<Layer> = {}) =>
    ({ layer: layerOf(id, { kind: 'agent_steps', ...more }) }) as never;
  const { manifest } = buildTrace();
  const session = (...kinds: readonly ('human' | 'agent')[]) => ({
    ...manifest,
    session: { ...manifest.session, actors: kinds.map((kind, at) => ({ id: String(at), kind })) },
  });

  it('tells by the call, the layer that it was made of, and the actor', () => {
    const doer = doersOf({ agents: [agent('one', { actor: 'ada' }), agent('two')], manifest });
    expect(doer(layerOf('x'), { layer: 'two', call: 'c' })).toBe('two');
    expect(doer(layerOf('x', { derived_from: ['one'] }), undefined)).toBe('ada');
    expect(doer(layerOf('x', { actor: 'ada' }), undefined)).toBe('ada');
    expect(doer(layerOf('x', { actor: 'ben' }), undefined)).toBeUndefined();
    expect(doer(layerOf('x'), undefined)).toBeUndefined();
  });

  it('takes what nobody is named for to be the only agent’s, where nobody else was there', () => {
    const of = (...kinds: readonly ('human' | 'agent')[]) =>
      doersOf({ agents: [agent('one')], manifest: session(...kinds) })(layerOf('x'), undefined);
    expect([of('agent'), of('agent', 'human'), of()]).toEqual(['one', undefined, undefined]);
  });
});
