import { CircleAlert, CircleX, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Severity } from '../base/errors.ts';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly severity: Severity;
  readonly title: string;
  /** What to do. */
  readonly children?: ReactNode;
  /** A sentence each, folded until somebody wants to know. */
  readonly more?: readonly string[] | undefined;
}

const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleX, warning: CircleAlert, info: Info };

/** A sentence that stands in the place of what cannot be shown. */
export function Notice({ severity, title, children, more = [] }: NoticeProps) {
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
        {more.length > 0 && (
          <details className={styles['more']}>
            <summary>{more.length} reasons</summary>
            <ul>
              {more.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
