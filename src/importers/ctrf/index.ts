import { declined, found, ofOneFile } from '../importer.ts';
import { field, isObject, textField } from '../../base/json.ts';
import { headJson } from '../partial-json.ts';

/** Test reports in the Common Test Report Format (https://ctrf.io). */
export const ctrf = ofOneFile({
  id: 'ctrf',
  title: 'CTRF',
  async detect(file) {
    const head = await headJson(file);
    if (!isObject(head)) return declined('it is no JSON object');
    const results = field(head, 'results');
    const told = textField(head, 'reportFormat') === 'CTRF' || Array.isArray(field(results, 'tests'));
    const isCtrf = told && isObject(results) && (isObject(results['tool']) || isObject(results['summary']));
    if (isCtrf) return found('ctrf', textField(head, 'specVersion') ?? null);
    if (isObject(head['stats']) && Array.isArray(head['tests']))
      return declined('it is a report in the own format of Mocha: have the runner write CTRF or JUnit XML');
    if (Array.isArray(head['testResults']))
      return declined('it is a report in the own format of Jest: have the runner write CTRF or JUnit XML');
    return declined('it has no results with a tool and tests');
  },
  load: async () => (await import('./convert.ts')).convert,
});
