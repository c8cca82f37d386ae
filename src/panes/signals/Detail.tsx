import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { Attributes, Resource } from '../../trace/signals.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './detail.module.css';

interface DetailProps {
  /** What it is about. */
  readonly title: string;
  /** Holds the list of the rows. */
  readonly list: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside or below the list: all that was recorded of the chosen row. */
export function Detail({ title, list, onClose, children }: DetailProps) {
  return (
    <section className={styles['detail']} aria-label={title}>
      <header className={styles['header']}>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <IconButton
          icon={X}
          label="Close details"
          onClick={() => {
            // The button goes with the details: who pressed it by key goes on in the list.
            list.current?.querySelector<HTMLElement>('[role=listbox], [role=tree]')?.focus();
            onClose();
          }}
        />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so that the keyboard must reach it */}
      <div className={styles['body']} tabIndex={0} role="group" aria-label="Details">
        {children}
      </div>
    </section>
  );
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
