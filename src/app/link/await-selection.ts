/** Chooses the hit that a link leads to, as soon as the search has found it. */
import type { Problem } from '../../base/errors.ts';
import { hitAtMoment } from '../search-hits.ts';
import type { SearchStore } from '../search-state.ts';
import type { SideStore } from './side-store.ts';

/** Told of one that is not there. Returns how to stop. */
export function awaitSelection(
  search: SearchStore,
  sides: SideStore,
  onLost: (problem: Problem) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** `late`: whatever follows from the last change has begun. */
  const look = (late = false): void => {
    const { awaited } = sides.getState();
    if (!awaited) return;
    const { groups, sources, searching, error, choose, open, current } = search.getState();
    const group = groups.get(awaited.source);
    const place = group && hitAtMoment(group, awaited);
    const state = sources.find(({ id }) => id === awaited.source)?.state.status;
    // A person has chosen another one, or closed the search.
    if (!open || current) sides.setState({ awaited: undefined });
    else if (place) {
      sides.setState({ awaited: undefined });
      choose(place);
    } else if (error || state === undefined || state === 'failed' || (state === 'ready' && !searching)) {
      // What has just been read is asked in a moment.
      if (!late) {
        clearTimeout(timer);
        timer = setTimeout(() => look(true));
        return;
      }
      sides.setState({ awaited: undefined });
      onLost({ severity: 'info', code: 'address-lost', details: { what: 'hit' } });
    }
  };
  const stops = [search.subscribe(() => look()), sides.subscribe(() => look())];
  look();
  return () => {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  };
}
