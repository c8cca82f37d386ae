import styles from './cut-name.module.css';

interface CutNameProps {
  readonly name: string;
  /** Where the part begins that tells it from the names beside it; 0: it is all of that. */
  readonly own: number;
}

/** A name where there may be no room for it: what it has in common with others gives way first. */
export function CutName({ name, own }: CutNameProps) {
  return (
    <span className={styles['name']}>
      {own > 0 && <span className={styles['common']}>{name.slice(0, own)}</span>}
      <span className={styles['own']}>{name.slice(own)}</span>
    </span>
  );
}
