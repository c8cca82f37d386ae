// First of all: Monaco reads its environment when its code is evaluated.
import '../panes/diff/monaco-environment.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '../base/errors.ts';
import { App } from './App.tsx';
import { isClientPage } from './client/is-client-page.ts';
import { listenForEmbedder } from './embed/listen.ts';
import { takeLinkKey } from './link-key.ts';
import { installPageApi } from './page-api.ts';
import { createSessionStore } from './session-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { trustOwnTexts } from './trusted-types.ts';

/** Makes the stores, installs `window.playhead`, draws the app, and opens what the address names. */
export function start(): void {
  trustOwnTexts();
  takeLinkKey();
  // Also off an address that is pasted into the open page, before whoever else listens reads it.
  for (const change of ['popstate', 'hashchange']) window.addEventListener(change, takeLinkKey);
  const sessions = createSessionStore();
  const settings = createSettingsStore();
  const root = document.getElementById('root');
  assert(root, 'the page has no #root');
  const page = createRoot(root);
  if (isClientPage()) {
    const started = import('./client/start-client.tsx').then(({ startClient }) =>
      startClient(page, sessions, settings),
    );
    // Why it could not is on the page.
    started.catch(() => undefined);
    installPageApi(sessions, started);
    return;
  }
  const { openFromAddress } = installPageApi(sessions);
  listenForEmbedder(sessions);
  page.render(
    <StrictMode>
      <App sessions={sessions} settings={settings} />
    </StrictMode>,
  );
  openFromAddress();
  // Who installs the page as a program expects it to open without a network.
  window.addEventListener('appinstalled', () => void keepOffline());
}

async function keepOffline(): Promise<void> {
  const { openOfflineCopy } = await import('./offline/offline-copy.ts');
  await openOfflineCopy()?.keep();
}
