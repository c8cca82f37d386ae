import type { StoreApi } from 'zustand/vanilla';
import type { SessionStore } from '../session-store.ts';

/** In a frame, waits for the page around it to say hello; what answers is loaded only then. */
export function listenForEmbedder(sessions: StoreApi<SessionStore>): void {
  if (window.parent === window) return;
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.ports.length === 0) return;
    void import('./greet.ts').then(({ greet }) => greet(event, sessions));
  });
}
