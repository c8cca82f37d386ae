import { FolderOpen, Play } from 'lucide-react';
import { FailureNotice } from './FailureNotice.tsx';
import type { TraceInput } from './find-bundle.ts';
import styles from './Landing.module.css';
import { SAMPLES } from './samples.ts';
import type { MappingText } from './mappings/mapping-text.ts';
import { OpeningProgress } from './OpeningProgress.tsx';
import type { SessionState } from './session-store.ts';

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
  return (
    <main className={styles['landing']}>
      <div className={styles['column']}>
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
        {state.phase === 'opening' ? (
          <div className={styles['card']}>
            <OpeningProgress label={state.label} note={state.note} onCancel={onCancel} />
          </div>
        ) : null}
        {state.phase === 'failed' ? (
          <section className={styles['card']} aria-label="Could not be opened">
            <FailureNotice error={state.error} onMapping={onMapping} />
          </section>
        ) : null}
        {state.phase === 'opening' ? null : <WaysIn onOpen={onOpen} onDialog={onDialog} />}
      </div>
    </main>
  );
}

function WaysIn({ onOpen, onDialog }: Pick<LandingProps, 'onOpen' | 'onDialog'>) {
  return (
    <>
      <section aria-label="Samples" className={styles['samples']}>
        {SAMPLES.map((sample) => (
          <button key={sample.address} className={styles['sample']} onClick={() => onOpen(sample.address)}>
            <span className={styles['play']}>
              <Play size={18} aria-hidden />
            </span>
            <span>
              <span className={styles['title']}>
                See a sample trace: {sample.title.toLowerCase()} <code>{sample.family}</code>
              </span>
              <span className={styles['text']}>{sample.text}</span>
            </span>
          </button>
        ))}
      </section>
      <button className={styles['open']} onClick={onDialog}>
        <FolderOpen size={18} aria-hidden />
        <span>
          Open a trace …
          <small>
            or drop a bundle, a recording or a log of another format, or a folder of many anywhere. It stays
            in this browser.
          </small>
        </span>
      </button>
    </>
  );
}
