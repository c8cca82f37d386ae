import { useCallback, useEffect, useRef, useState } from 'react';
import { TraceError } from '../../base/errors.ts';
import { whenIdle } from '../../base/pause.ts';
import type { BatchFile } from '../../schema/generated/types.ts';
import { readSignoff } from './read-signoff.ts';
import type { Signing } from './sign/open-signing.ts';

/** Milliseconds after which it is looked for a sign-off at the latest: the table comes first. */
const PATIENCE = 2000;

/** Signing a batch: what it takes is loaded once there is a sign-off, or somebody asks for it. */
export interface SigningTools {
  /** undefined: nobody needs it yet. */
  readonly signing: Signing | undefined;
  readonly open: boolean;
  /** Why it could not be opened when that was last asked for. */
  readonly failed: TraceError | undefined;
  readonly show: (open: boolean) => void;
}

interface Loaded {
  readonly of: BatchFile;
  readonly signing: Signing;
}

export function useSigning(address: URL, batch: BatchFile | undefined): SigningTools {
  const [loaded, setLoaded] = useState<Loaded>();
  // One a batch, however often it is asked for at once.
  const latest = useRef<Loaded>(undefined);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<TraceError>();
  const show = useCallback((next: boolean) => {
    setFailed(undefined);
    setOpen(next);
  }, []);
  const signing = loaded && loaded.of === batch ? loaded.signing : undefined;
  const missing = batch !== undefined && signing === undefined;
  const load = useCallback(
    async (found?: string) => {
      const { openSigning } = await import('./sign/open-signing.ts');
      if (!batch || latest.current?.of === batch) return;
      latest.current = { of: batch, signing: openSigning(address, batch, found) };
      setLoaded(latest.current);
    },
    [address, batch],
  );
  useEffect(() => {
    if (!missing || !open) return;
    // As of a page that is older than what its server has by now. Closed, so that the next press tries again.
    load().catch((error: unknown) => {
      setFailed(new TraceError('signing-unloaded', {}, error));
      setOpen(false);
    });
  }, [missing, open, load]);
  useEffect(() => {
    if (!missing) return;
    const controller = new AbortController();
    whenIdle(PATIENCE)
      .then(async () => {
        const found = await readSignoff(address, controller.signal);
        if (found !== undefined && !controller.signal.aborted) await load(found);
        // Where it cannot be read, whoever opens the drawer is told why.
      })
      .catch(() => undefined);
    return () => controller.abort();
  }, [missing, address, load]);
  return { signing, open, failed, show };
}
