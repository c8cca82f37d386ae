import { declined, found, ofOneFile } from '../importer.ts';
import { field, isObject, textField } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** HTTP Archives (http://www.softwareishard.com/blog/har-12-spec/). */
export const har = ofOneFile({
  id: 'har',
  title: 'HAR',
  async detect(file) {
    const log = field(await headJson(file), 'log');
    const isHar = isObject(log) && (isObject(log['creator']) || Array.isArray(log['entries']));
    return isHar
      ? found('har', textField(log, 'version') ?? null)
      : declined('it has no log with a creator or entries');
  },
  load: async () => (await import('./convert.ts')).convert,
});
