import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'title' | 'children'> {
  readonly icon: LucideIcon;
  /** Its name for everybody: the tooltip and what a screen reader says. */
  readonly label: string;
  /** The key that does the same, for the tooltip. */
  readonly shortcut?: string | undefined;
}

/** A button that is an icon. */
export function IconButton({ icon: Icon, label, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={[styles['button'], className].filter(Boolean).join(' ')}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
