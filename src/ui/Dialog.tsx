import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Wider, for lists. */
  readonly wide?: boolean;
}

/**
 * A modal dialog. The platform keeps the focus inside and gives it back; Escape and the backdrop close it. The focus begins
 * on what has `data-first`, where there is one, else on the button that closes it.
 */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    // The dialog element itself is hit only where its backdrop is: the frame inside covers the rest.
    <dialog
      ref={ref}
      className={wide ? styles['wide'] : styles['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles['frame']}>
        <div className={styles['header']}>
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label="Close" hint="Esc" onClick={onClose} />
        </div>
        <div className={styles['body']}>{children}</div>
      </div>
    </dialog>
  );
}
