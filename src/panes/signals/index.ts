import { definePane } from '../pane.tsx';
import { selectSignals } from './signals-data.ts';

/** What running programs said of themselves: logs, metrics and spans, as they stood at the playhead. */
export const signalsPane = definePane({
  id: 'signals',
  title: 'Signals',
  kinds: ['otel_logs', 'otel_metrics', 'otel_spans'],
  needs: ['logs', 'metrics', 'spans'],
  select: selectSignals,
  load: async () => (await import('./SignalsPane.tsx')).SignalsPane,
});
