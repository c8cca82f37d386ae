import { useState } from 'react';
import type { Sample } from '../../schema/generated/types.ts';
import { familyWords } from '../batch/words.ts';
import styles from './gallery.module.css';
import { SamplePicture } from './SamplePicture.tsx';
import { coverageWords, lengthWords, outcomeWords, pictureWords } from './sample-words.ts';

interface SampleCardProps {
  readonly sample: Sample;
  /** The address that hrefs are told from. */
  readonly base: URL;
  /** The digit that opens it; undefined: none does. */
  readonly digit: number | undefined;
  readonly onOpen: () => void;
}

/** One sample: what it is, how it ended, and a click away. */
export function SampleCard({ sample, base, digit, onOpen }: SampleCardProps) {
  // What was fetched once stays.
  const [wanted, setWanted] = useState(false);
  const want = (): void => setWanted(true);
  const { title, family, phases, pictures, outcome } = sample;
  return (
    <li className={styles['item']}>
      <button
        className={styles['card']}
        aria-keyshortcuts={digit === undefined ? undefined : String(digit)}
        onClick={onOpen}
        onPointerEnter={want}
        onFocus={want}
      >
        <span className={styles['words']}>
          <span className={styles['head']}>
            <span className={styles['family']}>{familyWords(family)}</span>
            <span className="tabular">{lengthWords(sample)}</span>
            {digit !== undefined && <kbd aria-hidden>{digit}</kbd>}
          </span>
          <span className={styles['title']}>{title}</span>
          <span className={styles['phases']}>{phases.join(' → ')}</span>
          <span className={styles['facts']}>
            <span data-success={outcome.success}>{outcomeWords(sample)}</span>
            <span>{coverageWords(sample)}</span>
          </span>
        </span>
        {/* Above the words on screen, and after them in the card's name. */}
        <SamplePicture pictures={pictures} base={base} alt={pictureWords(sample)} wanted={wanted} />
      </button>
    </li>
  );
}
