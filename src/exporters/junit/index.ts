import type { Exporter } from '../exporter.ts';

/** Test reports, as CI servers read them (https://github.com/testmoapp/junitxml). */
export const junit: Exporter = {
  id: 'junit',
  title: 'JUnit XML',
  ending: 'xml',
  mediaType: 'application/xml',
  kinds: ['test_runs'],
};
