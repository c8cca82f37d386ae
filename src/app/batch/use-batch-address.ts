import { useEffect } from 'react';
import { shownAddress } from '../trace-address.ts';
import type { BatchStore } from './batch-store.ts';

/** Milliseconds after which the address follows: browsers allow some changes of it a second. */
const REST = 200;

/** Keeps the page's address at the batch, its filter and the current trace, while the table is on screen; of one that was dropped there is none. */
export function useBatchAddress(store: BatchStore): void {
  useEffect(() => {
    if (store.getState().isLocal) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      const { state, address, fragment } = store.getState();
      if (state.phase !== 'open') return;
      const url = new URL(location.pathname, location.origin);
      url.search = `batch=${shownAddress(address)}`;
      url.hash = fragment();
      if (url.href !== location.href) history.replaceState(history.state, '', url);
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(write, REST);
    };
    later();
    const stop = store.subscribe(later);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
}
