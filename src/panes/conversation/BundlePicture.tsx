import { useEffect, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import styles from './conversation-pane.module.css';
import type { Picture } from './pictures.ts';

/** A picture of the bundle, as large as there is room. It has its place before it is there. */
export function BundlePicture({ bundle, path, mediaType }: Picture) {
  const [state, setState] = useState<{ readonly href?: string; readonly error?: TraceError }>({});
  useEffect(() => {
    const aborter = new AbortController();
    let release: (() => void) | undefined;
    bundle
      .open(path, aborter.signal)
      .then((artifact) => artifact.url(mediaType, aborter.signal))
      .then((url) => {
        if (aborter.signal.aborted) {
          url.release();
          return;
        }
        release = () => url.release();
        setState({ href: url.href });
      })
      .catch((error: unknown) => {
        if (!aborter.signal.aborted) setState({ error: asTraceError(error) });
      });
    return () => {
      aborter.abort();
      release?.();
    };
  }, [bundle, path, mediaType]);
  if (state.error) return <p className={styles['note']}>{describeProblem(state.error).title}</p>;
  return (
    <div className={styles['picture']}>{state.href !== undefined && <img src={state.href} alt={path} />}</div>
  );
}
