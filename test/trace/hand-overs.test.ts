import { describe, expect, it } from 'vitest';
import { parentLayer } from '../../src/trace/agent-steps.ts';
import { handOvers, type ReadAgent } from '../../src/trace/hand-overs.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, type LayerSpec } from '../fixtures/build-bundle.ts';
import { handingAgents } from '../fixtures/handing-agents.ts';

async function found(layers: readonly LayerSpec[]) {
  const trace = await openTrace(buildBundle({ layers }));
  const agents = await Promise.all(
    trace.agents.map(async ({ layer, content }): Promise<ReadAgent> => ({
      ...{ id: layer.id, parent: parentLayer(layer), layer },
      ...(await content.get()),
    })),
  );
  return handOvers(agents).map(({ kind, from, to, step, call, taken }) => [
    ...[kind, from.id, step?.number, call, to.id, taken?.number],
  ]);
}

const LAYERS = handingAgents().layers ?? [];
const renamed = (from: string, to: string): readonly LayerSpec[] =>
  LAYERS.map((layer) => ({ ...layer, content: String(layer.content).replaceAll(from, to) }));

describe('hand-overs between agents that are at work', () => {
  it('are found by the call that a message names, in the order in which they were taken', async () => {
    expect(await found(LAYERS)).toEqual([
      ['sent', 'builder', 2, 'b1', 'checker', 2],
      ['sent', 'checker', 3, 'c1', 'builder', 3],
      // Nobody knows by which step: the call is not there.
      ['sent', 'builder', undefined, undefined, 'checker', 5],
    ]);
  });

  it('are not told of a call that may be either of two', async () => {
    expect((await found(renamed('"b2"', '"b1"')))[0]).toEqual([
      ...['sent', 'builder', undefined, undefined, 'checker', 2],
    ]);
  });

  it('are not told of a run that may be either of two, nor of one that is the same', async () => {
    const twin = { ...LAYERS[0], id: 'twin', kind: 'agent_steps' } as const;
    const all = await found([...LAYERS, twin]);
    expect(all.map(([, from]) => from)).toEqual(['checker', 'checker']);
    expect(await found(renamed('"run-builder","tool', '"run-checker","tool'))).toHaveLength(1);
  });

  it('name a run by its session where they name no trajectory, but never one of their own session', async () => {
    const named = renamed('"trajectory_id":"run-builder","tool', '"session_id":"one session","tool');
    expect(await found(named)).toHaveLength(1);
    const [builder, checker] = named;
    if (!builder || !checker) throw new Error('two agents');
    const other = { ...checker, content: String(checker.content).replace('"one session"', '"another"') };
    expect((await found([builder, other]))[0]).toEqual(['sent', 'builder', 2, 'b1', 'checker', 2]);
  });

  it('are none where what is named is of no form that is known', async () => {
    for (const odd of [
      '"x"',
      '[]',
      '{}',
      '{"trajectory_id":7}',
      '{"trajectory_id":"","session_id":null}',
      'null',
    ])
      expect(await found(renamed('{"trajectory_id":"run-builder","tool_call_id":"b1"}', odd))).toHaveLength(
        2,
      );
  });
});
