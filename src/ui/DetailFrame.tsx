import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import styles from './detail-frame.module.css';
import { IconButton } from './IconButton.tsx';

interface DetailFrameProps {
  /** What kind of thing it is about, for those who do not see it: `Test`. */
  readonly kind: string;
  readonly title: string;
  /** Under the title: where it stands. */
  readonly place?: string;
  /** What the text below holds. */
  readonly label: string;
  /** Holds the list of the rows. */
  readonly list: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Below the list, or beside it where the pane is wide: all that is said of the chosen row. The pane is a container, whose
 * list and details stand beside each other from 820 px on.
 */
export function DetailFrame({ kind, title, place, label, list, onClose, children }: DetailFrameProps) {
  return (
    <section className={styles['detail']} aria-label={`${kind}: ${title}`}>
      <header className={styles['header']}>
        <div className={styles['names']}>
          <h2>
            <bdi>{title}</bdi>
          </h2>
          {place !== undefined && (
            <p>
              <bdi>{place}</bdi>
            </p>
          )}
        </div>
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
      <div className={styles['body']} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </section>
  );
}
