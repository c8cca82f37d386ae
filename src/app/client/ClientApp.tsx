import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../../base/describe-error.ts';
import type { TraceError } from '../../base/errors.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ClientContext, type ClientMode } from '../client-mode.ts';
import { OpeningProgress } from '../OpeningProgress.tsx';
import type { SessionStore } from '../session-store.ts';
import type { SettingsStore } from '../settings-store.ts';
import { NO_TURNOVER } from '../turnover.ts';
import { clientShortcuts, clientVerbs } from './commands.ts';
import type { LoadedClient } from './load-client.ts';
import { TitlePage } from './TitlePage.tsx';
import { createTour } from './tour.ts';
import { TourBar } from './TourBar.tsx';
import styles from './client.module.css';

const ClientReviews = lazy(async () => ({ default: (await import('./ClientReviews.tsx')).ClientReviews }));
const Workbench = lazy(async () => ({ default: (await import('../Workbench.tsx')).Workbench }));

interface ClientAppProps {
  readonly sessions: StoreApi<SessionStore>;
  readonly settings: StoreApi<SettingsStore>;
  readonly client: LoadedClient;
  /** The address names a moment: whoever follows a link wants to see that, and not the title page. */
  readonly linked: boolean;
}

/** One trace for somebody who looks at it: a title page, then the workbench without what changes or opens anything. */
export function ClientApp({ sessions, settings, client, linked }: ClientAppProps) {
  const { file, address, review } = client;
  const state = useStore(sessions, (store) => store.state);
  const [tour] = useState(() => createTour(file.tour?.length ?? 0));
  /** Whether the title page is to be seen. */
  const [titled, setTitled] = useState(!linked);
  const [begun, setBegun] = useState(linked);
  const below = useRef<HTMLDivElement>(null);
  const start = (index?: number): void => {
    if (index !== undefined) tour.getState().go(index);
    else if (!begun) tour.getState().go(0);
    setBegun(true);
    setTitled(false);
  };
  useEffect(() => {
    // The button that was pressed is gone.
    if (!titled) below.current?.focus();
  }, [titled]);
  const mode = useMemo((): ClientMode => {
    const stops = file.tour ?? [];
    const has = { tour: stops.length > 0, review: review !== undefined, address: address !== undefined };
    return {
      panes: file.panes,
      shortcuts: (all) => clientShortcuts(all, has),
      verbs: (all) => clientVerbs(all, tour, has.review),
      Bar: (props) => <TourBar {...props} tour={tour} file={file} onTitle={() => setTitled(true)} />,
      Reviews:
        review &&
        ((props) => (
          <Suspense>
            <ClientReviews {...props} read={review} />
          </Suspense>
        )),
    };
  }, [file, address, review, tour]);
  return (
    <ClientContext value={mode}>
      <div ref={below} className={styles['below']} inert={titled} tabIndex={-1}>
        {begun && (
          <ErrorBoundary
            key={state.phase}
            fallback={(error, retry) => (
              <Notice severity="error" title={describeProblem(error).title}>
                {describeProblem(error).advice} <button onClick={retry}>Try again</button>
              </Notice>
            )}
          >
            {state.phase === 'ready' ? (
              <Suspense>
                <Workbench
                  session={state.session}
                  settings={settings}
                  corrections={sessions.getState()}
                  offered={undefined}
                  onTaken={NOTHING}
                  onOpen={NOTHING}
                  onClose={NOTHING}
                  isNextComing={false}
                  turnover={NO_TURNOVER}
                />
              </Suspense>
            ) : (
              <main className={styles['waiting']}>
                {state.phase === 'opening' && (
                  <div className={styles['card']}>
                    <OpeningProgress label={file.title} note={state.note} onCancel={() => setTitled(true)} />
                  </div>
                )}
                {state.phase === 'failed' && <Failure error={state.error} />}
              </main>
            )}
          </ErrorBoundary>
        )}
      </div>
      {titled && <TitlePage file={file} begun={begun} onStart={start} />}
    </ClientContext>
  );
}

/** What could not be shown, and why. */
export function Failure({ error }: { readonly error: TraceError }) {
  const { title, advice } = describeProblem(error);
  return (
    <div className={styles['card']}>
      <Notice severity="error" title={title}>
        {advice}
      </Notice>
    </div>
  );
}

const NOTHING = (): void => undefined;
