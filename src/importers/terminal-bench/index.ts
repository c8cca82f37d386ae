import { declined, found, type Importer } from '../importer.ts';
import { isObject } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** One trial of terminal-bench (https://www.tbench.ai): a folder with its result and the recordings of its terminals. */
export const terminalBench: Importer = {
  id: 'terminal-bench',
  title: 'terminal-bench trial',
  of: 'folder',
  async detect({ files }) {
    const results = files.get('results.json');
    if (!results) return declined('it has no results.json');
    const head = await headJson(results);
    const isTrial = isObject(head) && 'task_id' in head && ('is_resolved' in head || 'failure_mode' in head);
    return isTrial
      ? found('terminal-bench', null)
      : declined('its results.json names no task_id with is_resolved and failure_mode');
  },
  load: async () => (await import('./convert.ts')).convert,
};
