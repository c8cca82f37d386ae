import type { ReactNode } from 'react';
import type { Attributes, Resource } from '../../trace/signals.ts';
import styles from './detail.module.css';

/** What is said of a row. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <div className={styles['content']}>{children}</div>;
}

/** Names and values; nothing where there are none. */
export function Pairs({ title, pairs }: { readonly title: string; readonly pairs: Attributes }) {
  if (pairs.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl className={styles['pairs']}>
        {pairs.map(([key, text], index) => (
          <div key={index}>
            <dt>
              <bdi>{key}</bdi>
            </dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface OriginProps {
  readonly resource: Resource;
  readonly scope: string | undefined;
}

/** What recorded it. */
export function Origin({ resource, scope }: OriginProps) {
  const library: Attributes = scope === undefined ? [] : [['library', scope]];
  return <Pairs title="Recorded by" pairs={[...resource.attributes, ...library]} />;
}
