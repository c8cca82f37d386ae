import { readFileSync } from 'node:fs';
import type { Recording } from '../recording.ts';
import type { TrajectoryFile } from '../record/trajectories.ts';
import type { Layer } from './layers.ts';
import type { BundleWriter } from './writer.ts';

interface Trajectory {
  readonly schema_version: string;
  readonly agent: { readonly name: string; readonly version: string };
  readonly steps: readonly unknown[];
}

/** A layer an agent: its document, byte for byte. `clock`: of milliseconds since 1970. */
export function agentLayers(
  { trajectories = [] }: Recording,
  writer: BundleWriter,
  clock: object,
): readonly Layer[] {
  return trajectories.map((one) => {
    const { schema_version: version, steps } = read(one);
    return {
      ...{ id: `agent-${one.id}`, kind: 'agent_steps', title: one.title, status: 'present' },
      format: { name: 'atif', version: version.replace('ATIF-v', '') },
      paths: [writer.write(`layers/agent-${one.id}/trajectory.json`, readFileSync(one.file))],
      ...{ actor: one.id, records: steps.length, clock },
    };
  });
}

/** They follow a written plan, as the engineer does. */
export function agentActors({ trajectories = [] }: Recording): readonly object[] {
  return trajectories.map((one) => {
    const { name, version } = read(one).agent;
    return { id: one.id, kind: 'script', pseudonym: one.title, agent: { name, version, model: null } };
  });
}

function read({ file }: TrajectoryFile): Trajectory {
  return JSON.parse(readFileSync(file, 'utf8')) as Trajectory;
}
