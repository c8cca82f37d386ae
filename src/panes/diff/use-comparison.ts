import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { CodeFollower } from './code-follower.ts';
import { Comparer, type Comparison } from './comparer.ts';
import type { Choice } from './diff-data.ts';
import type { OpenWorkspace } from './use-workspace.ts';

/** Another object each time, also where the same is to be drawn again: each is answered. */
interface Given {
  /** undefined: no file was in front. */
  readonly comparison: Comparison | undefined;
}

interface FollowedComparison {
  /** What is to be drawn; undefined until it is known. */
  readonly given: Given | undefined;
  /** To be called once the comparison of that key is on screen; '' for none. */
  readonly drawn: (key: string) => void;
}

/** What the pane is to draw at the playhead. The clock is held until it is drawn. */
export function useComparison(
  { workspace, texts, patches }: OpenWorkspace,
  clock: Clock,
  { picked, against, followsLine }: Choice,
): FollowedComparison {
  const follower = useMemo(
    () => new CodeFollower({ workspace, patches, comparer: new Comparer(texts), clock }),
    [workspace, texts, patches, clock],
  );
  const [given, setGiven] = useState<Given>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(
    () =>
      follower.follow({
        onComparison: (comparison) => setGiven({ comparison }),
        onError: (error) => setFailure({ error }),
      }),
    [follower],
  );
  useEffect(
    () => follower.choose({ picked, against, followsLine }),
    [follower, picked, against, followsLine],
  );
  const drawn = useCallback((key: string) => follower.drawn(key), [follower]);
  // Thrown here, it reaches the error boundary that the shell gives every pane.
  if (failure) throw failure.error;
  return { given, drawn };
}
