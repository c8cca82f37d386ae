import { Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { describeProblem } from '../base/describe-error.ts';
import { problemOf, type Problem } from '../base/errors.ts';
import type { PaneDefinition, PaneReport } from '../panes/pane.tsx';
import { trackLook } from '../timeline/track-look.ts';
import { useLasting } from '../timeline/use-lasting.ts';
import type { Layer } from '../trace/layers.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Reading } from '../ui/Reading.tsx';
import styles from './PaneFrame.module.css';
import type { TraceSession } from './session-store.ts';
import { useTrouble } from './use-trouble.ts';

/** Milliseconds: late enough not to flicker at each step. */
const STALE_AFTER = 250;

interface PaneFrameProps {
  readonly pane: PaneDefinition;
  readonly session: TraceSession;
}

/** A pane in its place: with its loading, failed, stale and not-captured states. */
export function PaneFrame({ pane, session }: PaneFrameProps) {
  const { trace, clock, turns, reports, view, awaited } = session;
  const { problems } = trace;
  const bound = useMemo(() => pane.bind(trace), [pane, trace]);
  const told = useMemo(() => (pane.first ? clock : turns.clockOf()), [pane, clock, turns]);
  // Until its code is loaded and it tells what it shows, the pane is not ready for anything.
  const release = useRef<(() => void) | undefined>(undefined);
  const present = bound !== undefined;
  useLayoutEffect(() => {
    if (present) release.current = clock.hold(pane.id);
    awaited.mounted(pane.id);
    return () => release.current?.();
  }, [present, clock, pane.id, awaited]);
  const report = useCallback(
    (shown: PaneReport, problem?: Problem) => {
      reports.set(pane.id, shown);
      if (problem) problems.add(problem);
      release.current?.();
    },
    [pane.id, reports, problems],
  );
  useEffect(() => () => reports.remove(pane.id), [pane.id, reports]);
  const range = useMemo(
    () => ({ getState: () => view.getState().selection, subscribe: view.subscribe }),
    [view],
  );

  if (!bound) return <Absent pane={pane} layers={trace.layers} />;
  return (
    <section className={styles['frame']} aria-label={pane.title} data-pane={pane.id}>
      <ErrorBoundary
        onError={(error) => {
          problems.add(problemOf(error));
          release.current?.();
        }}
        fallback={(error, retry) => {
          const { title, advice } = describeProblem(error);
          return (
            <div className={styles['center']}>
              <Notice severity="error" title={title}>
                {advice}
                <p>
                  <button className="quiet-button" onClick={retry}>
                    Try again
                  </button>
                </p>
              </Notice>
            </div>
          );
        }}
      >
        <Suspense fallback={<Reading what={`Loading ${pane.title.toLowerCase()} …`} />}>
          {bound.draw({ clock: told, report, range })}
        </Suspense>
      </ErrorBoundary>
      <Stale id={pane.id} session={session} />
    </section>
  );
}

/** Says that a pane does not show the present moment yet, to those who see it: the top bar says it to those who listen. */
function Stale({ id, session: { clock, trace } }: Pick<PaneFrameProps, 'session'> & { readonly id: string }) {
  // While playing nothing waits, so nothing is stale.
  const holding = useCallback(() => (!clock.playing && clock.holders.includes(id) ? id : ''), [clock, id]);
  const stale = useLasting(clock, holding, STALE_AFTER) !== '';
  const trouble = useTrouble(trace);
  if (!stale) return null;
  return (
    <>
      <div className={styles['stale']} aria-hidden />
      {trouble !== undefined && (
        <p className={styles['trouble']} aria-hidden>
          {trouble} …
        </p>
      )}
    </>
  );
}

const STATUS_WORDS: Readonly<Record<Layer['status'], string>> = {
  present: 'could not be read',
  empty: 'was recorded, and nothing happened in it',
  not_captured: 'was not captured',
  lost: 'was captured, but is damaged or gone',
  withheld: 'was withheld by whoever made this bundle',
};

function Absent({ pane, layers }: { readonly pane: PaneDefinition; readonly layers: readonly Layer[] }) {
  const concerned = layers.filter(({ kind }) => pane.kinds.includes(kind));
  return (
    <section className={styles['center']} aria-label={pane.title} data-pane={pane.id}>
      {concerned.map((layer) => (
        <Notice
          key={layer.id}
          severity="info"
          title={`${layer.title ?? trackLook(layer.kind).title} ${STATUS_WORDS[layer.status]}.`}
        >
          {layer.status_note}
        </Notice>
      ))}
    </section>
  );
}
