import type { Exporter } from '../exporter.ts';
import { STEP_KINDS } from '../steps/step-options.ts';

/** All tracks, for https://ui.perfetto.dev and chrome://tracing: the JSON object form of the Trace Event Format. */
export const traceEvents: Exporter = {
  id: 'trace-events',
  title: 'Trace Event Format (Perfetto, Chrome)',
  ending: 'trace-events.json',
  mediaType: 'application/json',
  kinds: [],
  needs: [...STEP_KINDS, 'network'],
};
