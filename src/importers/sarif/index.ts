import { declined, found, ofOneFile } from '../importer.ts';
import { isObject, textField } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** Reports of analysers in SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export const sarif = ofOneFile({
  id: 'sarif',
  title: 'SARIF',
  async detect(file) {
    const head = await headJson(file);
    if (!isObject(head)) return declined('it is no JSON object');
    const version = textField(head, 'version');
    const hasRuns = 'runs' in head && (Array.isArray(head['runs']) || head['runs'] === null);
    const named = /sarif/i.test(textField(head, '$schema') ?? '');
    return named || (version !== undefined && hasRuns)
      ? found('sarif', version ?? null)
      : declined('it has no version and runs, and its $schema is not that of SARIF');
  },
  load: async () => (await import('./convert.ts')).convert,
});
