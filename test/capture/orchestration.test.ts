import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import { orchestration } from '../../capture/scenarios/orchestration.ts';
import { parseAtif, type Atif } from '../../src/trace/atif.ts';
import { endsOf } from './ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-orchestration-'));
let played: Rehearsal;

beforeAll(async () => {
  played = await rehearse(orchestration, folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ends = (wanted: string): readonly string[] => endsOf(played, wanted);

const document = (agent: string): Atif => {
  const path = join(folder, 'agents/trajectories', `${agent}.json`);
  return parseAtif(readFileSync(path, 'utf8'), path);
};

/** Tools that were called with what came out, and what was heard. */
const story = (agent: string): readonly string[] =>
  document(agent).steps.flatMap(({ source, calls }) =>
    source === 'user'
      ? ['heard']
      : calls.map(({ name, results }) => `${name} ${results[0]?.exitCode ?? ''}`.trim()),
  );

describe('two agents and an engineer', () => {
  it('both come to their end, and the fare is sent back once before it holds', () => {
    expect(ends('node tools/agent.js')).toEqual(['Start two agents: 0', 'Start two agents: 0']);
    expect(story('builder')).toEqual([
      ...['heard', 'run 0', 'write', 'run 1', 'write', 'run 0', 'run 0', 'hand_over'],
      ...['heard', 'edit', 'edit', 'run 0', 'run 0', 'hand_over', 'heard'],
    ]);
    expect(story('checker')).toEqual([
      ...['heard', 'write', 'run 0', 'heard', 'run 0', 'run 1', 'hand_over'],
      ...['heard', 'run 0', 'run 0', 'run 2', 'run 2', 'hand_over', 'heard'],
    ]);
  });

  it('write down what they do without a fault, in the order of time, and who handed over what', () => {
    for (const agent of ['builder', 'checker']) {
      const { steps, problems } = document(agent);
      expect(problems).toEqual([]);
      const times = steps.map(({ at }) => at ?? NaN);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    const heard = (agent: string) =>
      document(agent).steps.flatMap(({ number, handedOverBy }) =>
        handedOverBy ? [[number, handedOverBy.run.trajectory, handedOverBy.call]] : [],
      );
    expect(heard('checker')).toEqual([
      [4, 'builder', 'call-8'],
      [8, 'builder', 'call-14'],
    ]);
    expect(heard('builder')).toEqual([[9, 'checker', 'call-7']]);
  });

  it('meet what is not there, on every way that is tried, and leave main as it was', () => {
    expect(ends('node tools/mail.js next')).toEqual([
      'First hand-over: 0',
      'Back to the builder: 0',
      'Second hand-over: 0',
      'Blocked: 0',
    ]);
    expect(ends('node tools/replay.js')).toEqual(['Blocked: 2']);
    expect(ends('node tools/fetch-rides.js')).toEqual(['Blocked: 1']);
    expect(ends('npm test')).toEqual(['Park the work: 0']);
    expect(ends('npm run lint && npm test')).toEqual(['Say why: 0']);
    expect(ends('node tools/tariff.js')).toEqual(['Understand: 1', 'Say why: 1']);
    expect(ends('git commit')).toEqual(['Set the limits: 0', 'Say why: 0']);
    expect(ends('git switch')).toEqual(['Park the work: 0']);
  });
});
