import { cpSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { layOutPatches, reviewRepos } from '../review/branch.ts';
import type { Scenario } from '../scenario.ts';

/**
 * Copies a scenario's project to `root`, with its tools; what belongs beside the repository goes into `home`. `project`: one that
 * lies beside the scenario's own.
 */
export function layOutProject(
  scenario: Scenario,
  root: string,
  home: string,
  project = scenario.project,
): void {
  cpSync(join(import.meta.dirname, '../projects', project), root, { recursive: true });
  renameSync(join(root, 'gitignore'), join(root, '.gitignore'));
  if (project === scenario.project) {
    if (scenario.review) layOutPatches(scenario.review, reviewRepos(scenario, root, home));
    for (const file of scenario.homeFiles) renameSync(join(root, file), join(home, file));
  }
  const modules = join(import.meta.dirname, '../../node_modules');
  for (const name of scenario.toolchain)
    cpSync(join(modules, name), join(root, 'node_modules', name), { recursive: true });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  for (const [name, target] of Object.entries(scenario.binaries))
    symlinkSync(`../${target}`, join(root, 'node_modules/.bin', name));
}
