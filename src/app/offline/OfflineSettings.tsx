import { useState } from 'react';
import { useStore } from 'zustand';
import { KEPT_MEGABYTES } from './kept-files.ts';
import { openOfflineCopy, type OfflineCopy, type OfflineState } from './offline-copy.ts';
import settings from '../SettingsDialog.module.css';
import styles from './OfflineSettings.module.css';

/** Whether Playhead opens in this browser without a network, and the choice of it. */
export function OfflineSettings({
  open = openOfflineCopy,
}: {
  readonly open?: () => OfflineCopy | undefined;
}) {
  const [copy] = useState(open);
  if (!copy)
    return (
      <p className={settings['foot']}>
        Playhead cannot be kept here for use without a network: browsers do that for pages that came over
        https or from localhost.
      </p>
    );
  return <Choice copy={copy} />;
}

function Choice({ copy }: { readonly copy: OfflineCopy }) {
  const state = useStore(copy.state);
  const on = state.phase === 'kept' || state.phase === 'keeping';
  return (
    <>
      <label className={settings['check']}>
        <input
          type="checkbox"
          checked={on}
          disabled={state.phase === 'asking'}
          onChange={({ target }) => void (target.checked ? copy.keep() : copy.drop())}
        />
        Open Playhead without a network
      </label>
      <p className={settings['foot']} role="status">
        {words(state)}
      </p>
      {state.phase === 'keeping' ? (
        <progress
          className={styles['progress']}
          aria-label="Files kept"
          {...(state.news && { value: state.news.kept, max: state.news.of })}
        />
      ) : null}
    </>
  );
}

function words(state: OfflineState): string {
  const size = `${KEPT_MEGABYTES} MB`;
  switch (state.phase) {
    case 'asking':
      return '';
    case 'none':
      return state.failed
        ? 'Not all files could be kept: there was no network, or no room. Nothing else has changed; try again.'
        : `Keeps the page's own ${size} in this browser. Traces are not kept: have them as files to open.`;
    case 'dropping':
      return 'Puts the kept files away …';
    case 'keeping':
      return 'Keeping the files of this version …';
    case 'kept':
      return `${size} are kept. A new version is taken by itself when there is a network. Traces are not kept: have them as files to open.`;
  }
}
