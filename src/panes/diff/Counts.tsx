import styles from './counts.module.css';

interface CountsProps {
  /** Lines. */
  readonly added: number;
  readonly removed: number;
}

/** How many lines came, and how many went; nothing where none did. */
export function Counts({ added, removed }: CountsProps) {
  return (
    <span className={styles['counts']}>
      <Count count={added} sign="+" words="added" />
      <Count count={removed} sign="−" words="removed" />
    </span>
  );
}

interface CountProps {
  readonly count: number;
  readonly sign: string;
  readonly words: 'added' | 'removed';
}

function Count({ count, sign, words }: CountProps) {
  if (count === 0) return null;
  return (
    <span className={styles[words]}>
      {sign}
      {count}
      <span className="visually-hidden"> {words}</span>
    </span>
  );
}
