import type { ForeignUnit } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { isObject, numberField, parsedJson, textField } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** Raw sessions of the AgentNet recorder (https://github.com/xlang-ai/OpenCUA): a folder of a video and its input events. */
export const agentnet: Importer = {
  id: 'agentnet',
  title: 'AgentNet session',
  of: 'folder',
  async detect({ files }) {
    const [events, metadata] = [files.get('events.jsonl'), files.get('metadata.json')];
    if (!events || !metadata) return declined('it has no events.jsonl beside a metadata.json');
    if (!isInput(await firstLine(files)))
      return declined('its events.jsonl does not begin with a time_stamp and an action');
    const head = await headJson(metadata);
    return isObject(head) && ('screen_width' in head || 'video_start_timestamp' in head)
      ? found('agentnet', null)
      : declined('its metadata.json names neither a screen_width nor a video_start_timestamp');
  },
  load: async () => (await import('./convert.ts')).convert,
};

async function firstLine(files: ForeignUnit['files']): Promise<unknown> {
  const head = (await files.get('events.jsonl')?.headText()) ?? '';
  return parsedJson(head.slice(0, Math.max(0, head.indexOf('\n'))) || head);
}

function isInput(event: unknown): boolean {
  return numberField(event, 'time_stamp') !== undefined && textField(event, 'action') !== undefined;
}
