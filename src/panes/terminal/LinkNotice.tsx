import styles from './terminal-pane.module.css';

interface LinkNoticeProps {
  readonly address: string;
  readonly onClose: () => void;
}

/** Where a link of the recording leads, before anyone goes there: its text may say something else. */
export function LinkNotice({ address, onClose }: LinkNoticeProps) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const safe = url?.protocol === 'https:' || url?.protocol === 'http:';
  return (
    <div
      className={styles['link']}
      role="alertdialog"
      aria-label="Link in the recording"
      aria-describedby="terminal-link"
    >
      <span id="terminal-link" className={styles['address']}>
        This recording links to <b>{url?.host ?? 'an unknown place'}</b>: <code>{url?.href ?? address}</code>
      </span>
      {safe && (
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
