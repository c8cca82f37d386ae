import { declined, found, type Importer } from '../importer.ts';
import { numberField, textField } from '../../base/json.ts';
import { partialJson } from '../partial-json.ts';
import { isLfsPointer } from './lfs-pointer.ts';

/** Results of one task of OSWorld (https://os-world.github.io): a folder of steps, stills and a video. */
export const osworld: Importer = {
  id: 'osworld',
  title: 'OSWorld result',
  of: 'folder',
  async detect({ files }) {
    const steps = files.get('traj.jsonl');
    if (!steps) return declined('it has no traj.jsonl');
    const head = await steps.headText();
    if (isLfsPointer(head)) return found('osworld', null);
    const lines = head.split('\n', 3).map((line) => partialJson(line));
    const isSteps = lines.some(
      (step) =>
        numberField(step, 'step_num') !== undefined || textField(step, 'action_timestamp') !== undefined,
    );
    return isSteps
      ? found('osworld', null)
      : declined('its traj.jsonl has no step_num and no action_timestamp');
  },
  load: async () => (await import('./convert.ts')).convert,
};
