import type { Click } from './browser-state.ts';
import styles from './page-view.module.css';

interface ClickMarkProps {
  readonly click: Click;
  /** Of the page that it stands on. */
  readonly scale: number;
}

/** Where a click went. */
export function ClickMark({ click, scale }: ClickMarkProps) {
  return (
    <span className={styles['click']} style={{ left: click.x * scale, top: click.y * scale }} aria-hidden />
  );
}
