import { useEffect, useState } from 'react';
import { useFoundText } from '../../timeline/found-link.ts';
import { usePaneView } from '../../timeline/pane-views.ts';
import { useLoaded } from '../../timeline/use-loaded.ts';
import { ModeView } from '../../ui/ModeView.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import { LogsView } from './LogsView.tsx';
import { MetricsView } from './MetricsView.tsx';
import { HOLDER, type SignalsData, type SignalsMode, type SignalsSession } from './signals-data.ts';
import styles from './signals-pane.module.css';
import { SpansView } from './SpansView.tsx';

const TITLES: Readonly<Record<SignalsMode, string>> = { logs: 'Logs', metrics: 'Metrics', spans: 'Spans' };

export function SignalsPane({ data, clock, report }: PaneProps<SignalsData>) {
  const session = useLoaded(data.session, clock, HOLDER);
  if (!session) return <Reading what="Reading logs, metrics and spans …" />;
  return <Session session={session} modes={data.modes} clock={clock} report={report} />;
}

interface SessionProps extends Pick<PaneProps<SignalsData>, 'clock' | 'report'> {
  readonly session: SignalsSession;
  readonly modes: SignalsData['modes'];
}

function Session({ session, modes, clock, report }: SessionProps) {
  const first = modes[0] ?? 'logs';
  const [chosen, choose] = usePaneView('signals.view');
  const [, pin] = usePaneView('signals.trace');
  /** Whoever came from a log record looks for its span. */
  const [spanId, lookFor] = useState<string>();
  const mode = modes.find((one) => one === chosen) ?? first;
  const show = (next: SignalsMode): void => choose(next === first ? undefined : next);
  const found = useFoundText();
  const foundIn = found?.kind === 'otel_logs' ? 'logs' : found?.kind === 'otel_spans' ? 'spans' : undefined;
  useEffect(() => {
    if (foundIn === undefined) return;
    choose(foundIn === first ? undefined : foundIn);
    // A trace that is kept in sight may not be the one that it was found in.
    pin(undefined);
  }, [found, foundIn, first, choose, pin]);
  /** Shows what else is known of a trace. */
  const goTo: ViewProps['goTo'] = (to, traceId, span) => {
    pin(traceId);
    lookFor(span);
    show(to);
  };
  const onMode = (next: SignalsMode): void => {
    lookFor(undefined);
    show(next);
  };
  const parts = { session, modes, clock, report, goTo, spanId };
  return (
    <div className={styles['pane']}>
      <ModeView modes={modes} titles={TITLES} mode={mode} onMode={onMode} failed={session.failed}>
        {mode === 'logs' && <LogsView {...parts} />}
        {mode === 'metrics' && <MetricsView {...parts} />}
        {mode === 'spans' && <SpansView {...parts} />}
      </ModeView>
    </div>
  );
}

export interface ViewProps extends SessionProps {
  /** Shows the logs or the spans of a trace; `spanId`: the one that is looked for. */
  readonly goTo: (mode: SignalsMode, traceId: string, spanId?: string) => void;
  /** The span that is looked for; undefined: none. */
  readonly spanId: string | undefined;
}
