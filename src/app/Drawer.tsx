import { X } from 'lucide-react';
import type { FocusEventHandler, ReactNode, RefObject } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './Drawer.module.css';

interface DrawerProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly title: string;
  /** What it is called where nobody sees the panes beside it. */
  readonly label?: string;
  readonly role?: 'search';
  readonly side: 'left' | 'right';
  /** Its width and its rows, below the header. */
  readonly className: string | undefined;
  /** Between the title and the button that closes it. */
  readonly head?: ReactNode;
  readonly onClose: () => void;
  readonly onFocus?: FocusEventHandler;
  readonly children: ReactNode;
}

/** Stands beside the panes and is no dialog: they are to be seen meanwhile, and all keys stay what they are. */
export function Drawer(props: DrawerProps) {
  const { ref, title, label = title, role, side, className = '', head, onClose, onFocus, children } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape comes up from its parts
    <aside
      ref={ref}
      className={`${styles['drawer']} ${className}`}
      role={role}
      aria-label={label}
      data-side={side}
      tabIndex={-1}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles['header']}>
        <h2>{title}</h2>
        {head}
        <IconButton icon={X} label="Close" hint="Esc" onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}
