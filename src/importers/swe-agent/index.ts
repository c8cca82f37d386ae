import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';

/** Runs of SWE-agent (.traj): four layouts without a version (https://swe-agent.com/latest/usage/trajectories/). */
export const sweAgent: Importer = {
  id: 'swe-agent',
  title: 'SWE-agent trajectory',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    const head = await file.headText();
    if (!/^\s*\{/.test(head)) return declined('it is no JSON object');
    if (
      /^\s*\{\s*"trajectory"\s*:\s*\[/.test(head) ||
      /"trajectory"\s*:\s*\[\s*\{\s*"(?:action|observation|response|thought|query|messages|state|execution_time|extra_info)"/.test(
        head,
      )
    )
      return found('swe-agent', null);
    if (
      /^\s*\{\s*"history"\s*:\s*\[\s*\{/.test(head) &&
      /"agent"\s*:\s*"/.test(head) &&
      /"role"\s*:\s*"/.test(head)
    )
      return found('swe-agent', null);
    return declined(
      'it has neither a trajectory of actions and observations nor a history of messages by an agent',
    );
  },
  load: async () => (await import('./convert.ts')).convert,
};
