import styles from './terminal-pane.module.css';

interface LinkNoticeProps {
  readonly address: string;
  readonly onClose: () => void;
}

/** Where a link of the recording leads, before anyone goes there: its text may say something else. */
export function LinkNotice({ address, onClose }: LinkNoticeProps) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const refusal = refusalOf(url);
  return (
    <div
      className={styles['link']}
      role="alertdialog"
      aria-label="Link in the recording"
      aria-describedby="terminal-link"
    >
      <span id="terminal-link" className={styles['address']}>
        This recording links to <b>{url?.host || 'an unknown place'}</b>: <code>{url?.href ?? address}</code>
        {refusal !== undefined && <>. {refusal}</>}
      </span>
      {url && refusal === undefined && (
        <a href={url.href} target="_blank" rel="noopener noreferrer" onClick={onClose}>
          Open
        </a>
      )}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** Why a link is not opened, in words; undefined where it may be. */
function refusalOf(url: URL | undefined): string | undefined {
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return 'Only web addresses are opened.';
  // A recording that leads to a file of its own bundle would show it as a page of this origin.
  return url.origin === location.origin ? 'This page opens no links to itself.' : undefined;
}
