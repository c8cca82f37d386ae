/** What every section of the pane is made of. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title: how many, how much. */
  readonly aside?: string;
  /** Open at first. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, aside, open = false, children }: SectionProps) {
  return (
    <details className={styles['section']} open={open}>
      <summary className={styles['summary']}>
        <ChevronRight className={styles['chevron']} size={14} aria-hidden />
        <span className={styles['title']}>{title}</span>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </summary>
      <div className={styles['body']}>{children}</div>
    </details>
  );
}

interface FactsProps {
  /** Term and what is known of it; undefined: unknown, and said so. */
  readonly facts: readonly (readonly [term: string, value: ReactNode])[];
}

export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, value]) => (
        <div key={term} className={styles['fact']}>
          <dt>{term}</dt>
          <dd>{value ?? <span className={styles['unknown']}>unknown</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A sentence where there is nothing to list. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className={styles['nothing']}>{children}</p>;
}
