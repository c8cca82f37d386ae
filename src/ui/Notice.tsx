import { CircleAlert, CircleX, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Severity } from '../base/errors.ts';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly severity: Severity;
  readonly title: string;
  /** What to do. */
  readonly children?: ReactNode;
}

const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleX, warning: CircleAlert, info: Info };

/** A sentence that stands in the place of what cannot be shown. */
export function Notice({ severity, title, children }: NoticeProps) {
  const Icon = ICONS[severity];
  return (
    <div
      className={styles['notice']}
      data-severity={severity}
      role={severity === 'error' ? 'alert' : 'status'}
    >
      <Icon size={20} aria-hidden />
      <div>
        <p className={styles['title']}>{title}</p>
        {children ? <div className={styles['advice']}>{children}</div> : null}
      </div>
    </div>
  );
}
