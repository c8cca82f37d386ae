import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import type { StoreApi } from 'zustand/vanilla';
import { asTraceError } from '../../base/errors.ts';
import type { SessionStore, TraceSession } from '../session-store.ts';
import type { SettingsStore } from '../settings-store.ts';
import { ClientApp, Failure } from './ClientApp.tsx';
import { loadClient } from './load-client.ts';
import styles from './client.module.css';

/** Draws the page of a client, and begins to open its trace. Rejects where what it is to play cannot be read. */
export async function startClient(
  root: Root,
  sessions: StoreApi<SessionStore>,
  settings: StoreApi<SettingsStore>,
): Promise<void> {
  try {
    const client = await loadClient(new AbortController().signal);
    const { file, find, address } = client;
    const opened = sessions.getState().open(file.title, find, address);
    const linked = /[#&]t=/.test(location.hash);
    root.render(
      <StrictMode>
        <ClientApp sessions={sessions} settings={settings} client={client} linked={linked} />
      </StrictMode>,
    );
    // A failure is the state of the store, and shown there.
    opened.then(goToFragment, () => undefined);
  } catch (cause) {
    const error = asTraceError(cause);
    root.render(
      <main className={styles['waiting']}>
        <Failure error={error} />
      </main>,
    );
    throw error;
  }
}

/** Reading addresses comes with the workbench: the title page needs none of it. */
async function goToFragment(session: TraceSession): Promise<void> {
  const { applyFragment } = await import('../trace-address.ts');
  applyFragment(session);
}
