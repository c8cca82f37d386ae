import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Transport } from './clock.ts';
import type { Film } from './film.ts';
import { Films } from './films.ts';
import type { Lane } from './tracks.ts';
import type { OpenPictures } from './video-pictures.ts';

const NONE: ReadonlyMap<string, Film> = new Map();
const never = (): (() => void) => () => undefined;

/** Films without `open`: none. `filmOf`: by the lane's id, as soon as its video is read. */
export function useFilms(
  lanes: readonly Lane[],
  open: OpenPictures | undefined,
  clock: Transport,
): { readonly films: Films | undefined; readonly filmOf: ReadonlyMap<string, Film> } {
  const films = useMemo(() => open && new Films(open, clock), [open, clock]);
  useEffect(() => films?.attach(), [films]);
  useEffect(() => {
    if (!films) return;
    let current = true;
    for (const lane of lanes)
      lane.video?.get().then(
        (video) => {
          if (current) films.set(lane.id, video);
        },
        // The lane says so, and the reason is among the trace's problems.
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [films, lanes]);
  const filmOf = useSyncExternalStore(films?.subscribe ?? never, () => films?.all ?? NONE);
  return { films, filmOf };
}
