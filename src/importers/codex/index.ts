import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { field, isObject, parsedJson, textField } from '../../base/json.ts';

const KINDS = ['session_meta', 'turn_context', 'response_item', 'event_msg', 'compacted'];

/** Sessions of Codex, as it writes them to `sessions/…/rollout-….jsonl`. */
export const codex: Importer = {
  id: 'codex',
  title: 'Codex rollout',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    for (const line of (await file.headText()).split('\n', 20)) {
      const value = parsedJson(line);
      const type = textField(value, 'type') ?? '';
      const payload = field(value, 'payload');
      if (KINDS.includes(type) && isObject(payload))
        return found('codex-rollout', textField(payload, 'cli_version') ?? null);
      if (/^(?:thread|turn|item)\.[a-z]+$/.test(type)) return found('codex-exec', null);
      // The first line says which version wrote it, and may be longer than what was read.
      if (/^\s*\{"timestamp":"[^"]+","type":"session_meta","payload":\{/.test(line))
        return found('codex-rollout', /"cli_version":"([^"]{1,40})"/.exec(line)?.[1] ?? null);
    }
    return declined('none of its first lines is a record of a session, with a type and a payload');
  },
  load: async () => (await import('./convert.ts')).convert,
};
