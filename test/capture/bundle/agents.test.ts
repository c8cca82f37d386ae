import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agentActors, agentLayers } from '../../../capture/bundle/agents.ts';
import { outcome } from '../../../capture/bundle/manifest.ts';
import { WallClock } from '../../../capture/bundle/wall.ts';
import { BundleWriter } from '../../../capture/bundle/writer.ts';
import type { Recording } from '../../../capture/recording.ts';
import { orchestration } from '../../../capture/scenarios/orchestration.ts';
import type { ShellCommand } from '../../../capture/record/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'playhead-agents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLOCK = [0, 60_000_000].map((us) => ({ monotonicUs: us, wallUs: us, uncertaintyUs: 0 }));

function recorded(part: Partial<Recording>): Recording {
  const input = join(folder, 'input.txt');
  writeFileSync(input, '');
  return {
    ...{ account: { uid: 0, gid: 0, env: {} }, root: folder, base: '', startUs: 0, endUs: 60_000_000 },
    ...{ at: '', wall: CLOCK, flashes: [], beeps: [], utterances: [], commands: [], titles: [] },
    files: { video: '', input, sound: '', cast: '' },
    ...{ browserRecords: [], browserMessages: [], saves: [], commits: [], reports: [], notes: [] },
    ...{ phases: [], blockers: [], ...part },
  };
}

const ran = (command: string, exitCode: number, at: number): ShellCommand => ({
  ...{ seq: at, command, cwd: folder, startUs: at * 1e6, endUs: (at + 1) * 1e6, exitCode },
});

describe('agents of a scenario', () => {
  it('have a layer each, byte for byte, and an actor that is no language model', () => {
    const file = join(folder, 'builder.json');
    const text = JSON.stringify({
      ...{ schema_version: 'ATIF-v1.7', agent: { name: 'builder', version: '1.0.0' }, steps: [{}, {}] },
    });
    writeFileSync(file, text);
    const recording = recorded({ trajectories: [{ id: 'builder', title: 'Builder', file }] });
    const writer = new BundleWriter(join(folder, 'bundle'));
    const path = 'layers/agent-builder/trajectory.json';
    expect(agentLayers(recording, writer, { domain: 'wall' })).toEqual([
      {
        ...{ id: 'agent-builder', kind: 'agent_steps', title: 'Builder', status: 'present', records: 2 },
        ...{ format: { name: 'atif', version: '1.7' }, paths: [path], actor: 'builder' },
        clock: { domain: 'wall' },
      },
    ]);
    expect(readFileSync(join(writer.root, path), 'utf8')).toBe(text);
    expect(agentActors(recording)).toEqual([
      {
        ...{ id: 'builder', kind: 'script', pseudonym: 'Builder' },
        agent: { name: 'builder', version: '1.0.0', model: null },
      },
    ]);
    expect(agentLayers(recorded({}), writer, {})).toEqual([]);
  });
});

describe('the outcome of what is abandoned', () => {
  it('has no time of completion, a blocker that stays, and what nobody could find out as unknown', () => {
    const recording = recorded({
      commands: [
        ran('node tools/replay.js', 2, 1),
        ...[ran('npm test', 0, 3), ran('npm run lint', 0, 5), ran('git commit -qam "Parked"', 0, 7)],
        ran('node tools/tariff.js', 1, 9),
      ],
      blockers: [{ atUs: 1_000_000, kind: 'environment', text: 'No rides.', resolvedUs: null }],
    });
    const ended = outcome(orchestration, recording, new WallClock(CLOCK, 0));
    expect(ended).toMatchObject({
      ...{ completion: 'abandoned', success: 'partly_met', time_to_completion_us: null },
      criteria: [
        { id: 'tests-pass', result: 'met' },
        { id: 'rides-replayed', result: 'unknown', evidence: [{ layer: 'commands' }] },
        { id: 'in-use', result: 'not_met', evidence: [{ layer: 'commands' }] },
        { id: 'lint-clean', result: 'met' },
      ],
      blockers: [{ kind: 'environment', resolved_t: null }],
    });
    const { ends: _, ...completed } = orchestration;
    expect(outcome(completed, recording, new WallClock(CLOCK, 0))).toMatchObject({
      ...{ completion: 'completed', time_to_completion_us: 8_000_000 },
    });
  });
});
