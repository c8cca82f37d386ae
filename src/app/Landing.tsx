import { FolderOpen } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Notice } from '../ui/Notice.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import type { TraceInput } from './find-bundle.ts';
import styles from './Landing.module.css';
import type { MappingText } from './mappings/mapping-text.ts';
import { OpeningProgress } from './OpeningProgress.tsx';
import type { SessionState } from './session-store.ts';

const Gallery = lazy(async () => ({ default: (await import('./gallery/Gallery.tsx')).Gallery }));

interface LandingProps {
  readonly state: Exclude<SessionState, { readonly phase: 'ready' }>;
  readonly onOpen: (input: TraceInput) => void;
  /** Opens what could not be opened by a mapping. */
  readonly onMapping: (mapping: MappingText) => void;
  readonly onDialog: () => void;
  readonly onCancel: () => void;
}

/** What stands there while no trace is open: the way in, the progress of opening, or why it failed. */
export function Landing({ state, onOpen, onMapping, onDialog, onCancel }: LandingProps) {
  const opening = state.phase === 'opening';
  return (
    <main className={styles['landing']}>
      <div className={styles['column']}>
        <div className={styles['top']}>
          <header className={styles['brand']}>
            <img src="./icons/playhead.svg" alt="" width={44} height={44} />
            <div>
              <h1>Playhead</h1>
              <p>
                Replays a recorded engineering session: screen, terminal and everything else at the same
                instant.
              </p>
            </div>
          </header>
          {opening ? null : <OpenOwn onDialog={onDialog} />}
        </div>
        {opening ? (
          <div className={styles['card']}>
            <OpeningProgress label={state.label} note={state.note} onCancel={onCancel} />
          </div>
        ) : null}
        {state.phase === 'failed' ? (
          <section className={styles['card']} aria-label="Could not be opened">
            <FailureNotice error={state.error} onMapping={onMapping} />
          </section>
        ) : null}
        {opening ? null : <SamplesHere onOpen={onOpen} />}
      </div>
    </main>
  );
}

function OpenOwn({ onDialog }: Pick<LandingProps, 'onDialog'>) {
  return (
    <button className={styles['open']} onClick={onDialog}>
      <FolderOpen size={20} aria-hidden />
      <span>
        Open a trace …
        <small>
          or drop a bundle, a recording or a log of another format, or a folder of many anywhere. It stays in
          this browser.
        </small>
      </span>
    </button>
  );
}

/** Whatever becomes of the samples, one's own traces open. */
function SamplesHere({ onOpen }: Pick<LandingProps, 'onOpen'>) {
  return (
    <section aria-label="Samples" className={styles['samples']}>
      <ErrorBoundary
        fallback={(error) => (
          <Notice severity="warning" title="The samples cannot be shown.">
            {describeProblem(error).title} Load the page anew to try again.
          </Notice>
        )}
      >
        <Suspense>
          <Gallery onOpen={onOpen} />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}
