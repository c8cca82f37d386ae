import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { HOME } from './account.ts';

/** What an agent wrote down of itself. */
export interface TrajectoryFile {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** Where agents keep what is theirs. */
export const AGENTS_HOME = join(HOME, 'agents');

/** Copies the documents of a scenario's agents into `folder`, once these have ended. */
export function keepTrajectories({ agents = [] }: Scenario, folder: string): readonly TrajectoryFile[] {
  return agents.map(({ id, title, trajectory }) => {
    const file = join(folder, `trajectory-${id}.json`);
    copyFileSync(join(HOME, trajectory), file);
    return { id, title, file };
  });
}
