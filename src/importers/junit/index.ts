import { declined, found, ofOneFile } from '../importer.ts';
import { rootElement } from './suite-times.ts';

/** Test reports in JUnit XML, which has no standard: whatever begins with its suites. */
export const junit = ofOneFile({
  id: 'junit',
  title: 'JUnit XML',
  async detect(file) {
    const root = rootElement(await file.headText());
    if (root === 'testsuites' || root === 'testsuite') return found('junit', null);
    if (root === 'TestRun')
      return declined(
        'it is a Visual Studio test result (TRX), which is another format: have the runner write JUnit XML',
      );
    return declined(root === undefined ? 'it is no XML' : `it begins with <${root.slice(0, 40)}>`);
  },
  load: async () => (await import('./convert.ts')).convert,
});
