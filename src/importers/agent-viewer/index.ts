import { declined, found, ofOneFile } from '../importer.ts';
import { field, isObject, listField, numberField } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** Steps of an agent beside ranges of a video, as viewers of agents on macOS write them. */
export const agentViewer = ofOneFile({
  id: 'agent-viewer',
  title: 'agent viewer steps',
  async detect(file) {
    const [first] = listField(await headJson(file), 'items');
    const range = field(first, 'timeRange');
    const isStep =
      isObject(first) &&
      ('action' in first || 'thought' in first) &&
      numberField(range, 'start') !== undefined;
    return isStep ? found('agent-viewer', null) : declined('it has no items with an action and a timeRange');
  },
  load: async () => (await import('./convert.ts')).convert,
});
