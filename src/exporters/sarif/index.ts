import type { Exporter } from '../exporter.ts';

/** Lint reports (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export const sarif: Exporter = {
  id: 'sarif',
  title: 'SARIF',
  ending: 'sarif',
  mediaType: 'application/sarif+json',
  kinds: ['diagnostics'],
};
