import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { useKeyLabel } from './key-labels.ts';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'title' | 'children'> {
  readonly icon: LucideIcon;
  /** Its name for everybody: the tooltip and what a screen reader says. */
  readonly label: string;
  /** The command that does the same, whose key the tooltip names. */
  readonly command?: string | undefined;
  /** For the tooltip, where no key is: what more there is to know. */
  readonly hint?: string | undefined;
  /** In CSS pixels. */
  readonly size?: number;
}

/** A button that is an icon. */
export function IconButton({
  icon: Icon,
  label,
  command,
  hint,
  size = 16,
  className,
  ...rest
}: IconButtonProps) {
  const detail = useKeyLabel(command) ?? hint;
  return (
    <button
      type="button"
      {...rest}
      className={[styles['button'], className].filter(Boolean).join(' ')}
      aria-label={label}
      title={detail === undefined ? label : `${label} (${detail})`}
    >
      <Icon size={size} aria-hidden />
    </button>
  );
}
